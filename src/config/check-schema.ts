import { z } from 'zod';

const share = z.union([
  z.number().min(0).max(1),
  z.string().regex(/^\d+(\.\d+)?%$/, 'must be a share: 0.02 or 2%'),
]);
const level = z.enum(['off', 'warning', 'error']);

/** What `check` in `dechaff.config.yml` may say: the flags of `dechaff check`, by their names. */
export const checkSchema = z.strictObject({
  'max-boilerplate': share.optional(),
  'max-boilerplate-per-document': share.optional(),
  'max-role': z.record(z.string(), share).optional(),
  'max-duplicates': z
    .union([z.int().min(0), z.string().regex(/^\d+(\.\d+)?%$/, 'must be a number or 2%')])
    .optional(),
  'max-over-removal': share.optional(),
  'min-words': z.int().min(0).optional(),
  languages: z.array(z.string().regex(/^[a-z]{2}$/, 'must be an ISO 639-1 code')).optional(),
  'near-duplicate-at': z.number().min(0.3).max(1).optional(),
  'repeated-in': z.int().min(2).optional(),
  'min-precision': z.number().min(0).max(1).optional(),
  'min-recall': z.number().min(0).max(1).optional(),
  levels: z.record(z.string(), level).optional(),
  'max-warnings': z.int().min(0).optional(),
  baseline: z.string().min(1).optional(),
  'strict-baseline': z.boolean().optional(),
  'docs-url': z.url({ protocol: /^https?$/ }).optional(),
});

export type CheckConfig = z.infer<typeof checkSchema>;
