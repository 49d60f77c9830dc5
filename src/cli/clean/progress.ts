import { performance } from 'node:perf_hooks';
import type { SingleBar } from 'cli-progress';
import type { Totals } from '../../report/types.js';
import { type Io, write } from '../io.js';

/** Milliseconds before a bar comes (short runs have none), between its drawings, and between lines where there is no terminal. */
const BAR_AFTER = 500;
const BAR_EVERY = 100;
const LINE_EVERY = 10_000;

/** How far a run is: its bytes read, of all that there are, where somebody knows how many these are. */
export interface Extent {
  read: number;
  total?: number;
}

/** Says how far a run is: a bar on a terminal, else a plain line now and then. */
export class Progress {
  private readonly since = performance.now();
  private next: number;
  private bar?: SingleBar;

  constructor(
    private readonly io: Io,
    private readonly kind: 'bar' | 'lines' | 'none',
    private readonly clock = () => performance.now(),
  ) {
    this.next = this.since + (kind === 'bar' ? BAR_AFTER : LINE_EVERY);
  }

  /** Writes a message to standard error, and not into the bar. */
  async say(message: string): Promise<void> {
    await write(this.io.stderr, this.bar ? `\r\u001b[K${message}` : message);
  }

  /** Says how far a run is, if it is time to. */
  async tell(totals: Totals, extent: Extent): Promise<void> {
    const now = this.clock();
    if (this.kind === 'none' || now < this.next) return;
    this.next = now + (this.kind === 'bar' ? BAR_EVERY : LINE_EVERY);
    const told = progressLine(totals, extent, (now - this.since) / 1000);
    if (this.kind === 'lines') return this.say(`${told}\n`);
    this.bar ??= await openBar(this.io, extent);
    this.bar.update(extent.read, { told });
  }

  /** Takes the bar away. */
  end(): void {
    this.bar?.stop();
    this.bar = undefined;
  }
}

async function openBar({ stderr }: Io, { read, total }: Extent): Promise<SingleBar> {
  const { default: progress } = await import('cli-progress');
  const bar = new progress.SingleBar(
    {
      stream: stderr,
      format: total === undefined ? '{told}' : '{bar} {percentage}%  {told}',
      barsize: 20,
      clearOnComplete: true,
      hideCursor: false,
      // Signals are the run's own business.
      gracefulExit: false,
    },
    progress.Presets.rect,
  );
  bar.start(total ?? 0, read, { told: '' });
  return bar;
}

/** Documents, megabytes, rate, time left and failures in one line. `seconds` is how long it took so far. */
export function progressLine(
  { documents, failed }: Totals,
  { read, total }: Extent,
  seconds: number,
): string {
  const rate = read / Math.max(seconds, 1e-3);
  const parts = [
    `${documents} documents`,
    `${megabytes(read)}${total === undefined ? '' : ` of ${megabytes(total)}`} MB`,
    `${megabytes(rate)} MB/s`,
  ];
  if (total !== undefined && rate > 0) parts.push(`${duration(Math.max(0, total - read) / rate)} left`);
  parts.push(`${failed} failed`);
  return parts.join(', ');
}

const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);

function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  const two = (n: number) => `${n}`.padStart(2, '0');
  return whole < 3600
    ? `${Math.floor(whole / 60)}:${two(whole % 60)}`
    : `${Math.floor(whole / 3600)}:${two(Math.floor((whole % 3600) / 60))}:${two(whole % 60)}`;
}
