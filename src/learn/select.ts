import { fingerprint, formatFingerprint } from '../match/kinds/fingerprint.js';
import type { SiteRule } from '../match/rule.js';
import { RuleSet } from '../match/rule-set.js';
import { parseText } from '../parse/text.js';
import { tokenise, tokeniseText } from '../parse/tokens.js';
import { BOILERPLATE_ROLES, isRole, METADATA_ROLES, type Role } from '../roles.js';
import { sharedShape } from './near.js';
import { type CountKind, type CountRow, witnessText } from './observation.js';
import type { Thresholds } from './thresholds.js';

/** One learned mark of a site's boilerplate. */
export interface Signature {
  site: string;
  id: string;
  kind: Exclude<CountKind, 'site'>;
  role: Role;
  /** What the rule says: 16 hex digits of a fingerprint, a shape, or a phrase. */
  mark: string;
  documents: number;
  of: number;
  articleRate: number;
  firstSeen?: string;
  lastSeen?: string;
  /** Shares of its pages on which it stands in each fifth, top to bottom, in whole percent. */
  places: number[];
  example: string;
  remove: string[];
  keep: string[];
}

/** Rows of one key, its roles put together. */
interface Candidate extends CountRow {
  roles: Map<string, number>;
}

const PLACES = ['place_1', 'place_2', 'place_3', 'place_4', 'place_5'] as const;

function fold(rows: readonly CountRow[]): Candidate[] {
  const byKey = new Map<string, Candidate>();
  for (const row of rows) {
    const at = row.kind + row.key;
    const known = byKey.get(at);
    if (!known) {
      byKey.set(at, { ...row, roles: new Map([[row.role, row.documents]]) });
      continue;
    }
    known.roles.set(row.role, (known.roles.get(row.role) ?? 0) + row.documents);
    for (const column of ['documents', 'article', ...PLACES] as const) known[column] += row[column];
    known.variety |= row.variety;
    if (row.low < known.low) known.low = row.low;
    if (row.high > known.high) known.high = row.high;
    if (row.first_seen && !(known.first_seen && known.first_seen <= row.first_seen))
      known.first_seen = row.first_seen;
    if (row.last_seen && !(known.last_seen && known.last_seen >= row.last_seen))
      known.last_seen = row.last_seen;
  }
  return [...byKey.values()];
}

const BITS = 63;
/** With so many of the bits set their number tells nothing more. */
const SATURATED = 50;

/** Different pages behind a set of bits (linear counting, Whang et al. 1990), and never more than documents. */
export function differentPages({ variety, documents }: Pick<CountRow, 'variety' | 'documents'>): number {
  const set = variety.toString(2).replaceAll('0', '').length;
  return set >= SATURATED ? documents : Math.min(documents, Math.round(-BITS * Math.log(1 - set / BITS)));
}

const MARKED: ReadonlySet<string> = new Set([...METADATA_ROLES, ...BOILERPLATE_ROLES]);

/** The boilerplate role it has most often; `other` where the model knows none. */
function roleOf({ roles }: Candidate): Role {
  const [best] = [...roles]
    .filter(([role]) => MARKED.has(role))
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return best && isRole(best[0]) ? best[0] : 'other';
}

/** Whether enough pages have it and few enough of them as article text. */
function isFrequent(candidate: Candidate, of: number, limits: Thresholds): boolean {
  const pages = differentPages(candidate);
  const share = pages / of;
  if (pages < limits.documents) return false;
  // An article's title is a teaser on other pages.
  if (candidate.roles.has('headline') && share < 0.5) return false;
  // Formulaic articles (markets, results, weather) share shapes, not whole paragraphs.
  const factor = candidate.kind === 'exact' ? 1 : 2;
  if (share >= factor * limits.widespread) return true;
  return share >= factor * limits.share && candidate.article <= limits.articleRate * candidate.documents;
}

function shapeOf({ kind, template, low, high }: Candidate): string | undefined {
  return kind === 'near' ? sharedShape(witnessText(low), witnessText(high)) : template;
}

/** The most exact first: what a shape with a slot says of names comes before one with an open end. */
function rank({ kind, template }: Candidate): number {
  if (kind === 'exact') return 0;
  if (kind === 'template') return template.includes('<text>') ? 3 : 1;
  return kind === 'near' ? 2 : 4;
}

function printOf(line: string): string {
  const tokens = tokeniseText(line);
  return formatFingerprint(fingerprint(tokens, 0, tokens.count));
}

/** Matches lines against what is accepted so far: exact ones, and the shapes of the ranks before. */
class Accepted {
  private readonly prints = new Set<string>();
  private shapes: string[] = [];
  private set?: RuleSet;

  add(kind: CountKind, mark: string): void {
    if (kind === 'exact') this.prints.add(mark);
    else if (kind !== 'phrase') this.shapes.push(mark);
  }

  /** Takes up the shapes that were added since. */
  compile(): void {
    this.set = this.shapes.length > 0 ? new RuleSet([asRule('template', this.shapes)]) : undefined;
  }

  has(line: string): boolean {
    return this.prints.has(printOf(line)) || (this.set !== undefined && speaks(this.set, line));
  }
}

function asRule(kind: Signature['kind'], marks: string[]): SiteRule {
  const rule = { id: kind, role: 'other' as const, why: '', unless: [], keep: false };
  if (kind === 'exact') return { ...rule, kind: 'fingerprints', fingerprints: marks };
  return kind === 'phrase'
    ? { ...rule, kind: 'phrases', phrases: marks }
    : { ...rule, kind: 'shapes', shapes: marks };
}

function speaks(set: RuleSet, line: string): boolean {
  const page = parseText(line);
  return page.children.length > 0 && set.match(page, tokenise(page)).hits.length > 0;
}

const BEFORE = 'Nobody in town had heard of it.';
const BEHIND = 'nobody in town had heard of it';

/** Tests of a mark: what it must find, and the same with a few words more, which it must not. Undefined where it fails them. */
function testsOf(kind: Signature['kind'], mark: string, lines: readonly string[]) {
  const set = new RuleSet([asRule(kind, [mark])]);
  const remove = kind === 'phrase' ? [mark.replace(/[$^]/g, '')] : [...new Set(lines)];
  const keep = remove
    .flatMap((line) => [`${BEFORE} ${line}`, `${line} ${BEHIND}`])
    .filter((line) => !speaks(set, line));
  return remove.every((line) => speaks(set, line)) && keep.length > 0
    ? { remove, keep: keep.slice(0, 1) }
    : undefined;
}

/** Words of an example that people see. */
const EXAMPLE_WORDS = 8;

function cut(line: string): string {
  const words = line.split(' ');
  return words.length > EXAMPLE_WORDS ? `${words.slice(0, EXAMPLE_WORDS).join(' ')} …` : line;
}

function idOf(kind: string, line: string, mark: string, key: string): string {
  const slug =
    (mark || line)
      .toLowerCase()
      .replace(/<\w+>/g, ' ')
      .match(/[a-z0-9]+/g)
      ?.slice(0, 3) ?? [];
  return [kind, ...slug, key.slice(0, 8)].join('-');
}

function toSignature(candidate: Candidate, mark: string, of: number): Signature | undefined {
  const { site, key, documents, article, low, high } = candidate;
  const kind = candidate.kind as Signature['kind'];
  const lines = kind === 'exact' ? [witnessText(low)] : [witnessText(low), witnessText(high)];
  const tests = testsOf(kind, mark, lines);
  if (!tests) return undefined;
  return {
    site,
    id: idOf(kind, tests.remove[0], kind === 'exact' ? '' : mark, key),
    kind,
    role: roleOf(candidate),
    mark,
    documents,
    of,
    articleRate: Number((article / documents).toFixed(3)),
    ...(candidate.first_seen && { firstSeen: candidate.first_seen }),
    ...(candidate.last_seen && { lastSeen: candidate.last_seen }),
    places: PLACES.map((place) => Math.round((100 * candidate[place]) / documents)),
    example: cut(tests.remove[0]),
    ...tests,
  };
}

const byCount = (a: Candidate, b: Candidate) => b.documents - a.documents || (a.key < b.key ? -1 : 1);

/** The signatures of one site, of all its count rows, sorted by id. What a more exact mark finds gets no second one. */
export function selectSignatures(rows: readonly CountRow[], limits: Thresholds): Signature[] {
  const candidates = fold(rows);
  const total = candidates.find(({ kind }) => kind === 'site');
  if (!total) return [];
  const of = differentPages(total);
  const frequent = candidates.filter(
    (candidate) => candidate.kind !== 'site' && isFrequent(candidate, of, limits),
  );
  const accepted = new Accepted();
  const signatures: Signature[] = [];
  for (let at = 0; at <= 4; at++) {
    const seen = new Set<string>();
    for (const candidate of frequent.filter((c) => rank(c) === at).sort(byCount)) {
      const { kind, key, low, high } = candidate;
      if (
        kind !== 'exact' &&
        kind !== 'phrase' &&
        (low === high || (accepted.has(witnessText(low)) && accepted.has(witnessText(high))))
      )
        continue;
      const mark = kind === 'exact' ? key : shapeOf(candidate);
      if (mark === undefined || seen.has(mark)) continue;
      seen.add(mark);
      const signature = toSignature(candidate, mark, total.documents);
      if (!signature) continue;
      signatures.push(signature);
      accepted.add(kind, mark);
    }
    accepted.compile();
  }
  return signatures.sort((a, b) => (a.id < b.id ? -1 : 1));
}
