import { Char, charClass } from '../chars.js';

const TAB = 9;
const LF = 10;
const FF = 12;
const CR = 13;
const SPACE = 32;

/** Called when a paragraph's first character, or the first since `fresh` was set, is about to be written. */
export type OnFirst = (at: number, beginsParagraph: boolean) => void;

function isBlank(unit: number): boolean {
  if (unit < 127) return unit <= SPACE;
  const cls = charClass(unit);
  return cls === Char.Space || cls === Char.Ignored;
}

/**
 * Writes the text of a page as a browser would lay it out: white space collapsed, paragraphs by line feeds. It notes where
 * each stretch stands in the source. White space is held back until something follows it.
 */
export class TextWriter {
  private units = new Uint16Array(1 << 14);
  private all = 0;
  /** Written so far, and up to the last character that is seen. */
  private length = 0;
  solid = 0;
  isOpen = false;
  private paragraphStart = 0;
  private gap = 0;
  private breaks = 0;
  private breakAt = 0;
  private breakWritten = false;
  private spaceAt = -1;
  /** An element was opened since the last character. */
  fresh = true;
  /** Elements open in which white space stays. */
  preformatted = 0;
  private runText: number[] = [];
  private runSource: number[] = [];
  private delta = Number.NaN;

  constructor(
    private readonly source: string,
    private readonly onFirst: OnFirst,
    private readonly onParagraph: (start: number, end: number) => void,
  ) {}

  /** Writes a stretch of the source. */
  write(from: number, to: number): void {
    this.reserve(to - from);
    const { source } = this;
    for (let at = from; at < to; at++) {
      const unit = source.charCodeAt(at);
      if (unit > SPACE && unit < 127) this.putSolid(unit, at);
      else this.putOther(unit, at);
    }
  }

  /** Writes one character that the source at `from` stands for. */
  writeCodePoint(codePoint: number, from: number): void {
    this.reserve(2);
    if (codePoint > 0xffff) {
      const pair = String.fromCodePoint(codePoint);
      this.putSolid(pair.charCodeAt(0), from);
      this.putSolid(pair.charCodeAt(1), from + 1);
    } else if (codePoint > SPACE && codePoint < 127) this.putSolid(codePoint, from);
    else this.putOther(codePoint, from);
  }

  /** `<br>`: a line feed within the paragraph; two in a row end it. */
  lineBreak(from: number): void {
    if (!this.isOpen) {
      this.gap = 2;
      return;
    }
    this.dropBlanks();
    this.breakAt = from;
    this.breakWritten = false;
    if (++this.breaks >= 2) this.endParagraph(2);
  }

  /** Ends a paragraph, if one is open. `gap`: line feeds that have to stand before the next. */
  endParagraph(gap: number): void {
    this.gap = Math.max(this.gap, gap);
    if (!this.isOpen) return;
    this.dropBlanks();
    this.isOpen = false;
    this.breaks = 0;
    this.onParagraph(this.paragraphStart, this.solid);
  }

  /** Puts a character over one that has been written. */
  overwrite(at: number, unit: number): void {
    this.units[at] = unit;
  }

  unitAt(at: number): number {
    return this.units[at];
  }

  finish(): { text: string; runText: Uint32Array; runSource: Uint32Array } {
    const bytes = Buffer.from(this.units.buffer, 0, this.solid * 2);
    return {
      // A string of single bytes is half as large and is searched faster.
      text:
        this.all < 256
          ? Buffer.from(this.units.subarray(0, this.solid)).toString('latin1')
          : bytes.toString('utf16le'),
      runText: Uint32Array.from(this.runText),
      runSource: Uint32Array.from(this.runSource),
    };
  }

  private putSolid(unit: number, at: number): void {
    if (this.isOpen) {
      if (this.breaks > 0) this.putBreak();
      else if (this.spaceAt >= 0) this.put(SPACE, this.spaceAt);
      if (this.fresh) this.onFirst(this.length, false);
    } else {
      this.startParagraph();
      this.onFirst(this.length, true);
    }
    this.fresh = false;
    this.breaks = 0;
    this.spaceAt = -1;
    this.put(unit, at);
    this.solid = this.length;
  }

  private putOther(unit: number, at: number): void {
    if (!isBlank(unit)) this.putSolid(unit, at);
    else if (unit === 0 || !this.isOpen) return;
    else if (this.preformatted > 0) this.putPreformatted(unit, at);
    else if (unit === SPACE || unit === LF || unit === TAB || unit === CR || unit === FF) {
      if (this.spaceAt < 0) this.spaceAt = at;
    } else if (this.breaks === 0) {
      // A blank that does not collapse: it goes with what follows, or not at all.
      if (this.spaceAt >= 0) this.put(SPACE, this.spaceAt);
      this.spaceAt = -1;
      this.put(unit, at);
    }
  }

  private putPreformatted(unit: number, at: number): void {
    if (unit === CR && this.source.charCodeAt(at + 1) === LF) return;
    if (unit === LF || unit === CR) this.lineBreak(at);
    else {
      if (this.breaks > 0) this.putBreak();
      this.put(unit, at);
    }
  }

  private putBreak(): void {
    if (!this.breakWritten) this.put(LF, this.breakAt);
    this.breakWritten = true;
  }

  private put(unit: number, at: number): void {
    if (at - this.length !== this.delta) {
      this.delta = at - this.length;
      this.runText.push(this.length);
      this.runSource.push(at);
    }
    this.all |= unit;
    this.units[this.length++] = unit;
  }

  private startParagraph(): void {
    if (this.solid > 0) {
      this.gap = Math.max(this.gap, 1);
      for (let i = 0; i < this.gap; i++) this.units[this.length++] = LF;
    }
    this.gap = 0;
    this.delta = Number.NaN;
    this.paragraphStart = this.length;
    this.isOpen = true;
  }

  private dropBlanks(): void {
    this.length = this.solid;
    this.spaceAt = -1;
    this.delta = Number.NaN;
    while (this.runText.length > 0 && this.runText[this.runText.length - 1] >= this.length) {
      this.runText.pop();
      this.runSource.pop();
    }
  }

  // A stretch becomes at most as long as it is in the source, with a line feed or two and a blank before it.
  private reserve(more: number): void {
    const need = this.length + more + 4;
    if (need <= this.units.length) return;
    const larger = new Uint16Array(Math.max(need, this.units.length * 2));
    larger.set(this.units);
    this.units = larger;
  }
}
