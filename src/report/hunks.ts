import type { StructuredPatchHunk } from 'diff';
import { lastStart } from '../parse/last-start.js';
import type { Paragraph, Result } from '../types.js';

/** Lines of context around a change, as `diff -u` has them. */
const CONTEXT = 3;
const NO_NEWLINE = '\\ No newline at end of file';

/** A line of the edit script; `old` is the source line it is, or stands before. */
interface Step {
  sign: ' ' | '-' | '+';
  text: string;
  old: number;
}

/** A text's lines without `\n`, and where each begins. */
function linesOf(text: string): { lines: string[]; starts: number[] } {
  const lines = text.split('\n');
  if (lines[lines.length - 1] === '') lines.pop();
  const starts: number[] = [];
  let at = 0;
  for (const line of lines) {
    starts.push(at);
    at += line.length + 1;
  }
  return { lines, starts };
}

/**
 * The edit script from source to clean text. The compiler noted where each kept paragraph came from, so nothing needs
 * to be searched: time is linear, where the shortest edit script of a page that loses most of its lines is quadratic.
 */
function editScript({ text, comparison }: Result): Step[] {
  const { pieces } = comparison;
  const before = linesOf(comparison.before);
  const after = linesOf(text);
  const steps: Step[] = [];
  let old = 0;
  let piece = 0;
  const removeUntil = (line: number) => {
    while (old < line) steps.push({ sign: '-', text: before.lines[old], old: old++ });
  };
  after.lines.forEach((line, i) => {
    const start = after.starts[i];
    while (piece < pieces.length && pieces[piece].at + pieces[piece].end - pieces[piece].start <= start)
      piece++;
    const holder = pieces[piece];
    const inside = holder !== undefined && holder.at < start + line.length + 1;
    const source = inside ? lastStart(before.starts, Math.max(0, holder.start + start - holder.at)) : old;
    if (source >= old && before.lines[source] === line) {
      removeUntil(source);
      steps.push({ sign: ' ', text: line, old: old++ });
    } else {
      // A line of which a part was removed: the old one goes, the new one comes.
      if (inside)
        removeUntil(Math.min(before.lines.length, Math.max(old, lastStart(before.starts, holder.start))));
      steps.push({ sign: '+', text: line, old });
    }
  });
  removeUntil(before.lines.length);
  return markEnds(steps, comparison.before, text);
}

/** Where one side's last line has no `\n` and the other's has, the line differs even when its text does not. */
function markEnds(steps: Step[], before: string, after: string): Step[] {
  const last = steps.findLastIndex((step) => step.sign !== '+');
  const open = before !== '' && !before.endsWith('\n');
  if (!open || last < 0) return steps;
  if (steps[last].sign === ' ' && after !== '') {
    const { text, old } = steps[last];
    steps.splice(last, 1, { sign: '-', text, old }, { sign: '+', text, old });
  }
  return steps;
}

/** In each run of changes the removed lines come first, as `diff` writes them. */
function sortRuns(steps: readonly Step[]): Step[] {
  const out: Step[] = [];
  for (let i = 0; i < steps.length; ) {
    if (steps[i].sign === ' ') {
      out.push(steps[i++]);
      continue;
    }
    let to = i;
    while (to < steps.length && steps[to].sign !== ' ') to++;
    const run = steps.slice(i, to);
    out.push(...run.filter((s) => s.sign === '-'), ...run.filter((s) => s.sign === '+'));
    i = to;
  }
  return out;
}

/** A hunk of a unified diff, and the paragraphs that it removes. */
export interface Hunk extends StructuredPatchHunk {
  removed: Paragraph[];
}

/** The hunks between what a clean text is compared with and the clean text. */
export function hunksOf(result: Result): Hunk[] {
  const steps = sortRuns(editScript(result));
  const hunks: Hunk[] = [];
  const { before, starts } = result.comparison;
  const removed = result.paragraphs.filter((p) => !result.verdicts[p.index].keep);
  const lineStarts = linesOf(before).starts;
  const lastOld = steps.findLastIndex((step) => step.sign !== '+');
  const open = before !== '' && !before.endsWith('\n');
  let oldLine = 1;
  let newLine = 1;
  let next = 0;
  for (let i = 0; i < steps.length; ) {
    const from = steps.findIndex((step, k) => k >= i && step.sign !== ' ');
    if (from < 0) break;
    let to = from;
    for (let k = from; k < steps.length && k <= to + 2 * CONTEXT; k++) if (steps[k].sign !== ' ') to = k;
    const first = Math.max(i, from - CONTEXT);
    const end = Math.min(steps.length, to + 1 + CONTEXT);
    oldLine += first - i;
    newLine += first - i;
    const hunk: Hunk = {
      oldStart: oldLine,
      newStart: newLine,
      oldLines: 0,
      newLines: 0,
      lines: [],
      removed: [],
    };
    for (let k = first; k < end; k++) {
      const { sign, text } = steps[k];
      hunk.lines.push(sign + text);
      if (sign !== '+') hunk.oldLines++;
      if (sign !== '-') hunk.newLines++;
      if (k === lastOld && open) hunk.lines.push(NO_NEWLINE);
    }
    oldLine += hunk.oldLines;
    newLine += hunk.newLines;
    while (next < removed.length && lastStart(lineStarts, starts[removed[next].index]) + 1 < oldLine)
      hunk.removed.push(removed[next++]);
    hunks.push(hunk);
    i = end;
  }
  return hunks;
}
