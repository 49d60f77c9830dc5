import { describe, expect, it } from 'vitest';
import { scoreDocument } from '../../src/eval/document-score.js';
import { checkGates } from '../../src/eval/gates.js';
import { summarise } from '../../src/eval/summary.js';

const GOOD = scoreDocument({ id: 'good', predicted: 'The boat left.\n', gold: 'The boat left.\n' });
const LOST = scoreDocument({
  id: 'lost',
  predicted: 'Nobody waved.\n',
  gold: 'Nobody waved.\n\nThe boat left at nine from the old quay.\n',
});
const LEFT = scoreDocument({
  id: 'left',
  predicted: 'Nobody waved.\n\nShare this page with your friends\n\nPrint\n',
  gold: 'Nobody waved.\n',
});

describe('a summary', () => {
  const { words, paragraphs, loseHalf, worst, roles, documents } = summarise([GOOD, LOST, LEFT], 10);

  it('has the mean over documents and all as one, by words and by paragraphs', () => {
    expect(documents).toBe(3);
    expect(words.counts).toEqual({ shared: 7, predicted: 14, gold: 16 });
    expect(words.micro.precision.value).toBeCloseTo(7 / 14);
    expect(words.macro.recall.value).toBeCloseTo((1 + 2 / 11 + 1) / 3);
    expect(paragraphs.counts).toEqual({ shared: 3, predicted: 5, gold: 4 });
    expect(paragraphs.macro.precision.value).toBeCloseTo((1 + 1 + 1 / 3) / 3);
  });

  it('has intervals that hold the figures', () => {
    for (const { value, low, high } of [words.macro.f1, words.micro.f1, paragraphs.macro.recall]) {
      expect(low).toBeLessThan(value);
      expect(high).toBeGreaterThan(value);
    }
    expect(summarise([GOOD], 10).words.macro.f1).toEqual({ value: 1 });
  });

  it('counts the documents that lose over half', () => {
    expect(loseHalf.documents).toBe(1);
    expect(loseHalf.share.value).toBeCloseTo(1 / 3);
  });

  it('lists the worst documents first and says what went wrong most', () => {
    expect(worst).toMatchObject([
      {
        id: 'lost',
        wordsLost: 9,
        wordsLeft: 0,
        mostly: 'lost',
        example: 'The boat left at nine from the old quay.',
      },
      {
        id: 'left',
        wordsLost: 0,
        wordsLeft: 7,
        mostly: 'left',
        example: 'Share this page with your friends',
      },
    ]);
    expect(summarise([GOOD, LOST, LEFT], 1).worst.map(({ id }) => id)).toEqual(['lost']);
    expect(summarise([GOOD, LOST, LEFT], 0).worst).toEqual([]);
  });

  it('has roles where documents have them', () => {
    expect(roles).toBeUndefined();
    const known = scoreDocument({
      id: 'known',
      predicted: 'a',
      gold: 'a',
      predictedSpans: [[0, 1, 'body']],
      goldSpans: [[0, 1, 'body']],
    });
    expect(summarise([GOOD, known], 0).roles).toMatchObject({
      documents: 1,
      paragraphs: 1,
      right: { value: 1 },
      macroF1: { value: 1 },
      roles: [{ role: 'body', gold: 1 }],
    });
  });
});

describe('gates', () => {
  const summary = summarise([GOOD, LOST, LEFT], 0);

  it('hold the means by words against what was asked', () => {
    expect(checkGates(summary, { f1: 0.9, precision: 0.5 })).toEqual([
      { measure: 'f1', least: 0.9, reached: summary.words.macro.f1.value, holds: false },
      { measure: 'precision', least: 0.5, reached: summary.words.macro.precision.value, holds: true },
    ]);
    expect(checkGates(summary, {})).toEqual([]);
  });

  it('are reached by the very value', () => {
    expect(checkGates(summarise([GOOD], 0), { f1: 1 })[0].holds).toBe(true);
  });
});
