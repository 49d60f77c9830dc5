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
  const pool = new Piscina<readonly T[], R[]>({
    filename: file,
    workerData: setup,
    minThreads: workers,
    maxThreads: workers,
    // Bounded by who hands the groups over.
    maxQueue: Number.POSITIVE_INFINITY,
  });
  return {
    run: (group) => runGroup(pool, group),
    close: () => pool.destroy(),
  };
}

/** Where a worker dies, nobody knows over which task: they are tried again one by one. */
async function runGroup<T, R>(
  pool: Piscina<readonly T[], R[]>,
  group: readonly T[],
): Promise<(R | LostTask)[]> {
  try {
    return await pool.run(group);
  } catch (error) {
    if (group.length === 1) return [{ lost: reasonOf(error) }];
    const results: (R | LostTask)[] = [];
    for (const task of group) results.push(...(await runGroup(pool, [task])));
    return results;
  }
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'ran out of memory' : message;
}
