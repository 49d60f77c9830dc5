/** One thing that is wrong in a file of the user's, and where. */
export interface Problem {
  file: string;
  /** From 1; 0 where the whole file is meant. */
  line: number;
  column: number;
  message: string;
}

/** `file:line:col: message`, the form that editors and CI systems make into links. */
export function formatProblem({ file, line, column, message }: Problem): string {
  return line > 0 ? `${file}:${line}:${column}: ${message}` : `${file}: ${message}`;
}

/** Something the user can mend: printed as it is, without a stack, and the exit code is 2. */
export class UsageError extends Error {
  constructor(
    message: string,
    readonly problems: readonly Problem[] = [],
  ) {
    super([message, ...problems.map(formatProblem)].filter(Boolean).join('\n'));
  }
}

/** The known word nearest to a mistyped one (Levenshtein distance of at most a third of its length), or undefined. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.max(2, Math.floor(word.length / 3)) + 1;
  for (const candidate of known) {
    const distance = editDistance(word, candidate);
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    row = next;
  }
  return row[b.length];
}

/** `, did you mean "x"?`, or nothing. */
export function suggestion(word: string, known: Iterable<string>): string {
  const near = nearest(word, known);
  return near === undefined ? '' : `; did you mean "${near}"?`;
}
