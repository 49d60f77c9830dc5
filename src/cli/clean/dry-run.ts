import { relative } from 'node:path';
import type { Input } from '../../read/input.js';
import { type Io, write } from '../io.js';
import type { Plan } from './plan.js';

/** Says what would be written of which input, a line each, or that it is done, and where the report would go. */
export async function sayPlan(
  inputs: readonly Input[],
  { target, forms, report }: Plan,
  isDone: (input: Input) => boolean,
  io: Io,
): Promise<void> {
  const place =
    target.kind === 'stdout'
      ? 'standard output'
      : 'path' in target
        ? relative(io.cwd, target.path) || '.'
        : 'nowhere';
  for (const input of inputs) {
    const to = target.kind === 'folder' ? `${place}/${forms.nameOf(input)}` : place;
    await write(io.stdout, `${input.name} -> ${to}${isDone(input) ? ' (done)' : ''}\n`);
  }
  if (report !== undefined)
    await write(
      io.stdout,
      `report -> ${report === '-' ? 'standard output' : relative(io.cwd, report) || report}\n`,
    );
}
