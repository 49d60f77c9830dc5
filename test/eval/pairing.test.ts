import { describe, expect, it } from 'vitest';
import { pairById } from '../../src/eval/pairing.js';

const side = (...ids: string[]) => ids.map((id) => ({ id }));
const pair = (predicted: string[], gold: string[]) => {
  const { pairs, onlyPredicted, onlyGold } = pairById(side(...predicted), side(...gold));
  return {
    pairs: pairs.map(([a, b]) => `${a.id}=${b.id}`),
    only: [onlyPredicted.map(({ id }) => id), onlyGold.map(({ id }) => id)],
  };
};

describe('partners', () => {
  it('have the same id, or the same but for its ending', () => {
    expect(pair(['b.md', 'a.txt', 'deep/c.txt'], ['a.txt', 'b.txt', 'deep/c'])).toEqual({
      pairs: ['b.md=b.txt', 'a.txt=a.txt', 'deep/c.txt=deep/c'],
      only: [[], []],
    });
  });

  it('are those of the same id first', () => {
    expect(pair(['a.md', 'a.txt'], ['a.txt']).pairs).toEqual(['a.txt=a.txt']);
  });

  it('are not guessed between two of one name', () => {
    expect(pair(['a.md', 'a.out'], ['a.txt'])).toEqual({ pairs: [], only: [['a.md', 'a.out'], ['a.txt']] });
  });

  it('are not found by folders, numbers or hidden names', () => {
    expect(pair(['x/a.txt', 'v1.0', '.a'], ['y/a.txt', 'v1.1', '.b']).pairs).toEqual([]);
  });
});
