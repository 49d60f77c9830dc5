import type { Matches, RuleSet } from './match/rule-set.js';
import { contributions, type Scorecards, type Scores } from './score/score.js';
import type { Evidence, Page } from './types.js';

/** Everything that spoke for or against removing a paragraph, the strongest first. */
export function collectEvidence(
  page: Page,
  p: number,
  rules: RuleSet,
  matches: Matches,
  scores: Scores,
  cards?: Scorecards,
): Evidence[] {
  const { start, end } = page.children[p];
  const evidence: Evidence[] = [];
  for (let h = matches.first[p]; h < matches.first[p + 1]; h++) {
    const hit = matches.hits[h];
    const rule = rules.rules[hit.rule];
    const weight = rules.weightOf(hit);
    evidence.push({ rule: rule.id, weight: round(weight), start: hit.start, end: hit.end, why: rule.why });
  }
  if (cards)
    for (const { feature, why, weight } of contributions(cards, scores.columns, p))
      evidence.push({ rule: `feature/${feature}`, weight: round(weight), start, end, why });
  if (evidence.length === 0) {
    const { [p]: probability } = scores.probability;
    evidence.push({
      rule: 'feature/prior',
      weight: round(Math.log(probability / (1 - probability))),
      start,
      end,
      why: 'nothing speaks for or against it',
    });
  }
  return evidence.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
}

function round(weight: number): number {
  return Number(weight.toFixed(2));
}
