/** One line of the source, read from its beginning: white space by columns, a tab to the next multiple of four. */
export class Line {
  /** Offset of the next character that is neither read nor white space, and columns of white space before it. */
  next = 0;
  indent = 0;
  private at = 0;
  private column = 0;
  /** Columns of a tab of which a part was read. */
  private left = 0;

  constructor(
    readonly source: string,
    readonly start: number,
    /** Behind its last character that is not white space. */
    readonly end: number,
    readonly number: number,
  ) {
    this.moveTo(start);
  }

  get isBlank(): boolean {
    return this.next >= this.end;
  }

  get char(): string {
    return this.next < this.end ? this.source[this.next] : '';
  }

  /** Text from the next character on. */
  get rest(): string {
    return this.source.slice(this.next, this.end);
  }

  /** Where the line's text begins when so many columns of indentation are taken off it at most. */
  offsetAfter(columns: number): number {
    // A tab is several columns: never behind what was read.
    return Math.max(this.at, this.next - Math.max(0, this.indent - columns));
  }

  /** Reads up to an offset that no white space is before. */
  moveTo(offset: number): void {
    this.column += offset - this.at;
    this.at = offset;
    this.left = 0;
    this.look();
  }

  /** Reads so many columns of white space, as far as there are. */
  skipColumns(columns: number): void {
    this.left += columns;
    this.look();
  }

  private look(): void {
    let columns = 0;
    let at = this.at;
    for (; at < this.end; at++) {
      const unit = this.source.charCodeAt(at);
      if (unit === 32) columns++;
      else if (unit === 9) columns += 4 - ((this.column + columns) % 4);
      else break;
    }
    this.next = at;
    this.indent = Math.max(0, columns - this.left);
  }
}
