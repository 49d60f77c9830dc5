import type { Inline } from '../types.js';
import { escapeMarkdown } from './escape-markdown.js';

/** How the text of a block is written. */
export interface InlineForm {
  /** Images stay. */
  images: boolean;
  /** What relative targets are relative to. */
  base?: string;
  inCell?: boolean;
  /** Line breaks become spaces. */
  oneLine?: boolean;
}

interface Mark extends Inline {
  order: number;
}

const SPACE = /\s/;
const PUNCTUATION = /[\p{P}\p{S}]/u;
/** Marks that are carried from one block to the next ones: links around blocks nest no deeper. */
const MOST_CARRIED = 8;
const MARKER = { emphasis: '*', strong: '**' } as const;

/** An absolute target in a form that needs no brackets; undefined for what leads nowhere outside of the page. */
export function absoluteTarget(target: string | undefined, base: string | undefined): string | undefined {
  const wanted = target?.trim() ?? '';
  if (wanted === '' || wanted.startsWith('#') || /^(?:javascript|vbscript|data):/i.test(wanted))
    return undefined;
  let url = wanted;
  if (URL.canParse(wanted, base)) url = new URL(wanted, base).href;
  return url.replace(/[\s<>|]/g, encodeURIComponent).replace(/[()\\]/g, '\\$&');
}

/** Hands out the marks of one paragraph after the other, in the order of the text. */
export class InlineCursor {
  private next = 0;
  private carried: Inline[] = [];

  constructor(private readonly inlines: readonly Inline[]) {}

  /** Marks that bear on a stretch of the text; stretches must be asked for in order. */
  within(start: number, end: number): Inline[] {
    const found = this.carried.filter((inline) => inline.end > start);
    for (; this.next < this.inlines.length && this.inlines[this.next].start < end; this.next++) {
      const inline = this.inlines[this.next];
      if (inline.end > start || (inline.kind === 'image' && inline.start >= start)) found.push(inline);
    }
    this.carried = found.filter((inline) => inline.end > end).slice(0, MOST_CARRIED);
    return found;
  }
}

/** Marks clipped to a stretch, without the white space at their ends, nested, none in another of its kind. */
function marksWithin(
  text: string,
  start: number,
  end: number,
  inlines: readonly Inline[],
  form: InlineForm,
): Mark[] {
  const marks: Mark[] = [];
  const open: Mark[] = [];
  for (const inline of inlines) {
    let from = Math.max(start, inline.start);
    let to = Math.min(end, inline.end);
    if (inline.kind === 'image') {
      // One at either end may as well stand before or behind the block.
      if (!form.images || inline.start <= start || inline.start >= end) continue;
      to = from;
    } else {
      while (from < to && SPACE.test(text[from])) from++;
      while (to > from && SPACE.test(text[to - 1])) to--;
      if (from >= to) continue;
    }
    while (open.length > 0 && open[open.length - 1].end <= from) open.pop();
    const around = open[open.length - 1];
    if (around) to = Math.min(to, around.end);
    if (open.some(({ kind }) => kind === inline.kind || kind === 'code')) continue;
    const last = marks[marks.length - 1];
    // Marks of one kind that touch would close each other.
    if (last?.kind === inline.kind && last.end === from && inline.kind !== 'link') {
      if (keepsMark(text, { ...last, end: to }, start, end, form)) {
        last.end = to;
        open.push(last);
      }
      continue;
    }
    const mark: Mark = { ...inline, start: from, end: to, order: marks.length };
    if (!keepsMark(text, mark, start, end, form)) continue;
    marks.push(mark);
    if (inline.kind !== 'image') open.push(mark);
  }
  return marks;
}

function keepsMark(text: string, mark: Mark, start: number, end: number, form: InlineForm): boolean {
  if (mark.kind === 'link') return absoluteTarget(mark.target, form.base) !== undefined;
  if (mark.kind === 'image') return absoluteTarget(mark.target, form.base) !== undefined;
  if (mark.kind === 'code') return true;
  return flanks(text, mark, start, end);
}

/** Whether the asterisks of a mark would be read as its ends (CommonMark 0.31, section 6.2). */
function flanks(text: string, mark: Mark, start: number, end: number): boolean {
  const fits = (outside: string, inside: string) =>
    !PUNCTUATION.test(inside) || outside === '' || SPACE.test(outside) || PUNCTUATION.test(outside);
  const before = mark.start > start ? text[mark.start - 1] : '';
  const after = mark.end < end ? text[mark.end] : '';
  return fits(before, text[mark.start]) && fits(after, text[mark.end - 1]);
}

/** A code span whose ticks are more than those in it. */
function codeSpan(text: string): string {
  const runs = text.match(/`+/g) ?? [];
  let ticks = 1;
  while (runs.some((run) => run.length === ticks)) ticks++;
  const fence = '`'.repeat(ticks);
  const pad = /^`|`$/.test(text) || /^ .*[^ ].* $/.test(text) ? ' ' : '';
  return `${fence}${pad}${text}${pad}${fence}`;
}

/** An image of its own: its text and its source. */
export function imageMarkdown({ target, alt }: Inline, base: string | undefined): string | undefined {
  const source = absoluteTarget(target, base);
  if (source === undefined) return undefined;
  const text = (alt ?? '').replace(/\s+/g, ' ');
  return `![${escapeMarkdown(text, 0, text.length, false, { inLink: true })}](${source})`;
}

/** The text of one block as Markdown, with its links, emphasis, code and images. */
export function inlineMarkdown(
  text: string,
  start: number,
  end: number,
  inlines: readonly Inline[],
  form: InlineForm,
): string {
  const marks = marksWithin(text, start, end, inlines, form);
  const open: Mark[] = [];
  let out = '';
  let at = start;
  const advance = (to: number, beforeLink = false) => {
    if (to <= at) return;
    const inLink = open.some(({ kind }) => kind === 'link');
    if (open[open.length - 1]?.kind === 'code') {
      const code = text.slice(at, to).replaceAll('\n', ' ');
      out += codeSpan(form.inCell ? code.replaceAll('|', '\\|') : code);
    } else
      out += escapeMarkdown(text, at, to, at === start, {
        inLink,
        beforeLink,
        beforeMark: to < end,
        inCell: form.inCell,
      });
    at = to;
  };
  const closeUntil = (offset: number) => {
    while (open.length > 0 && open[open.length - 1].end <= offset) {
      const mark = open[open.length - 1];
      advance(mark.end);
      open.pop();
      if (mark.kind === 'link') out += `](${absoluteTarget(mark.target, form.base)})`;
      else if (mark.kind !== 'code') out += MARKER[mark.kind as keyof typeof MARKER];
    }
  };
  for (const mark of marks) {
    closeUntil(mark.start);
    advance(mark.start, mark.kind === 'link' || mark.kind === 'image');
    if (mark.kind === 'image') out += imageMarkdown(mark, form.base) ?? '';
    else {
      if (mark.kind === 'link') out += '[';
      else if (mark.kind !== 'code') out += MARKER[mark.kind];
      open.push(mark);
    }
  }
  closeUntil(end);
  advance(end);
  return form.oneLine ? out.replace(/\s*\n\s*/g, ' ') : out.replaceAll('\n', '\\\n');
}
