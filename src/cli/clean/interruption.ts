import type { Io } from '../io.js';

/** Thrown where a run is stopped by the user. */
export class Interrupted extends Error {}

/** Whether the user stopped the run. */
export class Interruption {
  private stopped = false;
  private readonly unlisten?: () => void;

  /** @param stop ends what the run waits for. */
  constructor(io: Io, stop: () => void) {
    this.unlisten = io.onInterrupt?.(() => {
      this.stopped = true;
      // A stream that nothing comes from would keep the run waiting.
      io.stdin.destroy();
      stop();
    });
  }

  get requested(): boolean {
    return this.stopped;
  }

  /** Throws `Interrupted` where the run is to stop. */
  check(): void {
    if (this.stopped) throw new Interrupted();
  }

  end(): void {
    this.unlisten?.();
  }
}
