import { splitOverlong } from './parse/overlong.js';
import { parseText } from './parse/text.js';
import type { Document, Page } from './types.js';

type Parser = (source: string) => Page;

/** Parsers of markup, each loaded with the first page of its format: for plain text they would cost every start 40 ms. */
const loaded: Partial<Record<'html' | 'markdown', Parser>> = {};

/** The paragraphs of a document, by its format. */
export async function parseDocument({ text, format }: Pick<Document, 'text' | 'format'>): Promise<Page> {
  if (format === 'html') {
    loaded.html ??= (await import('./parse/html/parse-html.js')).parseHtml;
    return loaded.html(text);
  }
  if (format === 'markdown') {
    loaded.markdown ??= (await import('./parse/markdown.js')).parseMarkdown;
    return loaded.markdown(text);
  }
  return splitOverlong(parseText(text));
}
