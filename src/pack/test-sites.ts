import { RuleSet } from '../match/rule-set.js';
import { SiteRules } from '../match/site-rules.js';
import { parseHtml } from '../parse/html/parse-html.js';
import { parseText } from '../parse/text.js';
import { tokenise } from '../parse/tokens.js';
import type { LoadedSite, LoadedSiteRule, SiteExample } from './load-sites.js';
import type { RuleTestReport } from './test-rules.js';

/** Runs the tests inside the files of sites, each against all rules of its site. */
export function testSites(sites: readonly LoadedSite[]): RuleTestReport {
  const report: RuleTestReport = { cases: 0, todo: 0, problems: [] };
  const none = new RuleSet([]);
  for (const { file, rules } of sites) {
    const set = new SiteRules(
      none,
      rules.map(({ rule }) => rule),
    );
    rules.forEach((loaded, number) => {
      for (const example of loaded.examples) {
        report.cases++;
        const message = runExample(set, loaded, number, example);
        const { line, column } = example;
        if (message)
          report.problems.push({ file, line, column, message: `rule "${loaded.rule.id}": ${message}` });
      }
    });
  }
  return report;
}

function runExample(
  set: SiteRules,
  { rule: { keep } }: LoadedSiteRule,
  number: number,
  example: SiteExample,
): string | undefined {
  const { expect } = example;
  const page = example.format === 'html' ? parseHtml(example.source) : parseText(example.source);
  if (page.children.length === 0) return 'no text in this test';
  const { hits, kept, learned } = set.match(page, tokenise(page));
  // Another rule's keep mark is named where it stands in the way.
  // Of learned ones that mark the same paragraph, one speaks for all.
  const learnedSpeaks = (p: number) => {
    const hit = learned?.get(p);
    return (
      hit !== undefined && (hit.rule === number || (expect === 'remove' && 'learned' in set.rules[number]))
    );
  };
  const speaks = (p: number) =>
    keep
      ? kept?.get(p)?.rule === number
      : hits.some((hit) => hit.rule === number && hit.paragraph === p) || learnedSpeaks(p);
  const wanted = keep === (example.expect === 'keep');
  const wrong = page.children.findIndex(({ index }) => speaks(index) !== wanted);
  if (wrong < 0) return undefined;
  const verb = keep ? 'kept' : 'matched';
  if (!wanted) return `must not be ${verb} by it: paragraph ${wrong + 1}`;
  const other = kept?.get(wrong);
  const because = other ? `, but "${set.rules[other.rule].id}" keeps it` : '';
  return `must be ${verb}: paragraph ${wrong + 1}${because}`;
}
