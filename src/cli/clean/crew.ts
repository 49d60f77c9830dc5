import { setImmediate } from 'node:timers/promises';
import { HELD, openWorkerPool, type WorkerPool } from '../../batch/worker-pool.js';
import { WORKER_FILE } from '../../worker-file.js';
import type { CleanedPage, CleanSetup, PageCleaner, PageFailure, PageTask } from './clean-page.js';

/** Code units that are cleaned here before workers are started, if nobody asked for them: a worker takes longer to start. */
const FIRST = 1 << 20;
/** Pages and code units of a message to a worker. */
const GROUP = { items: 64, size: 1 << 17 };
const ALONE = { items: 1, size: 1 };
/** Groups under way or waiting to be written, for each thread: enough that none waits for another's large page. */
const AHEAD = 4;
/** Pages over so many code units are left to workers, where there are some: meanwhile nothing would be read or written. */
const LARGE = 1 << 20;

type Outcome = CleanedPage | PageFailure;

/** A group that no thread has taken yet. */
interface Waiting {
  tasks: readonly PageTask[];
  resolve(results: Outcome[]): void;
  reject(error: unknown): void;
}

/**
 * Those that clean the pages of a run: this thread, and with it worker threads once there is enough to do. This thread reads
 * and writes first of all, and cleans where all workers have enough: one thread less has to be started, warmed up and held.
 */
export class Crew {
  private pool?: Promise<WorkerPool<PageTask, Outcome>>;
  private done = 0;
  private readonly waiting: Waiting[] = [];
  /** Groups that workers have. */
  private given = 0;
  private busy = false;
  private closed = false;

  /**
   * @param jobs most threads that clean, this one among them.
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
  async run(tasks: readonly PageTask[]): Promise<Outcome[]> {
    if (tasks.length === 0) return [];
    if (!this.parallel) return this.cleanHere(tasks);
    return new Promise((resolve, reject) => {
      this.waiting.push({ tasks, resolve, reject });
      this.share();
    });
  }

  /** Hands out what waits, the first first. */
  private share(): void {
    while (this.waiting.length > 0 && this.given < (this.jobs - 1) * HELD) {
      this.given++;
      settle(this.waiting.shift()!, (tasks) => this.cleanThere(tasks)).finally(() => {
        this.given--;
        this.share();
      });
    }
    if (this.busy) return;
    const small = this.waiting.findIndex(({ tasks }) =>
      tasks.every(({ document }) => document.text.length <= LARGE),
    );
    if (small < 0) return;
    this.busy = true;
    const [group] = this.waiting.splice(small, 1);
    settle(group, (tasks) => this.cleanHere(tasks)).finally(() => {
      this.busy = false;
      this.share();
    });
  }

  private async cleanThere(tasks: readonly PageTask[]): Promise<Outcome[]> {
    this.pool ??= openWorkerPool(WORKER_FILE, this.setup, this.jobs - 1);
    const results = await (await this.pool).run(tasks);
    return results.map((result) =>
      'lost' in result ? { failure: `its worker stopped: ${result.lost}` } : result,
    );
  }

  private async cleanHere(tasks: readonly PageTask[]): Promise<Outcome[]> {
    const results: Outcome[] = [];
    for (const task of tasks) {
      results.push(this.closed ? { failure: 'the run was stopped' } : await this.clean(task));
      this.done += task.document.text.length;
      // Workers are not to wait for more than a page.
      if (this.parallel) await setImmediate();
    }
    return results;
  }

  async close(): Promise<void> {
    this.closed = true;
    await (await this.pool)?.close();
  }
}

const settle = (
  { tasks, resolve, reject }: Waiting,
  work: (tasks: readonly PageTask[]) => Promise<Outcome[]>,
) => work(tasks).then(resolve, reject);
