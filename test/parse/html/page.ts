import { parseHtml } from '../../../src/parse/html/parse-html.js';

/** The paragraphs of a page, as texts. */
export function paragraphsOf(html: string): string[] {
  const { text, children } = parseHtml(html);
  return children.map(({ start, end }) => text.slice(start, end));
}

/** The elements of a page that are blocks with names, as `tag.word.word`. */
export function elementsOf(html: string): string[] {
  return parseHtml(html).markup!.elements.map(({ tag, tokens }) => [tag, ...tokens].join('.'));
}
