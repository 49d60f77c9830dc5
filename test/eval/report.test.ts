import { Chalk } from 'chalk';
import { describe, expect, it } from 'vitest';
import { scoreDocument } from '../../src/eval/document-score.js';
import { EVALUATION_REPORTERS } from '../../src/eval/report/index.js';
import { summarise } from '../../src/eval/summary.js';

const NASTY = '| <b>Sale</b> [now](x) & `more`\n';
const summary = summarise(
  [
    scoreDocument({ id: 'a|b.txt', predicted: `Nobody waved.\n${NASTY}`, gold: 'Nobody waved.\n' }),
    scoreDocument({
      id: 'c.txt',
      predicted: 'The boat left.\n',
      gold: 'The boat left.\n',
      predictedSpans: [[0, 14, 'body']],
      goldSpans: [[0, 14, 'body']],
    }),
  ],
  10,
);
const gates = [{ measure: 'f1', least: 0.95, reached: 0.94999, holds: false } as const];
const render = (form: string) =>
  EVALUATION_REPORTERS[form](
    { summary, gates, leftOut: { predicted: 1, gold: 0 } },
    { chalk: new Chalk({ level: 0 }), version: '0.0.0' },
  );

describe('the text form', () => {
  const lines = render('text').split('\n');

  it('has aligned tables', () => {
    const [title, head, first] = lines;
    expect(title).toMatch(/^2 documents, 1 without a partner left out; 0 lose over half of their words: 0%/);
    expect(head).toMatch(/^ +precision +recall +F1$/);
    expect(first).toMatch(/^words, mean over documents +0\.\d{3} \(0\.\d{3}-1\.000\)/);
    expect(first).toHaveLength(head.length);
    expect(lines).toContain('body      1.000   1.000  1.000     1          1');
  });

  it('names the worst document with an example, and the gate that was missed by little', () => {
    expect(lines.find((line) => line.startsWith('a|b.txt'))).toMatch(/6 {2}left: \| <b>Sale/);
    expect(lines.at(-2)).toBe('F1 0.9499 is below --min-f1 0.95');
  });
});

describe('the Markdown form', () => {
  const lines = render('markdown').split('\n');

  it('lets nothing of a page end a cell or make a tag', () => {
    expect(lines.find((line) => line.includes('b.txt'))).toMatch(
      /^\| a\\\|b\.txt \| .* \| left: \\\| \\<b\\>Sale\\<\/b\\> \\\[now\\\]\(x\) &amp; \\`more\\` \|$/,
    );
  });

  it('has a rule under each head', () => {
    expect(lines.slice(2, 4)).toEqual(['|  | precision | recall | F1 |', '| --- | --: | --: | --: |']);
    expect(lines).toContain('- F1 0.9499 is below --min-f1 0.95');
  });
});

describe('the JSON form', () => {
  it('has every figure', () => {
    const value = JSON.parse(render('json'));
    expect(Object.keys(value)).toEqual([
      'schemaVersion',
      'dechaff',
      'intervals',
      'leftOut',
      'documents',
      'words',
      'paragraphs',
      'loseHalf',
      'roles',
      'worst',
      'gates',
    ]);
    expect(value.words.macro.recall).toEqual({ value: 1, low: 1, high: 1 });
    expect(value.roles.roles).toEqual([
      { role: 'body', gold: 1, predicted: 1, precision: 1, recall: 1, f1: 1 },
    ]);
    expect(value.gates[0].holds).toBe(false);
  });
});
