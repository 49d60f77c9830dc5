import { CommanderError } from 'commander';
import { UsageError } from '../problem.js';
import { ExitCode, type Io, processIo } from './io.js';
import { createProgram } from './program.js';

/** Runs the command line: arguments without the interpreter and script. Returns the exit code. */
export async function main(args: readonly string[], io: Io = processIo()): Promise<number> {
  let code: number = ExitCode.Done;
  try {
    await createProgram(io, (result) => {
      code = result;
    }).parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    // Commander has printed its own message; help and version come as errors with code 0.
    if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.Done : ExitCode.Failed;
    if (!(error instanceof UsageError)) throw error;
    io.stderr.write(
      `${error.message
        .split('\n')
        .map((line) => (error.problems.length > 0 ? line : `dechaff: ${line}`))
        .join('\n')}\n`,
    );
    return ExitCode.Failed;
  }
}
