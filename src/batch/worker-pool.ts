import type { Piscina } from 'piscina';

/** A task that a worker could not finish, and why in a few words. */
export interface LostTask {
  lost: string;
}

/** Worker threads that work on groups of tasks. */
export interface WorkerPool<T, R> {
  /** What comes of each task, in their order. A worker that dies loses the task that kills it and no other. */
  run(group: readonly T[]): Promise<(R | LostTask)[]>;
  close(): Promise<void>;
}

/** Groups that a worker is handed at a time: with the next one there it need not wait for who hands them over. */
export const HELD = 2;

/** Most megabytes of a worker's young generation, of V8's 48: what is young dies with its page, and is no faster with more. */
const YOUNG = 12;

/**
 * Starts worker threads.
 * @param file module whose default export takes a group of tasks and returns as many results; it finds `setup` in `workerData`.
 */
export async function openWorkerPool<T, R>(
  file: string,
  setup: unknown,
  workers: number,
): Promise<WorkerPool<T, R>> {
  const { Piscina } = await import('piscina');
  const open = (threads: number, held: number) =>
    new Piscina<readonly T[], R[]>({
      filename: file,
      workerData: setup,
      minThreads: threads,
      maxThreads: threads,
      concurrentTasksPerWorker: held,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG },
      // Bounded by who hands the groups over.
      maxQueue: Number.POSITIVE_INFINITY,
    });
  const pool = open(workers, HELD);
  let apart: Piscina<readonly T[], R[]> | undefined;
  let closed = false;
  return {
    async run(group) {
      try {
        return await pool.run(group);
      } catch (error) {
        // Where a worker dies, nobody knows over which task of which group: each is tried again, alone in a worker.
        if (closed) return group.map(() => ({ lost: reasonOf(error) }));
        apart ??= open(1, 1);
        return runApart(apart, group);
      }
    },
    async close() {
      closed = true;
      await Promise.all([pool.destroy(), apart?.destroy()]);
    },
  };
}

async function runApart<T, R>(
  pool: Piscina<readonly T[], R[]>,
  group: readonly T[],
): Promise<(R | LostTask)[]> {
  const results: (R | LostTask)[] = [];
  for (const task of group) {
    try {
      results.push(...(await pool.run([task])));
    } catch (error) {
      results.push({ lost: reasonOf(error) });
    }
  }
  return results;
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'ran out of memory' : message;
}
