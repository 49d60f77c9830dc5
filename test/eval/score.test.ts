import { describe, expect, it } from 'vitest';
import { compareMultisets, meanScore, scoreOf } from '../../src/eval/score.js';

describe('two multisets', () => {
  it('share a member as often as it stands in both', () => {
    expect(compareMultisets(['a', 'a', 'b', 'x'], ['a', 'b', 'b', 'c'])).toEqual({
      counts: { shared: 2, predicted: 4, gold: 4 },
      lost: ['b', 'c'],
      left: ['a', 'x'],
    });
  });

  it('are not confused by words that objects know', () => {
    expect(compareMultisets(['constructor', '__proto__'], ['__proto__']).counts.shared).toBe(1);
  });
});

describe('a score', () => {
  it('is the share of what was predicted, of what is gold, and their harmonic mean', () => {
    const { precision, recall, f1 } = scoreOf({ shared: 3, predicted: 4, gold: 6 });
    expect([precision, recall]).toEqual([0.75, 0.5]);
    expect(f1).toBeCloseTo(0.6);
  });

  it('is full where there is nothing to find and nothing was found', () => {
    expect(scoreOf({ shared: 0, predicted: 0, gold: 0 })).toEqual({ precision: 1, recall: 1, f1: 1 });
  });

  it('is nought where one side is empty and the other is not', () => {
    expect(scoreOf({ shared: 0, predicted: 0, gold: 5 }).f1).toBe(0);
    expect(scoreOf({ shared: 0, predicted: 5, gold: 0 }).f1).toBe(0);
  });

  it('has a mean that averages F1 itself', () => {
    const scores = [
      { precision: 1, recall: 0.5, f1: 2 / 3 },
      { precision: 0.5, recall: 1, f1: 2 / 3 },
    ];
    expect(meanScore(scores)).toEqual({ precision: 0.75, recall: 0.75, f1: 2 / 3 });
    expect(meanScore([])).toEqual({ precision: 0, recall: 0, f1: 0 });
  });
});
