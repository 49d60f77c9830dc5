import { parseHtml } from './parse/html/parse-html.js';
import { parseMarkdown } from './parse/markdown.js';
import { splitOverlong } from './parse/overlong.js';
import { parseText } from './parse/text.js';
import type { Document, Page } from './types.js';

/** The paragraphs of a document, by its format. */
export function parseDocument({ text, format }: Pick<Document, 'text' | 'format'>): Page {
  if (format === 'html') return parseHtml(text);
  return format === 'markdown' ? parseMarkdown(text) : splitOverlong(parseText(text));
}
