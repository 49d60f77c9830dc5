import { type Io, isClosedPipe, type StopReason } from '../io.js';

/** Thrown where a run is to stop. */
class Stopped extends Error {}

/** Whether a run is to stop: the user says so, or nobody reads what it writes. */
export class Interruption {
  private why?: StopReason;
  private readonly unlisten?: () => void;

  /** @param stop ends what the run waits for. */
  constructor(io: Io, stop: () => void) {
    this.unlisten = io.onStop?.((why) => {
      this.why ??= why;
      // A stream that nothing comes from would keep the run waiting.
      io.stdin.destroy();
      stop();
    });
  }

  get requested(): boolean {
    return this.why !== undefined;
  }

  /** Throws where the run is to stop. */
  check(): void {
    if (this.requested) throw new Stopped();
  }

  /** Why a run stopped that ended with an error; undefined where the error itself is the reason. */
  reasonOf(error: unknown): StopReason | undefined {
    return this.why ?? (isClosedPipe(error) ? 'closed' : undefined);
  }

  end(): void {
    this.unlisten?.();
  }
}
