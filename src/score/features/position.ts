import type { FeatureGroup } from './types.js';

/** Where a paragraph stands in the page and against its running text. */
export const position: FeatureGroup = {
  features: [
    { name: 'place', why: 'stands late in the page' },
    { name: 'from-start', why: 'stands far from the top' },
    { name: 'from-end', why: 'stands far from the end' },
    { name: 'words-before', why: 'most of the words stand before it' },
    { name: 'running-before', why: 'most of the running text stands before it' },
    { name: 'after-first-running', why: 'distance to the first paragraph of running text' },
    { name: 'before-last-running', why: 'distance to the last paragraph of running text' },
    { name: 'since-running', why: 'far below running text' },
    { name: 'until-running', why: 'far above running text' },
    { name: 'in-block', why: 'stands in the densest block of text' },
    { name: 'from-block', why: 'distance to the densest block of text' },
    { name: 'page-paragraphs', why: 'page has many paragraphs' },
    { name: 'page-running-share', why: 'most words of the page are running text' },
    { name: 'page-blank-share', why: 'page has blank lines between its paragraphs' },
    { name: 'page-running', why: 'page has much running text' },
  ],
  fill(input, c, shared) {
    const { page, words } = input;
    const n = page.children.length;
    let total = 0;
    let running = 0;
    let blanks = 0;
    for (let p = 0; p < n; p++) {
      total += words[p];
      if (shared.running[p]) running += words[p];
      if (page.children[p].blankBefore > 0) blanks++;
    }
    const { block } = shared;
    const first = shared.running.indexOf(1);
    const last = shared.running.lastIndexOf(1);
    let before = 0;
    let runningBefore = 0;
    let since = 99;
    for (let p = 0; p < n; p++) {
      c[0][p] = p / n;
      c[1][p] = Math.log2(1 + p);
      c[2][p] = Math.log2(n - p);
      c[3][p] = before / Math.max(1, total);
      c[4][p] = runningBefore / Math.max(1, running);
      c[5][p] = first < 0 ? -99 : clamp(p - first);
      c[6][p] = last < 0 ? -99 : clamp(last - p);
      if (shared.running[p]) since = 0;
      c[7][p] = Math.min(99, since++);
      c[9][p] = p >= block.from && p <= block.to ? 1 : 0;
      c[10][p] = clamp(p < block.from ? p - block.from : p > block.to ? p - block.to : 0);
      c[11][p] = Math.log2(1 + n);
      c[12][p] = running / Math.max(1, total);
      c[13][p] = blanks / n;
      c[14][p] = Math.log2(1 + running);
      before += words[p];
      if (shared.running[p]) runningBefore += words[p];
    }
    let until = 99;
    for (let p = n - 1; p >= 0; p--) {
      if (shared.running[p]) until = 0;
      c[8][p] = Math.min(99, until++);
    }
  },
};

function clamp(distance: number): number {
  return Math.max(-60, Math.min(60, distance));
}
