import { z } from 'zod';

const strings = z.array(z.string().min(1));
const oneOrMore = z.union([
  z
    .string()
    .min(1)
    .transform((one) => [one]),
  strings,
]);

/** What `dechaff.config.yml` may say. */
export const configSchema = z.strictObject({
  keep: oneOrMore.optional(),
  drop: oneOrMore.optional(),
  threshold: z.number().min(0).max(1).optional(),
  model: z.boolean().optional(),
  rules: oneOrMore.optional(),
  signatures: oneOrMore.optional(),
  select: oneOrMore.optional(),
  ignore: oneOrMore.optional(),
  'ignore-pattern': oneOrMore.optional(),
  'report-format': z.enum(['diff', 'json', 'jsonl', 'text']).optional(),
  to: z.enum(['text', 'markdown', 'json', 'jsonl']).optional(),
});

export type ConfigFile = z.infer<typeof configSchema>;
