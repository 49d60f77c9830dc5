import { expect, it } from 'vitest';
import { applyBaseline, createBaseline, staleFindings } from '../../src/check/baseline.js';
import { emptyCheckTotals } from '../../src/check/totals.js';
import type { DocumentFindings, Finding } from '../../src/check/types.js';

const finding = (hash: string, line: number, rule = 'boilerplate'): Finding => ({
  rule,
  severity: 'error',
  reason: 'navigation: "Home"',
  saw: 'Home',
  line,
  column: 1,
  hash: hash.repeat(16),
});
const corpus = (...findings: Finding[]): DocumentFindings[] => [{ path: 'a.txt', findings }];
const baselineOf = (documents: DocumentFindings[]) => createBaseline(documents, emptyCheckTotals(), '1.0.0');

it('accepts a paragraph wherever it moves to, and nothing else', () => {
  const baseline = baselineOf(corpus(finding('a', 1), finding('b', 2)));
  const { documents, accepted, stale } = applyBaseline(
    [{ path: 'moved.txt', findings: [finding('a', 90), finding('c', 91)] }],
    baseline,
  );
  expect(documents).toEqual([{ path: 'moved.txt', findings: [finding('c', 91)] }]);
  expect(accepted).toBe(1);
  expect(stale).toMatchObject([{ hash: 'b'.repeat(16), count: 1 }]);
});

it('accepts a paragraph as often as it has it: one copy more is new', () => {
  const baseline = baselineOf(corpus(finding('a', 1), finding('a', 5)));
  expect(baseline.entries).toMatchObject([{ count: 2, path: 'a.txt', saw: 'Home' }]);
  const now = corpus(finding('a', 1), finding('a', 2), finding('a', 3));
  expect(applyBaseline(now, baseline)).toMatchObject({
    accepted: 2,
    documents: [{ findings: [{ line: 3 }] }],
  });
});

it('does not mix rules, and never accepts a broken budget', () => {
  const budget = { ...finding('a', 1, 'budget') };
  const baseline = baselineOf(corpus(finding('a', 1), budget));
  expect(baseline.entries).toHaveLength(1);
  expect(applyBaseline(corpus(finding('a', 1, 'markup'), budget), baseline).accepted).toBe(0);
});

it('names entries that no longer occur', () => {
  const { stale } = applyBaseline([], baselineOf(corpus(finding('a', 1))));
  expect(staleFindings(stale, 'base.json', 'warning')).toMatchObject([
    {
      path: 'base.json',
      findings: [{ rule: 'stale-baseline', reason: expect.stringContaining('once in a.txt') }],
    },
  ]);
});
