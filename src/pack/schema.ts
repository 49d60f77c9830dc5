import { z } from 'zod';
import { FOLLOWERS, KINDS, PLACES } from '../match/rule.js';
import { BOILERPLATE_ROLES, METADATA_ROLES } from '../roles.js';

const list = z.array(z.string().min(1)).min(1);
const count = z.number().int().positive();
/** What a rule can mark: every role but those of the article, of which no mark of boilerplate speaks. */
const MARKED_ROLES = [...METADATA_ROLES, ...BOILERPLATE_ROLES] as const;

/** One rule as its YAML says it. Exactly one of the kinds' keys must be there: `checkKinds` sees to it. */
export const ruleSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be kebab-case: small letters, digits and single hyphens'),
  role: z.enum(MARKED_ROLES),
  why: z.string().min(10, 'must say in a sentence why this is no part of the story'),
  unless: z.array(z.string().min(1)).optional(),
  phrases: list.optional(),
  patterns: list.optional(),
  keywords: list.optional(),
  shapes: list.optional(),
  sequence: z
    .strictObject({ heading: list, then: z.enum(FOLLOWERS), 'at-least': count, 'at-most': count.optional() })
    .optional(),
  position: z
    .strictObject({ at: z.enum(PLACES), within: count, phrases: list.optional(), shapes: list.optional() })
    .optional(),
  fingerprints: z
    .array(z.string().regex(/^[0-9a-f]{16}$/, 'must be 16 hexadecimal digits'))
    .min(1)
    .optional(),
});

export type RuleSource = z.infer<typeof ruleSchema>;
type RuleKey = (typeof KINDS)[number];

/** A file of several rules. */
export const packSchema = z.strictObject({ rules: z.array(ruleSchema).min(1) });

/** A small page of one paragraph or more. */
const example = z.union([z.string().min(1), z.strictObject({ html: z.string().min(1) })], {
  error: 'must be a text, or markup under "html"',
});

/** Where a learned rule comes from: see `learn/freeze.ts`. */
const learned = z.strictObject({
  example: z.string(),
  documents: count,
  of: count,
  'article-rate': z.number().min(0).max(1),
  'first-seen': z.string().optional(),
  'last-seen': z.string().optional(),
  places: z.array(z.number()),
});

/** A rule for the pages of one site, with its tests inside. */
const siteRuleSchema = ruleSchema.extend({
  within: list.optional(),
  learned: learned.optional(),
  tests: z.strictObject({ remove: z.array(example).min(1), keep: z.array(example).min(1) }),
});

/** A mark of what a site's pages must keep. */
const siteKeepSchema = siteRuleSchema.omit({ role: true, learned: true }).extend({
  why: z.string().min(10, 'must say in a sentence why the pages must keep this'),
});

/** The file of one site. */
export const siteSchema = z.strictObject({
  host: z.string().min(1).optional(),
  /** Instead of a host: the name of a folder or of a field's value. */
  site: z.string().min(1).optional(),
  rules: z.array(siteRuleSchema).default([]),
  keep: z.array(siteKeepSchema).default([]),
});

/** A site's rule or keep mark as its YAML says it. */
export type SiteRuleSource = Omit<z.infer<typeof siteRuleSchema>, 'role'> & { role?: RuleSource['role'] };

/** Which kinds' keys a rule has. */
export function kindsOf(rule: Pick<RuleSource, RuleKey>) {
  return KINDS.filter((kind) => rule[kind] !== undefined);
}
