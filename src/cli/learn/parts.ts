import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { hashFile, shortDigest } from '../../read/hash-file.js';
import type { Input } from '../../read/input.js';
import { cannotWrite } from '../../write/cannot-write.js';
import { writeWhole } from '../../write/file.js';

/** A part is of so many inputs and bytes of them at most, or of one input: what a killed run has to do again. */
const MOST = { inputs: 1000, bytes: 1 << 26 };

/** Inputs that are counted together, and where their counts are kept. */
export interface Part {
  inputs: Input[];
  /** Place of their counts, a Parquet file. */
  path: string;
}

/** What is said of a part that is there: the hash of its counts, and what was said of records that add nothing to them. */
interface Note {
  counts: string;
  faults: string[];
}

/** Folder of the parts of what is written to `out`: below a folder of signatures, beside a file of counts. */
export function partsFolder(out: string, partial: boolean): string {
  return partial
    ? join(dirname(out), '.dechaff', 'learn', basename(out))
    : join(out, '.dechaff', 'learn', 'signatures');
}

/**
 * Counts of parts of the input, each in a file that is named by a hash of all that decides what is in it. A part is there once its
 * note is, which is written behind it and says what is in it: half a part is none.
 */
export class Parts {
  /** Inputs without a content that can be named, such as standard input: they are of no part. To be read behind the parts. */
  readonly loose: Input[] = [];

  /**
   * Throws `UsageError` where the folder cannot be written.
   * @param fingerprint of all that decides what is counted, but for the inputs.
   * @param resume take over parts of an earlier run; else they are forgotten.
   */
  constructor(
    private readonly folder: string,
    private readonly fingerprint: string,
    resume: boolean,
  ) {
    try {
      if (!resume) rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder, { recursive: true });
    } catch (error) {
      throw cannotWrite(folder, error);
    }
  }

  /** Deals inputs into parts, in their order. */
  *of(inputs: readonly Input[]): Generator<Part> {
    let known: { input: Input; content: string }[] = [];
    let bytes = 0;
    for (const input of inputs) {
      const content = input.path === undefined ? undefined : hashFile(input.path);
      if (content === undefined) {
        this.loose.push(input);
        continue;
      }
      const size = statSync(input.path!, { throwIfNoEntry: false })?.size ?? 0;
      if (known.length > 0 && (known.length === MOST.inputs || bytes + size > MOST.bytes)) {
        yield this.toPart(known);
        known = [];
        bytes = 0;
      }
      known.push({ input, content });
      bytes += size;
    }
    if (known.length > 0) yield this.toPart(known);
  }

  private toPart(known: readonly { input: Input; content: string }[]): Part {
    const hash = createHash('sha256').update(this.fingerprint);
    // A page's folder may be its site, and messages name the input.
    for (const { input, content } of known)
      hash.update(JSON.stringify([input.path, input.name, input.below, input.format, content]));
    return {
      inputs: known.map(({ input }) => input),
      path: join(this.folder, `${shortDigest(hash)}.parquet`),
    };
  }

  /** What an earlier run said of the records of a part; undefined where it is to be counted. */
  find({ path }: Part): string[] | undefined {
    if (!existsSync(notePath(path))) return undefined;
    const { counts, faults } = JSON.parse(readFileSync(notePath(path), 'utf8')) as Note;
    return hashFile(path) === counts ? faults : undefined;
  }

  /** Notes that the counts of a part are written. */
  done({ path }: Part, faults: string[]): void {
    const note: Note = { counts: hashFile(path)!, faults };
    writeWhole(notePath(path), JSON.stringify(note));
  }

  /** Removes all parts, and the folders around them that nothing else is in. */
  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
    for (const folder of [dirname(this.folder), dirname(dirname(this.folder))])
      if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder);
  }
}

const notePath = (path: string) => path.replace(/\.parquet$/, '.json');
