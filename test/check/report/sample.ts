import { Chalk } from 'chalk';
import { defaultLevels } from '../../../src/check/measures/index.js';
import type { CheckReport, CheckReportContext } from '../../../src/check/report/types.js';
import type { Finding } from '../../../src/check/types.js';

const finding = (rule: string, reason: string, more: Partial<Finding> = {}): Finding => ({
  rule,
  severity: 'error',
  reason,
  hash: '0123456789abcdef',
  ...more,
});

/** A result with one finding of each sort that forms treat differently, and names and texts that want escaping. */
export const REPORT: CheckReport = {
  documents: [
    {
      path: 'pages/ferry, 100%: <new>.txt',
      findings: [
        finding('short', '9 words, at least 15 are expected', { severity: 'warning' }),
        finding('boilerplate', 'newsletter-prompt: "Get | the <b>letter</b> & more"', {
          role: 'newsletter-prompt',
          saw: 'Get | the <b>letter</b> & more',
          line: 3,
          column: 1,
          endLine: 3,
          endColumn: 31,
        }),
        finding('mojibake', 'wrongly decoded characters "Ã©" and 1 more', {
          line: 5,
          column: 8,
          endLine: 6,
          endColumn: 2,
        }),
      ],
    },
    {
      path: 'pages/copy.txt',
      findings: [
        finding('near-duplicate', 'is nearly pages/first.txt: similarity 0.91', {
          severity: 'warning',
          related: 'pages/first.txt',
        }),
      ],
    },
    { findings: [finding('budget', '3.1% of all words are boilerplate, at most 2% are allowed')] },
  ],
  totals: {
    documents: 12,
    failed: 0,
    words: 4000,
    roles: { 'newsletter-prompt': 100, navigation: 24 },
    duplicates: 1,
    gold: { documents: 2, shared: 900, predicted: 950, gold: 1000 },
    article: { words: 3000, lost: 30 },
  },
  errors: 3,
  warnings: 2,
  accepted: 4,
  before: { documents: 11, words: 3900, duplicates: 2, roles: { 'newsletter-prompt': 39, 'job-ads': 78 } },
  passed: false,
};

/** A corpus that has nothing to complain of. */
export const CLEAN: CheckReport = {
  documents: [],
  totals: { documents: 3, failed: 0, words: 600, roles: {}, duplicates: 0 },
  errors: 0,
  warnings: 0,
  accepted: 0,
  passed: true,
};

export const CONTEXT: CheckReportContext = {
  chalk: new Chalk({ level: 0 }),
  version: '9.9.9',
  rulesHash: 'feedfacefeedface',
  levels: defaultLevels(),
  docs: 'https://docs.example.org/check',
};
