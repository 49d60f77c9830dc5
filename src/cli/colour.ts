import type { Io } from './io.js';

export const COLOUR_MODES = ['auto', 'always', 'never'] as const;
export type ColourMode = (typeof COLOUR_MODES)[number];

/** Whether to colour what goes to a stream: the flag, then NO_COLOR and FORCE_COLOR, then whether it is a terminal. */
export function useColour(mode: ColourMode, { env }: Io, stream: { isTTY?: boolean }): boolean {
  if (mode !== 'auto') return mode === 'always';
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  return Boolean(stream.isTTY) && env.TERM !== 'dumb';
}
