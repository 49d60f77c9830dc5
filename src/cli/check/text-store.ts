import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDocument } from '../../parse-document.js';
import { type Input, readOnePage } from '../../read/input.js';
import type { Document, Page } from '../../types.js';
import type { CheckFlags } from '../commands/check.js';
import type { CheckDocument } from './documents.js';

/** Where a document can be read again: its file, or a stretch of the store's own. */
type Stored = Input | { at: number; size: number; format: Document['format'] };

/**
 * Gives documents again by their numbers: candidates are verified, and repeated paragraphs shown, when all has been read.
 * Files are read once more; records and standard input are kept in a file, as finding the one would be reading all.
 */
export class TextStore {
  private readonly stored = new Map<number, Stored>();
  private folder?: string;
  private file?: number;
  private size = 0;

  constructor(private readonly flags: CheckFlags) {}

  add(document: number, input: Input, { text, format, record }: CheckDocument): void {
    if (record === undefined && input.path !== undefined) {
      this.stored.set(document, input);
      return;
    }
    if (this.file === undefined) {
      this.folder = mkdtempSync(join(tmpdir(), 'dechaff-texts-'));
      this.file = openSync(join(this.folder, 'texts'), 'w+');
    }
    const bytes = Buffer.from(text);
    writeSync(this.file, bytes, 0, bytes.length, this.size);
    this.stored.set(document, { at: this.size, size: bytes.length, format });
    this.size += bytes.length;
  }

  /** Throws `UsageError` where a file is not there any more. */
  async page(document: number): Promise<Page> {
    const place = this.stored.get(document)!;
    if (!('at' in place)) return parseDocument((await readOnePage(place, this.flags)).document);
    const bytes = Buffer.alloc(place.size);
    readSync(this.file!, bytes, 0, place.size, place.at);
    return parseDocument({ text: bytes.toString(), format: place.format });
  }

  close(): void {
    if (this.file === undefined) return;
    closeSync(this.file);
    rmSync(this.folder!, { recursive: true, force: true });
  }
}
