import { Token, type Tokens } from '../../parse/tokens.js';
import { PairTable } from '../pair-table.js';
import type { Runner } from '../types.js';

/**
 * Fingerprint of a paragraph: 64 bits over its folded words, every number alike, punctuation and case left out.
 * Returned as two 32-bit halves.
 */
export function fingerprint(tokens: Tokens, from: number, to: number): [number, number] {
  let a = 0x811c9dc5 | 0;
  let b = 5381;
  for (let i = from; i < to; i++) {
    if (tokens.kind[i] >= Token.Punctuation) continue;
    a = Math.imul(a ^ tokens.hash[i], 0x01000193);
    a = (a << 13) | (a >>> 19);
    b = Math.imul(b, 33) ^ tokens.check[i];
  }
  return [a | 0, b | 0];
}

/** A fingerprint as rule packs write it: 16 hex digits. */
export function formatFingerprint([a, b]: [number, number]): string {
  return [a, b].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}

/** Runs all fingerprint rules: `rules[i]` is the number of the rule that holds `prints[i]`. */
export function fingerprintRunner(rules: number[], prints: string[][]): Runner {
  const table = new PairTable(256);
  prints.forEach((list, i) => {
    for (const print of list) {
      const a = Number.parseInt(print.slice(0, 8), 16) | 0;
      table.set(a, Number.parseInt(print.slice(8), 16) | 0, rules[i]);
    }
  });
  return {
    run({ page, tokens }, add) {
      for (const p of page.children) {
        const [a, b] = fingerprint(tokens, tokens.first[p.index], tokens.first[p.index + 1]);
        const rule = table.get(a, b);
        if (rule !== -1) add({ rule, paragraph: p.index, start: p.start, end: p.end, cover: 1 });
      }
    },
  };
}
