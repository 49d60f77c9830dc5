import { createHash } from 'node:crypto';
import { closeSync, copyFileSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { chunks, shortDigest } from '../read/hash-file.js';
import { besidePath } from './beside.js';
import { guardWrite } from './cannot-write.js';

/** Where in a file the pieces of an input stand, in bytes, and the hash of them. */
export interface Range {
  start: number;
  length: number;
  hash: string;
}

/**
 * A file of pieces with something between them, that comes to its name when it is whole. It is opened with its first piece: a
 * run that fails before leaves no trace. All methods throw `UsageError` where it cannot be written.
 */
export class PieceFile {
  private file?: number;
  private size = 0;
  private start?: number;
  private hash = createHash('sha256');

  constructor(
    private readonly target: string,
    /** What stands before the first piece, and between two. */
    private before: string,
    private readonly between: string,
    private readonly path = besidePath(target),
  ) {}

  /** Adds a piece: text, or bytes that are written as they come. */
  add(piece: string | Iterable<Uint8Array>): void {
    if (piece === '') return;
    this.store(this.before);
    this.before = this.between;
    this.start ??= this.size;
    for (const part of typeof piece === 'string' ? [piece] : piece) {
      const bytes = typeof part === 'string' ? Buffer.from(part) : part;
      this.hash.update(bytes);
      this.store(bytes);
    }
  }

  /** Adds what stands in another file of pieces. */
  copy(from: string, { start, length }: Range): void {
    if (length === 0) return;
    const file = openSync(from, 'r');
    try {
      this.add(chunks(file, start, length));
    } finally {
      closeSync(file);
    }
  }

  /** Where the pieces stand that came since the last time this was asked. */
  range(): Range {
    const start = this.start ?? this.size;
    const range = { start, length: this.size - start, hash: shortDigest(this.hash) };
    this.start = undefined;
    this.hash = createHash('sha256');
    return range;
  }

  /** Writes the end and brings the file to its name. */
  end(tail: string): void {
    this.store(this.size === 0 ? this.before + tail : tail);
    this.close();
    guardWrite(this.target, () => {
      mkdirSync(dirname(this.target), { recursive: true });
      try {
        renameSync(this.path, this.target);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
        // Another file system.
        copyFileSync(this.path, besidePath(this.target));
        renameSync(besidePath(this.target), this.target);
        rmSync(this.path);
      }
    });
  }

  close(): void {
    if (this.file !== undefined) closeSync(this.file);
    this.file = undefined;
  }

  abandon(): void {
    if (this.file === undefined) return;
    this.close();
    rmSync(this.path, { force: true });
  }

  private store(data: string | Uint8Array): void {
    const bytes = typeof data === 'string' ? Buffer.from(data) : data;
    guardWrite(this.target, () => {
      if (this.file === undefined) {
        mkdirSync(dirname(this.path), { recursive: true });
        this.file = openSync(this.path, 'w');
      }
      for (let at = 0; at < bytes.length; ) at += writeSync(this.file, bytes, at);
    });
    this.size += bytes.length;
  }
}
