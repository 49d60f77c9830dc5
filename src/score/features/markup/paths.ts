import type { MarkupElement } from '../../../types.js';
import type { FeatureGroup } from '../types.js';

/**
 * Paragraphs whose elements, and the two around these, have the same tags and names: items of one template. What is
 * true of most of them is likely true of each.
 */
export const paths: FeatureGroup = {
  features: [
    { name: 'path-count', why: 'many paragraphs stand in elements like its own' },
    { name: 'path-words', why: 'the paragraphs in elements like its own are long' },
    { name: 'path-share', why: "elements like its own hold much of the page's text" },
    { name: 'path-running', why: 'the paragraphs in elements like its own are running text' },
    { name: 'path-linked', why: 'the paragraphs in elements like its own are links' },
    { name: 'path-phrases', why: 'the phrases in elements like its own are those of boilerplate' },
    { name: 'path-rules', why: 'rules mark paragraphs in elements like its own' },
    { name: 'path-spread', why: 'elements like its own are spread over the page' },
    { name: 'path-block', why: 'elements like its own stand in the densest block of text' },
  ],
  fill(_, c, shared) {
    const { tree, length } = shared;
    if (!tree) return;
    const { block, markup, linked } = tree;
    const number = new Map<string, number>();
    const n = block.length;
    const keys = pathKeys(markup.elements);
    const of = Int32Array.from(block, (e) => {
      const key = e < 0 ? '' : keys[e];
      if (!number.has(key)) number.set(key, number.size);
      return number.get(key)!;
    });
    const sums = Array.from({ length: 7 }, () => new Float64Array(number.size));
    const first = new Int32Array(number.size).fill(-1);
    const last = new Int32Array(number.size);
    let total = 1;
    for (let p = 0; p < n; p++) {
      const g = of[p];
      total += length[p];
      sums[0][g]++;
      sums[1][g] += length[p];
      if (shared.running[p]) sums[2][g] += length[p];
      sums[3][g] += linked[p] * length[p];
      sums[4][g] += shared.phrase[p];
      if (shared.ruleWeight[p] > 1) sums[5][g]++;
      if (p >= shared.block.from && p <= shared.block.to) sums[6][g]++;
      if (first[g] < 0) first[g] = p;
      last[g] = p;
    }
    for (let p = 0; p < n; p++) {
      const g = of[p];
      const count = sums[0][g];
      const words = Math.max(1, sums[1][g]);
      c[0][p] = Math.min(200, count);
      c[1][p] = sums[1][g] / count;
      c[2][p] = sums[1][g] / total;
      c[3][p] = sums[2][g] / words;
      c[4][p] = sums[3][g] / words;
      c[5][p] = sums[4][g] / count;
      c[6][p] = sums[5][g] / count;
      c[7][p] = (last[g] - first[g]) / n;
      c[8][p] = sums[6][g] / count;
    }
  },
};

/** Of an element's names this many make its kind: the further ones are states and counters. */
const NAMES = 4;

function pathKeys(elements: readonly MarkupElement[]): string[] {
  const own = elements.map(({ tag, tokens }) => `${tag}.${tokens.slice(0, NAMES).join('.')}`);
  return elements.map(({ parent }, e) => {
    const above = parent < 0 ? '' : own[parent];
    const top = parent < 0 || elements[parent].parent < 0 ? '' : own[elements[parent].parent];
    return `${top}>${above}>${own[e]}`;
  });
}
