import { setImmediate } from 'node:timers/promises';
import type { GroupLimits } from './grouped.js';
import { HELD, openWorkerPool, type WorkerPool } from './worker-pool.js';

/** Size that is worked off here before workers are started, if nobody asked for them: a worker takes longer to start. */
const FIRST = 1 << 20;
/** Tasks and size of a message to a worker. */
const GROUP: GroupLimits = { items: 64, size: 1 << 17 };
const ALONE: GroupLimits = { items: 1, size: 1 };
/** Groups under way or waiting to be taken, for each thread: enough that none waits for another's large task. */
const AHEAD = 4;
/** Tasks over so many code units are left to workers, where there are some: meanwhile nothing would be read or written. */
const LARGE = 1 << 20;

/** What a crew works with. */
export interface CrewOptions<T, R> {
  /** Does a task in this thread. Throws nothing. */
  here(task: T): Promise<R>;
  /** Module whose default export does a group of tasks in a worker, where `workerData` is `setup`. */
  file: string;
  setup: unknown;
  /** Most threads that work, this one among them. */
  jobs: number;
  /** Start the workers with the first task. */
  eager: boolean;
  /** Code units of a task's text. */
  sizeOf(task: T): number;
  /** What stands for a task that has brought a worker down. */
  failed(reason: string): R;
}

/** A group that no thread has taken yet. */
interface Waiting<T, R> {
  tasks: readonly T[];
  resolve(results: R[]): void;
  reject(error: unknown): void;
}

/**
 * Those that do the tasks of a run: this thread, and with it worker threads once there is enough to do. This thread reads and
 * writes first of all, and takes a group where all workers have enough: one thread less has to be started, warmed up and held.
 */
export class Crew<T, R extends object> {
  private pool?: Promise<WorkerPool<T, R>>;
  private done = 0;
  private readonly waiting: Waiting<T, R>[] = [];
  /** Groups that workers have. */
  private given = 0;
  private busy = false;
  private closed = false;

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
    return new Promise((resolve, reject) => {
      this.waiting.push({ tasks, resolve, reject });
      this.share();
    });
  }

  /** Hands out what waits, the first first. */
  private share(): void {
    const { jobs, sizeOf } = this.options;
    while (this.waiting.length > 0 && this.given < (jobs - 1) * HELD) {
      this.given++;
      settle(this.waiting.shift()!, (tasks) => this.runThere(tasks)).finally(() => {
        this.given--;
        this.share();
      });
    }
    if (this.busy) return;
    const small = this.waiting.findIndex(({ tasks }) => tasks.every((task) => sizeOf(task) <= LARGE));
    if (small < 0) return;
    this.busy = true;
    const [group] = this.waiting.splice(small, 1);
    settle(group, (tasks) => this.runHere(tasks)).finally(() => {
      this.busy = false;
      this.share();
    });
  }

  private async runThere(tasks: readonly T[]): Promise<R[]> {
    const { file, setup, jobs, failed } = this.options;
    this.pool ??= openWorkerPool(file, setup, jobs - 1);
    const results = await (await this.pool).run(tasks);
    return results.map((result) =>
      'lost' in result ? failed(`its worker stopped: ${result.lost}`) : (result as R),
    );
  }

  private async runHere(tasks: readonly T[]): Promise<R[]> {
    const { here, sizeOf, failed } = this.options;
    const results: R[] = [];
    for (const task of tasks) {
      results.push(this.closed ? failed('the run was stopped') : await here(task));
      this.done += sizeOf(task);
      // Workers are not to wait for more than a task.
      if (this.parallel) await setImmediate();
    }
    return results;
  }

  async close(): Promise<void> {
    this.closed = true;
    await (await this.pool)?.close();
  }
}

const settle = <T, R>(
  { tasks, resolve, reject }: Waiting<T, R>,
  work: (tasks: readonly T[]) => Promise<R[]>,
) => work(tasks).then(resolve, reject);
