import { z } from 'zod';
import type { CheckTotals } from './totals.js';
import type { DocumentFindings, Finding } from './types.js';

/** Version of the file's form: goes up when a reader of the old one would fail. */
const SCHEMA_VERSION = 1;

/** What a baseline file holds. */
export const baselineSchema = z.strictObject({
  schemaVersion: z.literal(SCHEMA_VERSION),
  dechaff: z.string(),
  /** Figures when it was written: reports show the trend. */
  totals: z.looseObject({
    documents: z.number(),
    words: z.number(),
    duplicates: z.number(),
    roles: z.record(z.string(), z.number()),
  }),
  entries: z.array(
    z.strictObject({
      rule: z.string(),
      hash: z.string().regex(/^[0-9a-f]{16}$/, 'must be 16 hex digits'),
      /** How many findings of this key are accepted. */
      count: z.int().min(1),
      /** For people: where the first one was, and what it saw. */
      path: z.string().optional(),
      saw: z.string().optional(),
    }),
  ),
});

export type Baseline = z.infer<typeof baselineSchema>;

/** What is new, and what a baseline knows that does not occur any more. */
export interface AgainstBaseline {
  documents: DocumentFindings[];
  accepted: number;
  stale: Baseline['entries'];
}

const keyOf = ({ rule, hash }: Pick<Finding, 'rule' | 'hash'>) => `${rule} ${hash}`;
/** What the whole corpus comes to is no finding that can be accepted line by line. */
const isAcceptable = ({ rule }: Finding) => rule !== 'budget' && rule !== 'stale-baseline';

/** Writes down all findings of a run. */
export function createBaseline(
  documents: readonly DocumentFindings[],
  { documents: count, words, duplicates, roles }: CheckTotals,
  version: string,
): Baseline {
  const entries = new Map<string, Baseline['entries'][number]>();
  for (const { path, findings } of documents)
    for (const finding of findings.filter(isAcceptable)) {
      const { rule, hash, saw } = finding;
      const entry = entries.get(keyOf(finding));
      if (entry) entry.count++;
      else entries.set(keyOf(finding), { rule, hash, count: 1, ...(path && { path }), ...(saw && { saw }) });
    }
  return {
    schemaVersion: SCHEMA_VERSION,
    dechaff: version,
    totals: { documents: count, words, duplicates, roles },
    entries: [...entries.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry),
  };
}

/** Takes the accepted findings away: of each key as many as the baseline has, the first ones. */
export function applyBaseline(
  documents: readonly DocumentFindings[],
  { entries }: Pick<Baseline, 'entries'>,
): AgainstBaseline {
  const open = new Map(entries.map((entry) => [keyOf(entry), entry.count]));
  let accepted = 0;
  const left = documents.map(({ path, findings }) => ({
    path,
    findings: findings.filter((finding) => {
      const count = isAcceptable(finding) ? (open.get(keyOf(finding)) ?? 0) : 0;
      if (count === 0) return true;
      open.set(keyOf(finding), count - 1);
      accepted++;
      return false;
    }),
  }));
  return {
    documents: left.filter(({ findings }) => findings.length > 0),
    accepted,
    stale: entries.flatMap((entry) => {
      const count = open.get(keyOf(entry)) ?? 0;
      return count > 0 ? [{ ...entry, count }] : [];
    }),
  };
}

/** Findings for stale entries. */
export function staleFindings(
  stale: Baseline['entries'],
  file: string,
  severity: Finding['severity'],
): DocumentFindings[] {
  if (stale.length === 0) return [];
  return [
    {
      path: file,
      findings: stale.map(({ rule, hash, count, path, saw }) => ({
        rule: 'stale-baseline',
        severity,
        reason: `${rule} ${hash}${count > 1 ? ` (${count} times)` : ''} no longer occurs${path ? `, once in ${path}` : ''}`,
        ...(saw && { saw }),
        hash,
      })),
    },
  ];
}
