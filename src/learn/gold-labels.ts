import { containment, shingleSet, wordHashes } from '../fingerprint/shingles.js';
import { parseText } from '../parse/text.js';
import { type Tokens, tokenise } from '../parse/tokens.js';
import type { Page } from '../types.js';

/** Runs of so many words stand in an article by chance but rarely. */
const RUN = 4;

/**
 * Share of each paragraph's words, 0 to 1, that stand in a gold text, by its runs of four words. A paragraph of fewer words stands
 * there as a paragraph of its own or not at all: "Sport" is a word of many an article.
 */
export function labelByGold(page: Page, tokens: Tokens, gold: string): Float32Array {
  const wanted = parseText(gold);
  const wantedTokens = tokenise(wanted);
  const runs = shingleSet(wordHashes(gold, wantedTokens), RUN);
  const short = new Set<number>();
  for (const { index } of wanted.children) {
    const words = wordHashes(gold, wantedTokens, wantedTokens.first[index], wantedTokens.first[index + 1]);
    if (words.length < RUN) for (const hash of shingleSet(words, RUN)) short.add(hash);
  }
  return Float32Array.from(page.children, ({ index }) => {
    const words = wordHashes(page.text, tokens, tokens.first[index], tokens.first[index + 1]);
    const own = shingleSet(words, RUN);
    if (words.length === 0) return 0;
    return words.length < RUN ? Number(short.has(own[0])) : containment(own, runs);
  });
}
