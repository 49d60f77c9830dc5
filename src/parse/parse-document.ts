import type { Document, Page } from '../types.js';
import { parseHtml } from './html/parse-html.js';
import { parseMarkdown } from './markdown.js';
import { parseText } from './text.js';

/** The paragraphs of a document, by its format. */
export function parseDocument({ text, format }: Pick<Document, 'text' | 'format'>): Page {
  if (format === 'html') return parseHtml(text);
  return format === 'markdown' ? parseMarkdown(text) : parseText(text);
}
