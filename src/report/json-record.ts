import type { Result } from '../types.js';

/** Version of the report's form: goes up when a reader of the old one would fail. */
export const SCHEMA_VERSION = 1;

/** A document as the JSON reports have it. */
export function documentRecord(result: Result) {
  const { document, paragraphs, verdicts, metadata, language } = result;
  const roles: Record<string, number> = {};
  let kept = 0;
  for (const { role, keep } of verdicts) {
    roles[role] = (roles[role] ?? 0) + 1;
    if (keep) kept++;
  }
  return {
    id: document.id,
    ...(document.path !== undefined && { path: document.path }),
    ...(document.url !== undefined && { url: document.url }),
    language,
    metadata,
    counts: { paragraphs: paragraphs.length, kept, removed: paragraphs.length - kept, roles },
    paragraphs: paragraphs.map((p, i) => ({
      index: p.index,
      line: p.line,
      start: p.start,
      end: p.end,
      role: verdicts[i].role,
      keep: verdicts[i].keep,
      score: Number(verdicts[i].score.toFixed(4)),
      evidence: verdicts[i].evidence,
      text: document.text.slice(p.start, p.end),
    })),
  };
}
