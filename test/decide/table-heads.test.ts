import { describe, expect, it } from 'vitest';
import { keptTableHeads } from '../../src/decide/table-heads.js';
import { parseMarkdown } from '../../src/parse/markdown.js';

const heads = (...kept: number[]) => [
  ...keptTableHeads(parseMarkdown('| Port |\n|---|\n| Aal |\n\nText.\n\n| Hour |\n|---|\n| two |\n'), (p) =>
    kept.includes(p),
  ),
];

describe('keptTableHeads', () => {
  it('names the head of a table of which a row stays', () => {
    expect(heads(1)).toEqual([0]);
    expect(heads(1, 4)).toEqual([0, 3]);
  });

  it('names none where it stays anyway, or nothing of its table does', () => {
    expect(heads(0, 1, 2)).toEqual([]);
  });
});
