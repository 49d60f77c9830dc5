import { fingerprint } from '../../match/kinds/fingerprint.js';
import type { FeatureGroup } from './types.js';

const NEAR = 6;

/** What recurs: the paragraph itself, and the shapes around it, as in teaser lists and comment threads. */
export const repetition: FeatureGroup = {
  features: [
    { name: 'copies', why: 'stands several times in the page' },
    { name: 'is-copy', why: 'stood before in the page' },
    { name: 'run-length', why: 'stands in a run of like-shaped paragraphs' },
    { name: 'run-place', why: 'stands deep in a run of like-shaped paragraphs' },
    { name: 'period-1', why: 'the paragraphs around it look alike' },
    { name: 'period-2', why: 'every second paragraph around it looks alike' },
    { name: 'period-3', why: 'every third paragraph around it looks alike' },
    { name: 'period-4', why: 'every fourth paragraph around it looks alike' },
    { name: 'period-5', why: 'every fifth paragraph around it looks alike' },
    { name: 'copies-around', why: 'paragraphs around it recur in the page' },
    { name: 'short-around', why: 'most paragraphs around it are short' },
  ],
  fill({ page, tokens, words }, c, shared) {
    const n = page.children.length;
    const seen = new Map<number, number[]>();
    for (let p = 0; p < n; p++) {
      const [a, b] = fingerprint(tokens, tokens.first[p], tokens.first[p + 1]);
      const key = a * 2097152 + (b & 2097151);
      const places = seen.get(key);
      if (places) places.push(p);
      else seen.set(key, [p]);
    }
    for (const places of seen.values())
      if (places.length > 1)
        places.forEach((p, k) => {
          c[0][p] = Math.min(8, places.length);
          c[1][p] = k > 0 ? 1 : 0;
        });
    for (let p = 0; p < n; ) {
      let to = p + 1;
      while (to < n && shared.shape[to] === shared.shape[p]) to++;
      for (let k = p; k < to; k++) {
        c[2][k] = Math.min(30, to - p);
        c[3][k] = Math.min(30, k - p);
      }
      p = to;
    }
    for (let p = 0; p < n; p++) {
      for (let period = 1; period <= 5; period++) {
        let like = 0;
        for (let k = 1; k <= 3; k++) {
          if (p - k * period >= 0 && shared.shape[p - k * period] === shared.shape[p]) like++;
          if (p + k * period < n && shared.shape[p + k * period] === shared.shape[p]) like++;
        }
        c[3 + period][p] = like;
      }
      let copies = 0;
      let short = 0;
      let around = 0;
      for (let k = Math.max(0, p - NEAR); k <= Math.min(n - 1, p + NEAR); k++) {
        if (k === p) continue;
        around++;
        if (c[0][k] > 0) copies++;
        if (words[k] <= 5) short++;
      }
      c[9][p] = copies / Math.max(1, around);
      c[10][p] = short / Math.max(1, around);
    }
  },
};
