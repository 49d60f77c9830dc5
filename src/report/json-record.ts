import { countDecisions } from '../decide/count-decisions.js';
import { sourceRange } from '../parse/source-range.js';
import type { Evidence, Result } from '../types.js';

/** Version of the report's form: goes up when a reader of the old one would fail. */
export const SCHEMA_VERSION = 1;

/** A document as the JSON reports have it. */
export function documentRecord(result: Result) {
  const { document, page, paragraphs, verdicts, metadata, language } = result;
  const inSource = (evidence: Evidence): Evidence => {
    const [start, end] = sourceRange(page, evidence.start, evidence.end);
    return { ...evidence, start, end };
  };
  return {
    id: document.id,
    ...(document.path !== undefined && { path: document.path }),
    ...(document.url !== undefined && { url: document.url }),
    language,
    metadata,
    counts: { paragraphs: paragraphs.length, ...countDecisions(verdicts) },
    paragraphs: paragraphs.map((p, i) => {
      const [start, end] = sourceRange(page, p.start, p.end);
      return {
        index: p.index,
        line: p.line,
        start,
        end,
        role: verdicts[i].role,
        keep: verdicts[i].keep,
        score: Number(verdicts[i].score.toFixed(4)),
        evidence: verdicts[i].evidence.map(inSource),
        text: page.text.slice(p.start, p.end),
      };
    }),
  };
}
