import type { Page } from '../types.js';
import { type BlockText, compileBlocks } from './blocks.js';

/** The kept paragraphs of a page with markup as plain text: lists and tables on adjacent lines, a blank line between all else. */
export function compilePlain(page: Page, keep: (index: number) => boolean): BlockText {
  return compileBlocks(page, keep, {
    quote: '',
    marker: (ordinal) => (ordinal >= 0 ? `${ordinal}. ` : '- '),
    body: ({ start, end }) => page.text.slice(start, end),
  });
}
