import type { Page, Paragraph } from '../types.js';
import { splitParagraphs } from './split.js';

/** From so many code units on, or so many ideographs, a line is no paragraph but a page or much of one. */
const LONG = 1500;
const LONG_IDEOGRAPHS = 500;
const IDEOGRAPH = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu;

/**
 * Ends of sentences, as far as they are sure: retext's parser knows more of them, but reads a quarter of a megabyte a second. Behind a word
 * in small letters (no title, initial or number), or the stops of other scripts. Where tags were taken out without a blank in their place,
 * a capital and a small letter follow at once.
 */
const SENTENCE_END =
  /(?<=\p{Ll}{2}|[\p{Lo}\p{M}]|[)”"»’%])[.!?…]+["”’»)\]]*(?:\s+(?=["“‘«„¿¡([]*[\p{Lu}\p{Lo}\p{N}])|(?=[“"«„(]?\p{Lu}\p{Ll}))|[。！？।؟۔]+[”’」』）)"]*\s*/gu;

function isOverlong(text: string, { start, end, lines }: Paragraph): boolean {
  // Lines that a tool wrapped were one paragraph to it.
  if (lines > 1) return false;
  const length = end - start;
  if (length >= LONG || length < LONG_IDEOGRAPHS) return length >= LONG;
  let ideographs = 0;
  for (const _ of text.slice(start, end).matchAll(IDEOGRAPH)) ideographs++;
  return ideographs >= LONG_IDEOGRAPHS;
}

/** Cuts lines that hold a page, or much of one, at sentence boundaries: crude tools leave no others. */
export function splitOverlong(page: Page): Page {
  const split = splitParagraphs(page, (paragraph) => {
    if (!isOverlong(page.text, paragraph)) return [];
    const line = page.text.slice(paragraph.start, paragraph.end);
    return [...line.matchAll(SENTENCE_END)]
      .map(({ 0: end, index }) => index + end.length)
      .filter((at) => at < line.length)
      .map((at) => paragraph.start + at);
  });
  return split ?? page;
}
