import type { GroupLimits } from './grouped.js';
import { openWorkerPool, type WorkerPool } from './worker-pool.js';

/** Size that is worked off here before workers are started, if nobody asked for them: a worker takes longer to start. */
const FIRST = 1 << 20;
/** Tasks and size of a message to a worker. */
const GROUP: GroupLimits = { items: 64, size: 1 << 17 };
const ALONE: GroupLimits = { items: 1, size: 1 };
/** Groups under way or waiting to be taken, for each worker: enough that none waits for another's large task. */
const AHEAD = 4;

/** What a crew works with. */
export interface CrewOptions<T, R> {
  /** Does a task in this thread. Throws nothing. */
  here(task: T): Promise<R>;
  /** Module whose default export does a group of tasks in a worker, where `workerData` is `setup`. */
  file: string;
  setup: unknown;
  /** Most threads that work. */
  jobs: number;
  /** Start the workers with the first task. */
  eager: boolean;
  /** Code units of a task's text. */
  sizeOf(task: T): number;
  /** What stands for a task that has brought a worker down. */
  failed(reason: string): R;
}

/** Those that do the tasks of a run: this thread, or worker threads once there is enough to do. */
export class Crew<T, R extends object> {
  private pool?: Promise<WorkerPool<T, R>>;
  private done = 0;

  constructor(private readonly options: CrewOptions<T, R>) {}

  private get parallel(): boolean {
    const { jobs, eager } = this.options;
    return jobs > 1 && (eager || this.done >= FIRST);
  }

  /** Limits of the next group. */
  readonly group = () => (this.parallel ? GROUP : ALONE);

  /** How many groups may be under way. */
  readonly groups = () => (this.parallel ? this.options.jobs * AHEAD : 1);

  /** Does tasks; what comes of each is in its place. */
  async run(tasks: readonly T[]): Promise<R[]> {
    if (tasks.length === 0) return [];
    if (!this.parallel) return this.runHere(tasks);
    const { file, setup, jobs, failed } = this.options;
    this.pool ??= openWorkerPool(file, setup, jobs);
    const results = await (await this.pool).run(tasks);
    return results.map((result) =>
      'lost' in result ? failed(`its worker stopped: ${result.lost}`) : (result as R),
    );
  }

  private async runHere(tasks: readonly T[]): Promise<R[]> {
    const results: R[] = [];
    for (const task of tasks) {
      results.push(await this.options.here(task));
      this.done += this.options.sizeOf(task);
    }
    return results;
  }

  async close(): Promise<void> {
    await (await this.pool)?.close();
  }
}
