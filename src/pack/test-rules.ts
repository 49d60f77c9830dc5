import { existsSync, readFileSync } from 'node:fs';
import type { RuleWeight } from '../match/rule.js';
import { RuleSet } from '../match/rule-set.js';
import { parseText } from '../parse/text.js';
import { tokenise } from '../parse/tokens.js';
import type { Problem } from '../problem.js';
import { type FixtureCase, parseFixture } from './fixture.js';
import type { LoadedRule } from './load.js';

/** Blocks a rule's fixture needs of each kind. */
const LEAST = { remove: 3, keep: 3 } as const;
/** Log-odds from which the rules alone would remove a paragraph: what `@keep` without a rule guards against. */
const REMOVING = 1.5;

/** What became of the fixtures of a pack. */
export interface RuleTestReport {
  cases: number;
  /** Known misses, written down with `todo-remove`. */
  todo: number;
  problems: Problem[];
}

/** Path of the fixture that stands beside a rule's file. */
export function fixturePath(loaded: LoadedRule): string {
  const own = loaded.rule.id.slice(loaded.rule.id.lastIndexOf('/') + 1);
  return loaded.file.replace(/[^/\\]+$/, `${own}.test.txt`);
}

/** Runs every rule's fixture against the rules it was loaded with. */
export function testRules(
  rules: readonly LoadedRule[],
  weights: Readonly<Record<string, RuleWeight>> = {},
): RuleTestReport {
  const set = new RuleSet(
    rules.map(({ rule }) => rule),
    weights,
  );
  const report: RuleTestReport = { cases: 0, todo: 0, problems: [] };
  for (const loaded of rules) {
    const file = fixturePath(loaded);
    if (!existsSync(file)) {
      report.problems.push({
        file: loaded.file,
        line: loaded.line,
        column: 1,
        message: `rule "${loaded.rule.id}" has no fixture; write ${file}`,
      });
      continue;
    }
    const cases = parseFixture(readFileSync(file, 'utf8'));
    const own = loaded.rule.id.slice(loaded.rule.id.lastIndexOf('/') + 1);
    for (const kind of ['remove', 'keep'] as const) {
      const count = cases.filter((c) => c.expect === kind && c.rule === own).length;
      if (count < LEAST[kind])
        report.problems.push({
          file,
          line: 1,
          column: 1,
          message: `has ${count} of at least ${LEAST[kind]} blocks "@${kind} ${own}"`,
        });
    }
    for (const c of cases) {
      report.cases++;
      const message = runCase(set, loaded, own, c, report);
      if (message) report.problems.push({ file, line: c.line, column: 1, message });
    }
  }
  return report;
}

function runCase(
  set: RuleSet,
  loaded: LoadedRule,
  own: string,
  c: FixtureCase,
  report: RuleTestReport,
): string | undefined {
  const page = parseText(c.text);
  const tokens = tokenise(page);
  const { hits } = set.match(page, tokens);
  if (page.children.length === 0) return 'no text under this directive';
  if (c.rule === undefined) {
    const weight = new Float64Array(page.children.length);
    for (const hit of hits) {
      weight[hit.paragraph] += set.weightOf(hit);
    }
    const lost = weight.findIndex((w) => w > REMOVING);
    const speakers = hits.filter((hit) => hit.paragraph === lost).map((hit) => set.rules[hit.rule].id);
    return lost >= 0
      ? `must survive, but ${speakers.join(' and ')} would remove paragraph ${lost + 1}`
      : undefined;
  }
  if (c.rule !== own) return `names rule "${c.rule}", but this is the fixture of "${own}"`;
  const index = set.indexOf(loaded.rule.id);
  const hit = page.children.map((p) => hits.some((h) => h.rule === index && h.paragraph === p.index));
  if (c.expect === 'keep')
    return hit.includes(true) ? `must not be matched: paragraph ${hit.indexOf(true) + 1}` : undefined;
  if (c.expect === 'remove')
    return hit.includes(false) ? `must be matched: paragraph ${hit.indexOf(false) + 1}` : undefined;
  report.todo++;
  return hit.every(Boolean) ? 'is matched now; make it "@remove"' : undefined;
}
