import {
  appendFileSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { hashFile } from '../read/hash-file.js';
import { cannotWrite } from './cannot-write.js';
import type { Range } from './piece-file.js';

/** What a run notes of an input that is done. */
export interface JournalEntry<T> {
  /** Place of its output below the output folder. */
  name: string;
  /** Hashes of input and output. */
  input: string;
  output: string;
  /** Its pieces in the report; undefined where there is none. */
  report?: Range;
  data: T;
}

/** An entry of an earlier run, and the file that has its pieces. */
export interface Found<T> {
  entry: JournalEntry<T>;
  pieces: string;
}

const FINISHED = 'journal.jsonl';

/** Where a journal stands, and what it is of. */
export interface JournalPlace {
  /** The output folder. */
  out: string;
  /** Its own folder below that. */
  folder: string;
  /** Of all that decides what is written: entries of runs that had another one do not count. */
  fingerprint: string;
  /** Place of the finished report. */
  report?: string;
}

/** What the journals of earlier runs say is done. Nothing is written. */
export class EarlierRuns<T> {
  private readonly found = new Map<string, Found<T>>();

  constructor(private readonly place: JournalPlace) {
    for (const file of [FINISHED, ...runsIn(place.folder).map((n) => `run-${n}.jsonl`)]) this.load(file);
  }

  /** Whether there is an entry of this name, whether or not it still holds. */
  knows(name: string): boolean {
    return this.found.has(name);
  }

  /** What an earlier run did of an input, if it still holds: the same input, output and piece of the report stand there. */
  find(name: string, input: string | undefined): Found<T> | undefined {
    const found = this.found.get(name);
    if (!found || input === undefined || found.entry.input !== input) return undefined;
    const { entry, pieces } = found;
    if (hashFile(join(this.place.out, name)) !== entry.output) return undefined;
    const { report } = entry;
    if ((report === undefined) !== (this.place.report === undefined)) return undefined;
    return report && report.length > 0 && hashFile(pieces, report.start, report.length) !== report.hash
      ? undefined
      : found;
  }

  private load(file: string): void {
    const path = join(this.place.folder, file);
    if (!existsSync(path)) return;
    const own = path.replace(/\.jsonl$/, '.report');
    // The report of a run that was killed when it had come to its end has its name already.
    const pieces = existsSync(own) ? own : (this.place.report ?? own);
    const [head, ...lines] = readFileSync(path, 'utf8').split('\n').map(parse);
    if (head?.fingerprint !== this.place.fingerprint) return;
    for (const entry of lines as (JournalEntry<T> | undefined)[])
      if (entry) this.found.set(entry.name, { entry, pieces });
  }
}

/**
 * The journal of a run, in a folder of its own: a line for each input that is done, written behind its output. Each
 * run writes one of its own (`run-N.jsonl`, with its report so far in `run-N.report`), and takes over what it need not do again;
 * in the end the last one stays, under the name `journal.jsonl`. Nothing is synced to the disk: a killed process loses nothing
 * that way, and where a computer stops, hashes show what did not get there.
 */
export class Journal<T> {
  private readonly file: number;
  private readonly name: string;
  private readonly earlier?: EarlierRuns<T>;

  /**
   * Throws `UsageError` where the folder cannot be written.
   * @param resume take over what earlier runs did; else it is forgotten.
   */
  constructor(
    private readonly place: JournalPlace,
    resume: boolean,
  ) {
    const { folder, fingerprint } = place;
    try {
      if (resume) this.earlier = new EarlierRuns(place);
      else rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder, { recursive: true });
      this.name = `run-${(runsIn(folder).at(-1) ?? 0) + 1}`;
      this.file = openSync(this.path(`${this.name}.jsonl`), 'w');
      appendFileSync(this.file, `${JSON.stringify({ journal: 1, fingerprint })}\n`);
    } catch (error) {
      throw cannotWrite(folder, error);
    }
  }

  /** Where the report is written until it is whole. */
  get piecesPath(): string {
    return this.path(`${this.name}.report`);
  }

  /** Whether an earlier run did something that has this name. */
  knows(name: string): boolean {
    return this.earlier?.knows(name) ?? false;
  }

  /** What an earlier run did of an input, if it still holds. */
  find(name: string, input: string | undefined): Found<T> | undefined {
    return this.earlier?.find(name, input);
  }

  add(entry: JournalEntry<T>): void {
    appendFileSync(this.file, `${JSON.stringify(entry)}\n`);
  }

  /** Ends a run that came to its end: only its own journal stays. */
  finish(): void {
    closeSync(this.file);
    renameSync(this.path(`${this.name}.jsonl`), this.path(FINISHED));
    for (const name of readdirSync(this.place.folder)) if (/^run-\d+\./.test(name)) rmSync(this.path(name));
  }

  /** Ends a run that was stopped: another one can go on from here. */
  close(): void {
    closeSync(this.file);
  }

  private path(name: string): string {
    return join(this.place.folder, name);
  }
}

const runsIn = (folder: string) =>
  (existsSync(folder) ? readdirSync(folder) : [])
    .map((name) => Number(/^run-(\d+)\.jsonl$/.exec(name)?.[1] ?? 0))
    .filter((n) => n > 0)
    .sort((a, b) => a - b);

/** A line of a journal; undefined where a killed run wrote only half of it. */
function parse(line: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
