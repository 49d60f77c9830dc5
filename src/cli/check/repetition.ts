import type { Repetition } from '../../check/corpus-index.js';
import { excerpt } from '../../check/excerpt.js';
import { isOn, toFindings } from '../../check/measure-document.js';
import type { CheckOptions, Observation } from '../../check/types.js';
import type { Page } from '../../types.js';
import { type Collected, inRecord } from './collect.js';
import type { TextStore } from './text-store.js';

/** Findings about a document as a whole have no place in its page. */
const NONE: Page = { type: 'page', text: '', children: [] };

/** Adds findings for documents and paragraphs that stand elsewhere too. Returns how many documents are copies. */
export async function addRepetition(
  { duplicates, near, paragraphs }: Repetition,
  documents: readonly Collected[],
  texts: TextStore,
  options: CheckOptions,
): Promise<number> {
  const nameOf = (document: number) => documents[document].name;
  const add = (number: number, seen: readonly Observation[], page: Page, related?: string) => {
    const document = documents[number];
    for (const finding of toFindings(seen, document.name, page, options))
      document.findings.push(inRecord({ ...finding, ...(related !== undefined && { related }) }, document));
  };
  const whole = { start: 0, end: 0, whole: true };
  for (const { document, of } of duplicates)
    add(
      document,
      [{ ...whole, rule: 'duplicate', reason: `has the text of ${nameOf(of)}` }],
      NONE,
      nameOf(of),
    );
  for (const { document, of, similarity } of near) {
    const reason = `is nearly ${nameOf(of)}: similarity ${similarity.toFixed(2)}`;
    add(document, [{ ...whole, rule: 'near-duplicate', reason }], NONE, nameOf(of));
  }
  if (isOn(options, 'repeated-paragraph'))
    for (let from = 0; from < paragraphs.length; ) {
      const { document } = paragraphs[from];
      let to = from;
      while (to < paragraphs.length && paragraphs[to].document === document) to++;
      const page = await texts.page(document);
      const seen = paragraphs.slice(from, to).map(({ start, end, documents: count }): Observation => {
        const saw = excerpt(page.text.slice(start, end));
        return {
          rule: 'repeated-paragraph',
          start,
          end,
          saw,
          reason: `stands in ${count} documents: "${saw}"`,
        };
      });
      add(document, seen, page);
      from = to;
    }
  return duplicates.length + near.length;
}
