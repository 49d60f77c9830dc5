import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Input } from '../../read/input.js';
import { readOnePage } from '../../read/input.js';
import type { CheckFlags } from '../commands/check.js';
import type { CheckText } from './documents.js';

/** Where a text can be read again: its file, or a stretch of the store's own. */
type Stored = Input | { at: number; size: number };

/**
 * Gives texts again by their numbers: candidates are verified, and repeated paragraphs shown, when all has been read.
 * Texts that are files are read once more; those of records are kept in a file, as finding the one would be reading all.
 */
export class TextStore {
  private readonly stored = new Map<number, Stored>();
  private folder?: string;
  private file?: number;
  private size = 0;

  constructor(private readonly flags: CheckFlags) {}

  add(document: number, input: Input, { text, record }: CheckText): void {
    if (record === undefined) {
      this.stored.set(document, input);
      return;
    }
    if (this.file === undefined) {
      this.folder = mkdtempSync(join(tmpdir(), 'dechaff-texts-'));
      this.file = openSync(join(this.folder, 'texts'), 'w+');
    }
    const bytes = Buffer.from(text);
    writeSync(this.file, bytes, 0, bytes.length, this.size);
    this.stored.set(document, { at: this.size, size: bytes.length });
    this.size += bytes.length;
  }

  async read(document: number): Promise<string> {
    const place = this.stored.get(document)!;
    if (!('at' in place)) return (await readOnePage(place, this.flags)).document.text;
    const bytes = Buffer.alloc(place.size);
    readSync(this.file!, bytes, 0, place.size, place.at);
    return bytes.toString();
  }

  close(): void {
    if (this.file === undefined) return;
    closeSync(this.file);
    rmSync(this.folder!, { recursive: true, force: true });
  }
}
