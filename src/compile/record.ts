import { sourceRange } from '../parse/source-range.js';
import type { Result } from '../types.js';

/** What `--to json` and `--to jsonl` add to a record under `dechaff`. */
export interface RecordSummary {
  kept: number;
  removed: number;
  roles: Record<string, number>;
  metadata: Result['metadata'];
  language: string;
  spans?: [start: number, end: number, role: string, score: number][];
}

/** The record of a cleaned document. */
export function compileRecord(
  result: Result,
  { spans = false } = {},
): { id: string; url?: string; text: string; dechaff: RecordSummary } {
  const { document, page, paragraphs, verdicts, metadata, language, text } = result;
  const roles: Record<string, number> = {};
  for (const { role } of verdicts) roles[role] = (roles[role] ?? 0) + 1;
  const kept = verdicts.filter(({ keep }) => keep).length;
  return {
    id: document.id,
    ...(document.url !== undefined && { url: document.url }),
    text,
    dechaff: {
      kept,
      removed: verdicts.length - kept,
      roles,
      metadata,
      language,
      ...(spans && {
        spans: paragraphs.map((p, i) => [
          ...sourceRange(page, p.start, p.end),
          verdicts[i].role,
          Number(verdicts[i].score.toFixed(4)),
        ]),
      }),
    },
  };
}
