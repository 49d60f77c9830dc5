import type { MarkupElement, Page } from '../types.js';

const MARK = /^\S+\s+/;
const NUMBER = /^(\d{1,9})[.)]\s+/;

/** A page of plain text as one with markup, to write it as Markdown: its items as lists, all else as paragraphs. */
export function textAsMarkup({ text, children }: Page): Page {
  const elements: MarkupElement[] = [];
  const add = (tag: string, parent: number, start: number, end: number, ordinal?: number) =>
    elements.push({
      tag,
      parent,
      tokens: [],
      start,
      end,
      linked: 0,
      hidden: false,
      ...(ordinal !== undefined && { ordinal }),
    }) - 1;
  let list = -1;
  let bullet = 'none';
  const paragraphs = children.map((p) => {
    const slice = text.slice(p.start, p.start + 24);
    const number = p.bullet === 'number' ? NUMBER.exec(slice) : null;
    const marker = p.bullet === 'mark' ? MARK.exec(slice) : number;
    const start = p.start + (marker?.[0].length ?? 0);
    if (!marker || start >= p.end) {
      list = -1;
      return { ...p, block: add('p', -1, p.start, p.end) };
    }
    if (list < 0 || bullet !== p.bullet) list = add(number ? 'ol' : 'ul', -1, start, p.end);
    bullet = p.bullet;
    return { ...p, start, block: add('li', list, start, p.end, number ? Number(number[1]) : undefined) };
  });
  return {
    type: 'page',
    text,
    children: paragraphs,
    markup: {
      format: 'html',
      source: text,
      elements,
      inlines: [],
      runText: new Uint32Array(1),
      runSource: new Uint32Array(1),
    },
  };
}
