import { openWorkerPool, type WorkerPool } from '../../batch/worker-pool.js';
import { WORKER_FILE } from '../../worker-file.js';
import type { CleanedPage, CleanSetup, PageCleaner, PageFailure, PageTask } from './clean-page.js';

/** Code units that are cleaned here before workers are started, if nobody asked for them: a worker takes longer to start. */
const FIRST = 1 << 20;
/** Pages and code units of a message to a worker. */
const GROUP = { items: 64, size: 1 << 17 };
const ALONE = { items: 1, size: 1 };
/** Groups under way or waiting to be written, for each worker: enough that none waits for another's large page. */
const AHEAD = 4;

/** Those that clean the pages of a run: this thread, or worker threads once there is enough to do. */
export class Crew {
  private pool?: Promise<WorkerPool<PageTask, CleanedPage | PageFailure>>;
  private done = 0;

  /**
   * @param jobs most threads that clean.
   * @param eager start the workers with the first page.
   */
  constructor(
    private readonly clean: PageCleaner,
    private readonly setup: CleanSetup,
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

  /** Cleans pages; what comes of each is in its place. */
  async run(tasks: readonly PageTask[]): Promise<(CleanedPage | PageFailure)[]> {
    if (tasks.length === 0) return [];
    if (!this.parallel) return this.cleanHere(tasks);
    this.pool ??= openWorkerPool(WORKER_FILE, this.setup, this.jobs);
    const results = await (await this.pool).run(tasks);
    return results.map((result) =>
      'lost' in result ? { failure: `its worker stopped: ${result.lost}` } : result,
    );
  }

  private async cleanHere(tasks: readonly PageTask[]): Promise<(CleanedPage | PageFailure)[]> {
    const results: (CleanedPage | PageFailure)[] = [];
    for (const task of tasks) {
      results.push(await this.clean(task));
      this.done += task.document.text.length;
    }
    return results;
  }

  async close(): Promise<void> {
    await (await this.pool)?.close();
  }
}
