import { openWorkerPool, type WorkerPool } from '../../batch/worker-pool.js';
import type { Document } from '../../types.js';
import type { PageFailure } from './clean-page.js';

/** Code units that are worked on here before workers are started, if nobody asked for them: a worker takes longer to start. */
const FIRST = 1 << 20;
/** Pages and code units of a message to a worker. */
const GROUP = { items: 64, size: 1 << 17 };
const ALONE = { items: 1, size: 1 };
/** Groups under way or waiting to be written, for each worker: enough that none waits for another's large page. */
const AHEAD = 4;

/** Those that work on the pages of a run: this thread, or worker threads once there is enough to do. */
export class Crew<Task extends { document: Document }, Done extends object> {
  private pool?: Promise<WorkerPool<Task, Done | PageFailure>>;
  private done = 0;

  /**
   * @param work what is done with a page in this thread.
   * @param file module of the workers, which do the same with groups of pages; they find `setup` in `workerData`.
   * @param jobs most threads that work.
   * @param eager start the workers with the first page.
   */
  constructor(
    private readonly work: (task: Task) => Promise<Done | PageFailure>,
    private readonly file: string,
    private readonly setup: unknown,
    private readonly jobs: number,
    private readonly eager: boolean,
  ) {}

  private get parallel(): boolean {
    return this.jobs > 1 && (this.eager || this.done >= FIRST);
  }

  /** Limits of the next group. */
  readonly group = () => (this.parallel ? GROUP : ALONE);

  /** How many groups may be under way. */
  readonly groups = () => (this.parallel ? this.jobs * AHEAD : 1);

  /** Works on pages; what comes of each is in its place. */
  async run(tasks: readonly Task[]): Promise<(Done | PageFailure)[]> {
    if (tasks.length === 0) return [];
    if (!this.parallel) return this.workHere(tasks);
    this.pool ??= openWorkerPool(this.file, this.setup, this.jobs);
    const results = await (await this.pool).run(tasks);
    return results.map((result) =>
      'lost' in result ? { failure: `its worker stopped: ${result.lost}` } : result,
    );
  }

  private async workHere(tasks: readonly Task[]): Promise<(Done | PageFailure)[]> {
    const results: (Done | PageFailure)[] = [];
    for (const task of tasks) {
      results.push(await this.work(task));
      this.done += task.document.text.length;
    }
    return results;
  }

  async close(): Promise<void> {
    await (await this.pool)?.close();
  }
}
