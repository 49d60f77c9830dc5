import { availableParallelism, tmpdir } from 'node:os';
import type { Bands } from '../../fingerprint/bands.js';
import { type Buckets, MemoryIndex, type SignatureIndex } from '../../fingerprint/candidates.js';
import { SIGNATURE_SIZE } from '../../fingerprint/minhash.js';

/** From so many documents on signatures leave memory, where each takes half a kilobyte. */
const MOST_IN_MEMORY = 500_000;

/** Signatures in memory, and in a table on disk once there are too many. */
export class Signatures implements SignatureIndex {
  private memory?: MemoryIndex;
  private table?: SignatureIndex;
  private readonly added: number[] = [];

  constructor(
    private readonly cut: Bands,
    private readonly most = MOST_IN_MEMORY,
  ) {
    this.memory = new MemoryIndex(SIGNATURE_SIZE, cut);
  }

  async add(document: number, signature: Uint32Array): Promise<void> {
    if (this.memory && this.added.length >= this.most) await this.moveToDisk(this.memory);
    if (this.table) return this.table.add(document, signature);
    this.memory!.add(document, signature);
    this.added.push(document);
  }

  private async moveToDisk(memory: MemoryIndex): Promise<void> {
    const { BandTable } = await import('./band-table.js');
    const options = { folder: tmpdir(), memory: '512MB', threads: availableParallelism() };
    this.table = await BandTable.create(this.cut, options);
    for (const document of this.added) await this.table.add(document, memory.signature(document));
    this.added.length = 0;
    this.memory = undefined;
  }

  buckets(): Buckets {
    return (this.table ?? this.memory)!.buckets();
  }

  async close(): Promise<void> {
    await this.table?.close();
  }
}
