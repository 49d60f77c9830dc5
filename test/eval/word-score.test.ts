import { describe, expect, it } from 'vitest';
import { countWords, wordScore, wordsOf } from '../../src/eval/word-score.js';

describe('words', () => {
  it('are runs of letters, digits and marks in small letters', () => {
    expect(wordsOf('The 9.15 boat — naïve, isn’t it?')).toEqual([
      'the',
      '9',
      '15',
      'boat',
      'naïve',
      'isn',
      't',
      'it',
    ]);
  });

  it('are single characters in scripts without spaces', () => {
    expect(wordsOf('港の船 ship')).toEqual(['港', 'の', '船', 'ship']);
    expect(wordsOf('')).toEqual([]);
  });
});

describe('the score by words', () => {
  it('counts a repeated word as often as the gold has it, in any order', () => {
    expect(countWords('boat boat the', 'the boat left')).toEqual({ shared: 2, predicted: 3, gold: 3 });
  });

  it('is full for the same words in other lines and case', () => {
    expect(wordScore('THE BOAT\nleft', 'the boat left').f1).toBe(1);
  });
});
