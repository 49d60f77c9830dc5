import { decodeHTML } from 'entities';
import { type Definitions, MOST_LABEL, normaliseLabel } from './definitions.js';
import { type DelimiterRun, delimiterRun, pairDelimiters } from './emphasis.js';
import { cleanTarget, readLinkTarget } from './link-target.js';

/** A stretch of a block's text that is more than plain text. What stands between two nodes is plain. */
export interface InlineNode {
  kind:
    | 'replaced'
    | 'skipped'
    | 'break'
    | 'code'
    | 'url'
    | 'delimiters'
    | 'bracket'
    | 'open'
    | 'close'
    | 'open-block'
    | 'close-block'
    | 'image';
  start: number;
  end: number;
  /** What a `replaced` stretch reads as. */
  text?: string;
  /** Target of a link or image. */
  target?: string;
  /** Number of the definition that the target is from. */
  definition?: number;
  isImage?: boolean;
  run?: DelimiterRun;
  /** Delimiters before a bracket, which pair among themselves only. */
  bottom?: number;
}

const SPECIAL = /[\\`*_~[\]!<&\n]|https?:\/\/|www\./g;
const ENTITY = /&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{1,31});/y;
const AUTOLINK = /<([A-Za-z][A-Za-z\d+.-]{1,31}:[^\s<>]*|[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w.-]{1,255})>/y;
const TAG =
  /<\/?([A-Za-z][A-Za-z\d-]*)(?:\s+[A-Za-z_:@][\w:.@-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?)*\s*\/?>/y;
const IMAGE_SOURCE = /\ssrc\s*=\s*["']?([^\s"'>]+)/i;
const URL_END = /[^\s<>[\]`|]+/y;
const ESCAPED = /[!-/:-@[-`{-~]/;
/** Elements whose content is no text. */
const NO_TEXT = new Set(['script', 'style', 'svg', 'template', 'noscript', 'iframe']);

/** Places of runs of backticks by their length, found once a block. */
class Backticks {
  private byLength?: Map<number, { at: number[]; next: number }>;

  constructor(private readonly text: string) {}

  /** Where the next run of a length begins at or behind an offset; offsets must not decrease. */
  find(length: number, from: number): number {
    if (!this.byLength) {
      this.byLength = new Map();
      for (const { 0: run, index } of this.text.matchAll(/`+/g)) {
        const runs = this.byLength.get(run.length);
        if (runs) runs.at.push(index);
        else this.byLength.set(run.length, { at: [index], next: 0 });
      }
    }
    const runs = this.byLength.get(length);
    if (!runs) return -1;
    while (runs.next < runs.at.length && runs.at[runs.next] < from) runs.next++;
    return runs.next < runs.at.length ? runs.at[runs.next] : -1;
  }
}

/** End of a bare URL: trailing punctuation and parentheses that it did not open are the sentence's (GFM, section 6.9). */
function bareUrlEnd(text: string, from: number): number {
  URL_END.lastIndex = from;
  const url = URL_END.exec(text)?.[0] ?? '';
  let open = 0;
  for (const char of url) open += char === '(' ? 1 : char === ')' ? -1 : 0;
  let end = url.length;
  for (; end > 0; end--) {
    const last = url[end - 1];
    if (last === ')' && open < 0) open++;
    else if (!'?!.,:;*_~\'"'.includes(last)) break;
  }
  return from + end;
}

/** Finds the nodes of one block's text, in order. Time is linear in its length. */
export class InlineScanner {
  private readonly nodes: InlineNode[] = [];
  private readonly delimiters: InlineNode[] = [];
  private readonly brackets: InlineNode[] = [];
  /** Brackets of links below this place of the stack hold a link already: they open none. */
  private inactive = 0;
  private at = 0;
  private commentsEnd = false;
  private readonly unclosed = new Set<string>();
  private readonly backticks: Backticks;

  constructor(
    private readonly text: string,
    private readonly definitions: Definitions,
  ) {
    this.backticks = new Backticks(text);
  }

  scan(): InlineNode[] {
    const { text } = this;
    for (;;) {
      SPECIAL.lastIndex = this.at;
      const found = SPECIAL.exec(text);
      if (!found) break;
      this.at = found.index;
      this.special(text[this.at]);
    }
    pairDelimiters(this.delimiters, 0);
    // What is still open here may be closed by a block that follows: scrapers wrap links around headings and paragraphs.
    const last = this.brackets.at(-1);
    if (last && !last.isImage && this.brackets.length > this.inactive) last.kind = 'open-block';
    return this.nodes;
  }

  /** Adds a node from here to an offset, and goes there. */
  private add(kind: InlineNode['kind'], end: number, rest?: Partial<InlineNode>): InlineNode {
    const node = { kind, start: this.at, end, ...rest };
    this.nodes.push(node);
    this.at = end;
    return node;
  }

  private special(char: string): void {
    if (char === '\n') this.add('break', this.at + 1);
    else if (char === '\\') this.escape();
    else if (char === '`') this.code();
    else if (char === '[') this.bracket(this.at + 1, false);
    else if (char === ']') this.closeBracket();
    else if (char === '!') {
      if (this.text[this.at + 1] === '[') this.bracket(this.at + 2, true);
      else this.at++;
    } else if (char === '<') this.angle();
    else if (char === '&') this.entity();
    else if (char === 'h' || char === 'w') this.bareUrl();
    else this.delimiterRun(char);
  }

  private escape(): void {
    const next = this.text[this.at + 1];
    if (next === '\n') this.add('skipped', this.at + 1);
    else this.escaped(next);
  }

  private escaped(next: string | undefined): void {
    if (next !== undefined && ESCAPED.test(next)) {
      this.at++;
      this.nodes.push({ kind: 'replaced', start: this.at - 1, end: this.at + 1, text: next });
    }
    this.at++;
  }

  private code(): void {
    let open = this.at;
    while (this.text[open] === '`') open++;
    const close = this.backticks.find(open - this.at, open);
    if (close < 0) this.at = open;
    else this.add('code', close + open - this.at);
  }

  private delimiterRun(char: string): void {
    let end = this.at;
    while (this.text[end] === char) end++;
    const run = delimiterRun(this.text, this.at, end);
    const node = this.add('delimiters', end, { run });
    if (run.canOpen || run.canClose) this.delimiters.push(node);
  }

  private entity(): void {
    ENTITY.lastIndex = this.at;
    const found = ENTITY.exec(this.text);
    const text = found ? decodeHTML(found[0]) : '';
    if (found && text !== found[0]) this.add('replaced', this.at + found[0].length, { text });
    else this.at++;
  }

  private bareUrl(): void {
    const before = this.text[this.at - 1];
    const end =
      before !== undefined && /[\p{L}\p{N}]/u.test(before) ? this.at : bareUrlEnd(this.text, this.at);
    if (end - this.at > 8) this.add('url', end, { target: this.text.slice(this.at, end) });
    else this.at++;
  }

  private angle(): void {
    const { text, at } = this;
    AUTOLINK.lastIndex = at;
    const link = AUTOLINK.exec(text);
    if (link) {
      this.add('skipped', at + 1);
      const target = link[1].includes(':') ? link[1] : `mailto:${link[1]}`;
      this.add('url', this.at + link[1].length, { target: cleanTarget(target) });
      this.add('skipped', this.at + 1);
      return;
    }
    if (text.startsWith('<!--', at)) {
      const end = this.commentsEnd ? -1 : text.indexOf('-->', at + 4);
      this.commentsEnd = end < 0;
      if (end >= 0) this.add('skipped', end + 3);
      else this.at++;
      return;
    }
    TAG.lastIndex = at;
    const tag = TAG.exec(text);
    if (tag) this.tag(tag[0], tag[1].toLowerCase());
    else this.at++;
  }

  private tag(tag: string, name: string): void {
    const end = this.at + tag.length;
    if (name === 'br') this.add('replaced', end, { text: '\n' });
    else if (name === 'img')
      this.add('image', end, { target: cleanTarget(IMAGE_SOURCE.exec(tag)?.[1] ?? '') });
    else if (NO_TEXT.has(name) && tag[1] !== '/' && !tag.endsWith('/>')) {
      // An element that is never closed hides nothing but its own tag, and its kind is not looked for again.
      const close = this.unclosed.has(name) ? -1 : this.text.indexOf(`</${name}`, end);
      if (close < 0) this.unclosed.add(name);
      this.add('skipped', close < 0 ? end : this.text.indexOf('>', close) + 1 || this.text.length);
    } else this.add('skipped', end);
  }

  private bracket(end: number, isImage: boolean): void {
    this.brackets.push(this.add('bracket', end, { isImage, bottom: this.delimiters.length }));
  }

  private closeBracket(): void {
    const opener = this.brackets.pop();
    const active = opener && (opener.isImage || this.brackets.length >= this.inactive);
    this.inactive = Math.min(this.inactive, this.brackets.length);
    if (!opener) {
      const target = this.text[this.at + 1] === '(' ? readLinkTarget(this.text, this.at + 2) : undefined;
      if (target) this.add('close-block', target.end, { target: target.target });
      else this.at++;
      return;
    }
    const target = active ? this.targetOf(opener) : undefined;
    if (!target) {
      this.at++;
      return;
    }
    opener.kind = 'open';
    opener.target = target.target;
    opener.definition = target.definition;
    this.add('close', target.end, {
      isImage: opener.isImage,
      target: target.target,
      definition: target.definition,
    });
    pairDelimiters(this.delimiters, opener.bottom as number);
    if (!opener.isImage) this.inactive = this.brackets.length;
  }

  /** The target that stands behind a closing bracket, or is defined under the label there or between the brackets. */
  private targetOf(opener: InlineNode): { target: string; end: number; definition?: number } | undefined {
    const { text, at } = this;
    const next = text[at + 1];
    if (next === '(') {
      const found = readLinkTarget(text, at + 2);
      if (found) return found;
    }
    const { byLabel } = this.definitions;
    if (byLabel.size === 0) return undefined;
    if (next === '[') {
      const close = text.slice(at + 2, at + 3 + MOST_LABEL).indexOf(']');
      const label = close > 0 ? text.slice(at + 2, at + 2 + close) : undefined;
      const found = label === undefined ? undefined : byLabel.get(normaliseLabel(label));
      if (found) return { target: found.target, definition: found.number, end: at + 3 + (close as number) };
    }
    if (at - opener.end > MOST_LABEL) return undefined;
    const found = byLabel.get(normaliseLabel(text.slice(opener.end, at)));
    if (!found) return undefined;
    return {
      target: found.target,
      definition: found.number,
      end: at + (next === '[' && text[at + 2] === ']' ? 3 : 1),
    };
  }
}
