import { decodeHTML } from 'entities';
import type { Stated, Statement } from '../../types.js';

/** What statements are made of. */
export type Topic = 'titles' | 'authors' | 'published' | 'modified' | 'siteNames' | 'descriptions';

/** A statement is no longer than this; longer ones are texts. */
const LONGEST = 600;

/** Gathers what a page says of its article. */
export class Statements implements Stated {
  readonly titles: Statement[] = [];
  readonly authors: Statement[] = [];
  readonly published: Statement[] = [];
  readonly modified: Statement[] = [];
  readonly siteNames: Statement[] = [];
  readonly descriptions: Statement[] = [];
  canonical?: string;
  language?: string;
  articleBody?: string;

  add(topic: Topic, text: unknown, source: string): void {
    if (typeof text !== 'string' || text.length > LONGEST) return;
    const clean = plainText(text);
    if (clean !== '') this[topic].push({ text: clean, source });
  }
}

/** Text without white space in excess, tags, and references that were encoded twice. */
export function plainText(text: string): string {
  const decoded = text.includes('&') ? decodeHTML(text) : text;
  return decoded
    .replace(/<\/?[a-z][^<>]*>/gi, ' ')
    .replace(/\u00ad/g, '')
    .replace(/[\s\u200b\ufeff]+/g, ' ')
    .trim();
}
