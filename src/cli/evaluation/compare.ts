import type { Settings } from '../../config/settings.js';
import type { ScoredTexts } from '../../eval/document-score.js';
import { spansOfLines, textOfSpans } from '../../eval/gold-roles.js';
import type { Span } from '../../eval/role-score.js';
import { UsageError } from '../../problem.js';
import { createProcessor, processDocument } from '../../processor.js';
import type { TextContent, TextEntry } from '../../read/text-set.js';
import { modelFor } from '../model.js';

/** Puts a document beside its gold. Throws `UsageError` with one line where one of them cannot be used. */
export type Compare = (document: TextEntry, gold: TextEntry) => Promise<ScoredTexts>;

function textOf({ text }: TextContent, name: string, why: string): string {
  if (text === undefined) throw new UsageError(`${name}: has no text${why}`);
  return text;
}

/** Compares texts that some tool has cleaned; roles where both sides have spans, which must be of the same page. */
export const compareTexts: Compare = async (document, gold) => {
  const predicted = await document.read();
  const wanted = await gold.read();
  return {
    id: document.id,
    predicted: textOf(predicted, document.name, ''),
    gold: textOf(wanted, gold.name, '; roles alone need the pages: --input'),
    predictedSpans: predicted.spans,
    goldSpans: wanted.spans,
  };
};

/** The gold spans of a page, from spans or line ranges; undefined where the gold has no roles. */
function goldSpansOf(
  page: string,
  { spans, ranges }: TextContent,
  name: string,
): readonly Span[] | undefined {
  const beyond = spans?.find(([, end]) => end > page.length);
  if (beyond)
    throw new UsageError(
      `${name}: span [${beyond.join(', ')}] ends behind the page, which has ${page.length} code units`,
    );
  if (!ranges) return spans;
  const { spans: found, empty } = spansOfLines(page, ranges);
  if (empty.length > 0)
    throw new UsageError(
      `${name}: lines ${empty[0].from_line} to ${empty[0].to_line} of the page hold no text`,
    );
  return found;
}

/** Cleans pages and compares them. Where the gold has roles and no text, its text is what stands in kept roles. */
export async function comparePages(settings: Settings, cwd: string): Promise<Compare> {
  const processor = createProcessor({
    model: await modelFor(settings, cwd),
    keep: settings.keep,
    threshold: settings.threshold,
    useModel: settings.model,
    language: false,
  });
  const kept = new Set(settings.keep);
  return async (document, gold) => {
    const content = await document.read();
    const { format } = content;
    const page = textOf(content, document.name, '');
    const wanted = await gold.read();
    if (format && (wanted.spans || wanted.ranges))
      throw new UsageError(`${gold.name}: has roles, which are measured on pages of plain text alone`);
    const goldSpans = goldSpansOf(page, wanted, gold.name);
    const { text, paragraphs, verdicts } = await processDocument(processor, {
      id: document.id,
      text: page,
      format,
    });
    return {
      id: document.id,
      predicted: text,
      gold: wanted.text ?? textOfSpans(page, goldSpans ?? [], kept),
      predictedSpans: paragraphs.map(({ start, end }, p): Span => [start, end, verdicts[p].role]),
      goldSpans,
    };
  };
}
