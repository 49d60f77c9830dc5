import type { Verdict } from '../types.js';

/** Paragraphs that stay and that go, and all of them by role. */
export function countDecisions(verdicts: readonly Verdict[]): {
  kept: number;
  removed: number;
  roles: Record<string, number>;
} {
  const roles: Record<string, number> = {};
  let kept = 0;
  for (const { role, keep } of verdicts) {
    roles[role] = (roles[role] ?? 0) + 1;
    if (keep) kept++;
  }
  return { kept, removed: verdicts.length - kept, roles };
}
