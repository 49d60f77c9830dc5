import { Document, isMap, isSeq, visit } from 'yaml';
import type { Signature } from './select.js';

/** First words of a frozen file: by them its own files are known again. */
export const HEAD = '# Learned by "dechaff learn"';

const KEYS = { exact: 'fingerprints', template: 'shapes', near: 'shapes', phrase: 'phrases' } as const;

/** A site's signatures as its file: rules that a pack may hold, each with where it comes from. The same signatures give the same bytes. */
export function freezeSite(site: string, isHost: boolean, signatures: readonly Signature[]): string {
  const rules = signatures.map((s) => ({
    id: s.id,
    role: s.role,
    why: `Stands on ${s.documents} of the ${s.of} pages of this site that were read.`,
    [KEYS[s.kind]]: [s.mark],
    learned: {
      example: s.example,
      documents: s.documents,
      of: s.of,
      'article-rate': s.articleRate,
      ...(s.firstSeen && { 'first-seen': s.firstSeen }),
      ...(s.lastSeen && { 'last-seen': s.lastSeen }),
      places: s.places,
    },
    tests: { remove: s.remove, keep: s.keep },
  }));
  const document = new Document({ [isHost ? 'host' : 'site']: site, rules });
  // Short lists of numbers on one line.
  visit(document, {
    Seq(_, node) {
      if (
        isSeq(node) &&
        node.items.every((item) => !isMap(item) && typeof (item as { value?: unknown }).value === 'number')
      )
        node.flow = true;
    },
  });
  document.commentBefore =
    ' Learned by "dechaff learn" from what repeats across the pages of this site. Review it; it is applied by "--signatures".';
  return document.toString({ lineWidth: 0 });
}
