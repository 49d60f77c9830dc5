import type { Role } from '../roles.js';
import { featureIndex } from './features/index.js';
import type { Columns } from './features/types.js';

/**
 * A mark of boilerplate that no single line bears: it is made of several features of the stretch a line stands in.
 * Forests see such stretches too seldom to trust what they have in common; their weights are counted like those of rules.
 */
export interface StructuralMark {
  name: string;
  role: Role;
  why: string;
  /** Least value of each feature named. */
  least: Readonly<Record<string, number>>;
}

export const STRUCTURAL_MARKS: readonly StructuralMark[] = [
  {
    name: 'teaser-tail',
    role: 'related-stories',
    why: 'stands below the last running text, among lines that echo each other and lines that rules mark',
    // Of the corpus's lines like this 3 % stand in gold articles, on six pages; in cross-validation one page of 709 loses by
    // it. It is for texts that come without the page's menus, of which the corpus has none.
    least: { 'running-before': 0.95, 'gap-lines': 2.5, 'gap-rules': 0.15, 'echo-around': 0.4 },
  },
];

const CONDITIONS = STRUCTURAL_MARKS.map(({ least }) =>
  Object.entries(least).map(([name, value]) => ({ column: featureIndex(name), value })),
);

/** Columns of the features that marks ask for. */
export const MARK_COLUMNS: readonly number[] = CONDITIONS.flatMap((mark) => mark.map(({ column }) => column));

/** Whether a paragraph bears a mark. */
export function bearsMark(mark: number, columns: Columns, p: number): boolean {
  return CONDITIONS[mark].every(({ column, value }) => columns[column][p] >= value);
}
