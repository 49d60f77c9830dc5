import { holdsRecords, type Input } from '../../read/input.js';
import { type InputItem, isFault, type RecordFault } from '../../read/record.js';

/** Where a fault is: a line of a file, a record of an archive, a row of a table, or a page as a whole. */
export function faultLine(input: Input, { id, line, error }: RecordFault): string {
  if (!holdsRecords(input)) return `${input.name}: ${error}`;
  if (input.format === 'jsonl') return `${input.name}:${line}: ${error}`;
  const named = id === null ? '' : ` (${id})`;
  return `${input.name}: ${input.format === 'parquet' ? 'row' : 'record'} ${line}${named}: ${error}`;
}

/** What reading an input leaves to say when it is done. */
export class ReadingNotes {
  private replaced = 0;
  private damaged = 0;
  private readonly encodings = new Set<string>();
  private readonly passed = new Map<string, number>();

  constructor(private readonly input: Input) {}

  readonly skipped = (kind: string): void => {
    this.passed.set(kind, (this.passed.get(kind) ?? 0) + 1);
  };

  add(item: InputItem): void {
    if (isFault(item) || !item.decoding) return;
    const { encoding, replaced } = item.decoding;
    this.encodings.add(encoding);
    this.replaced += replaced;
    if (replaced > 0) this.damaged++;
  }

  /** What was lost in decoding, in one line. */
  get warning(): string | undefined {
    if (this.replaced === 0) return undefined;
    const { name } = this.input;
    const where = holdsRecords(this.input)
      ? `of ${this.damaged} record${this.damaged === 1 ? '' : 's'} `
      : '';
    const as = this.encodings.size === 1 ? ` as ${[...this.encodings][0]}` : '';
    return `${name}: ${this.replaced} sequence${this.replaced === 1 ? '' : 's'} ${where}could not be decoded${as}, and ${this.replaced === 1 ? 'stands' : 'stand'} as U+FFFD; --encoding names another`;
  }

  /** What else may be of interest: encodings, and records that hold no page. */
  get details(): string[] {
    const { name } = this.input;
    const other = [...this.encodings].filter((encoding) => encoding !== 'utf-8');
    const passed = [...this.passed].map(([kind, count]) => `${count} ${kind}`);
    return [
      ...(other.length > 0 ? [`${name}: read as ${[...this.encodings].join(', ')}`] : []),
      ...(passed.length > 0 ? [`${name}: passed over, without a page: ${passed.join(', ')}`] : []),
    ];
  }
}
