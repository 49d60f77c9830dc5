import { countWords } from '../../src/match/rule-set.js';
import { parseText } from '../../src/parse/text.js';
import { tokenise } from '../../src/parse/tokens.js';
import { ROLES, type Role } from '../../src/roles.js';
import type { PhraseTable } from '../../src/score/phrase-table.js';
import type { LabelledPage } from '../corpus-features.js';
import { fitPhraseTable } from '../fit-phrase-table.js';
import { flat, type GoldText, isBoilerplate, orderOf, type StrayRun } from './stray-lines.js';

/** Lines of a role, and paragraphs of a gold text, that words are learned from at most: no role and no list drowns the others. */
const MOST = { lines: 2500, paragraphs: 40 };
/** Lines that are learned from one after the other, as a page's would be. */
const TOGETHER = 50;

interface Line {
  text: string;
  role: Role;
  inside: 0 | 1;
  fold: number;
}

/** Lines by themselves, once a site: what a site's menus say a thousand times counts no more than a notice that it says once. */
export function promptLines(
  runs: ReadonlyMap<Role, readonly StrayRun[]>,
  golds: readonly GoldText[],
): Line[] {
  const lines: Line[] = [];
  for (const [role, list] of runs)
    for (const run of list.slice(0, MOST.lines))
      lines.push({ text: flat(run.lines[0]), role, inside: 0, fold: run.fold });
  for (const { paragraphs, roles, fold } of golds) {
    const step = Math.max(1, paragraphs.length / MOST.paragraphs);
    for (let at = 0; at < paragraphs.length; at += step) {
      const i = Math.floor(at);
      if (!isBoilerplate(roles[i]))
        lines.push({ text: flat(paragraphs[i]), role: roles[i] ?? 'body', inside: 1, fold });
    }
  }
  return lines
    .map((line, i) => ({ line, order: orderOf(`${i} ${line.text}`) }))
    .sort((a, b) => (a.order < b.order ? -1 : 1))
    .map(({ line }) => line);
}

/** Weights of words and phrases of single lines: article or not, and by role. */
export function fitPrompts(lines: readonly Line[]): PhraseTable {
  const pages: LabelledPage[] = [];
  const add = (some: readonly Line[]) => {
    const page = parseText(some.map(({ text }) => text).join('\n\n'));
    if (page.children.length !== some.length) return;
    const tokens = tokenise(page);
    const words = countWords(page, tokens);
    pages.push({
      page,
      tokens,
      words,
      weight: 1,
      isTitle: new Uint8Array(some.length),
      inArticle: Float32Array.from(some, ({ inside }) => inside),
      roles: Int8Array.from(some, ({ role }) => ROLES.indexOf(role)),
    } as Partial<LabelledPage> as LabelledPage);
  };
  for (let from = 0; from < lines.length; from += TOGETHER) add(lines.slice(from, from + TOGETHER));
  return fitPhraseTable(pages);
}
