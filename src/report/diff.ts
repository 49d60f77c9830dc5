import type { Result } from '../types.js';
import { hunksOf } from './hunks.js';
import type { Reporter } from './types.js';

/** What a hunk's header says behind the line numbers: which roles went, the most frequent first. */
function rolesIn(result: Result, indices: readonly number[]): string {
  const counts = new Map<string, number>();
  for (const p of indices)
    counts.set(result.verdicts[p].role, (counts.get(result.verdicts[p].role) ?? 0) + 1);
  return [...counts]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([role, count]) => (count > 1 ? `${role} x${count}` : role))
    .join(', ');
}

function range(start: number, lines: number): string {
  // An empty side is given by the line before it.
  return lines === 1 ? `${start}` : `${lines === 0 ? start - 1 : start},${lines}`;
}

/** A unified diff that `patch` applies and reverses; the roles of what went stand in the hunks' headers. */
export const diff: Reporter = {
  extension: 'diff',
  document(result, { chalk }) {
    const name = (result.document.path ?? result.document.id).replaceAll('\\', '/').replace(/^\.?\//, '');
    const hunks = hunksOf(result);
    if (hunks.length === 0) return '';
    const lines = [chalk.bold(`--- a/${name}`), chalk.bold(`+++ b/${name}`)];
    for (const hunk of hunks) {
      const roles = rolesIn(
        result,
        hunk.removed.map((p) => p.index),
      );
      lines.push(
        chalk.cyan(`@@ -${range(hunk.oldStart, hunk.oldLines)} +${range(hunk.newStart, hunk.newLines)} @@`) +
          (roles && ` ${roles}`),
      );
      for (const line of hunk.lines)
        lines.push(line[0] === '-' ? chalk.red(line) : line[0] === '+' ? chalk.green(line) : line);
    }
    return `${lines.join('\n')}\n`;
  },
};
