import { createHash } from 'node:crypto';
import { type CorpusPage, foldOf } from '../../bench/corpus.js';
import { BOILERPLATE_ROLES, type Role } from '../../src/roles.js';
import type { RoleLabels } from '../corpus-features.js';

/** Lines of one boilerplate role that stand below each other on a page: the first, and what follows it. */
export interface StrayRun {
  role: Role;
  lines: string[];
  site: string;
  fold: number;
}

const BOILERPLATE: ReadonlySet<Role> = new Set(BOILERPLATE_ROLES);

export const flat = (text: string) => text.replace(/\s+/g, ' ').trim();
/** Lines that differ in case, marks and digits alone teach the same. */
const keyOf = (line: string) =>
  line
    .toLowerCase()
    .replace(/\d+/g, '0')
    .replace(/[^\p{L}0]+/gu, ' ')
    .trim();
/** An order that hangs on nothing but the text. */
export const orderOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 12);

export const linesOf = ({ text }: CorpusPage) => text.split('\n').filter((line) => line.trim() !== '');

/** Sites of which a line teaches at most: what all sites say must be known best, and yet leave room for the rest. */
const MOST_SITES = 25;

/**
 * Every line outside the gold articles that has a boilerplate role, once for each of its sites, in an order that hashes choose. A line
 * of many sites comes as often: it is the likeliest to be met again.
 */
export function strayRuns(pages: readonly CorpusPage[], labels: RoleLabels): Map<Role, StrayRun[]> {
  const found = new Map<Role, StrayRun[]>(BOILERPLATE_ROLES.map((role) => [role, []]));
  const seen = new Map<string, Set<string>>();
  for (const page of pages) {
    const own = labels.get(`${page.set}/${page.id}`);
    const lines = linesOf(page);
    const roleAt = (i: number) => (page.labels[i] === '1' ? undefined : own?.get(i + 1));
    for (let i = 0; i < lines.length; i++) {
      const role = roleAt(i);
      if (!role || !BOILERPLATE.has(role)) continue;
      const key = `${role} ${keyOf(lines[i])}`;
      const sites = seen.get(key) ?? new Set();
      seen.set(key, sites);
      if (sites.has(page.site) || sites.size >= MOST_SITES) continue;
      sites.add(page.site);
      let to = i + 1;
      while (to < i + 8 && roleAt(to) === role) to++;
      found.get(role)!.push({
        role,
        lines: lines.slice(i, to).map((line) => line.trim()),
        site: page.site,
        fold: foldOf(page.site),
      });
    }
  }
  for (const runs of found.values())
    runs.sort((a, b) => (orderOf(a.site + a.lines[0]) < orderOf(b.site + b.lines[0]) ? -1 : 1));
  return found;
}

/** A gold article, paragraph by paragraph. */
export interface GoldText {
  page: CorpusPage;
  fold: number;
  paragraphs: string[];
  /** The labelled role of each paragraph that is a line of its page. */
  roles: (Role | undefined)[];
}

/** The gold articles that hold text. Labels overrule gold: what they call boilerplate teaches nothing. */
export function goldTexts(pages: readonly CorpusPage[], labels: RoleLabels): GoldText[] {
  return pages.flatMap((page) => {
    const paragraphs = page.gold.map((paragraph) => paragraph.trim()).filter((text) => text !== '');
    if (paragraphs.length === 0) return [];
    const own = labels.get(`${page.set}/${page.id}`);
    const roleOf = new Map(linesOf(page).map((line, i) => [flat(line), own?.get(i + 1)]));
    return [
      {
        page,
        fold: foldOf(page.site),
        paragraphs,
        roles: paragraphs.map((text) => roleOf.get(flat(text))),
      },
    ];
  });
}

export const isBoilerplate = (role: Role | undefined) => role !== undefined && BOILERPLATE.has(role);
