import type { Matches, RuleList } from './match/rule-set.js';
import { bearsMark, STRUCTURAL_MARKS } from './score/marks.js';
import { contributions, type ScoreModel, type Scores } from './score/score.js';
import type { Evidence, Page } from './types.js';

/** What spoke for or against removing a paragraph, the strongest first. `shift` is what the page's calibration took off. */
export function collectEvidence(
  page: Page,
  p: number,
  rules: RuleList,
  matches: Matches,
  scores: Scores,
  shift: number,
  model?: ScoreModel,
): Evidence[] {
  const { start, end } = page.children[p];
  const evidence: Evidence[] = [];
  const add = (rule: string, weight: number, why: string, from = start, to = end) =>
    evidence.push({ rule, weight: round(weight), start: from, end: to, why });
  for (let h = matches.first[p]; h < matches.first[p + 1]; h++) {
    const hit = matches.hits[h];
    const rule = rules.rules[hit.rule];
    add(rule.id, rules.weightOf(hit), rule.why, hit.start, hit.end);
  }
  const kept = matches.kept?.get(p);
  if (kept)
    add(rules.rules[kept.rule].id, rules.weightOf(kept), rules.rules[kept.rule].why, kept.start, kept.end);
  const learned = matches.learned?.get(p);
  if (learned) {
    const rule = rules.rules[learned.rule];
    add(rule.id, rules.weightOf(learned), rule.why, learned.start, learned.end);
  }
  if (model) {
    model.marks.forEach((weight, mark) => {
      const { name, why } = STRUCTURAL_MARKS[mark];
      if (bearsMark(mark, scores.columns, p)) add(`mark/${name}`, weight, why);
    });
    for (const { feature, why, weight } of contributions(model, scores.columns, p))
      add(`feature/${feature}`, weight, why);
    add(
      'page/threshold',
      -shift,
      shift < 0 ? 'the page as a whole is clear' : 'the page as a whole is in doubt',
    );
  }
  if (evidence.length === 0) add('feature/prior', scores.logOdds[p], 'nothing speaks for or against it');
  return evidence.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
}

function round(weight: number): number {
  return Number(weight.toFixed(2));
}
