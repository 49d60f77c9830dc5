import type { DocumentScore } from './document-score.js';
import { type Score, scoreOf } from './score.js';

/** A document that did badly, and what went wrong with it most. */
export interface WorstDocument extends Score {
  id: string;
  /** Gold words that are missing, and words that the gold does not have. */
  wordsLost: number;
  wordsLeft: number;
  /** Whichever of the two is more. */
  mostly: 'lost' | 'left';
  /** The longest paragraph that was lost or left, cut at its end. */
  example?: string;
}

/** The documents with the lowest F1 by words, the lowest first; those without a fault are not listed. */
export function listWorst(scores: readonly DocumentScore[], most: number): WorstDocument[] {
  return scores
    .map((document) => ({ document, score: scoreOf(document.words) }))
    .filter(({ score }) => score.f1 < 1)
    .sort((a, b) => a.score.f1 - b.score.f1 || (a.document.id < b.document.id ? -1 : 1))
    .slice(0, most)
    .map(({ document: { id, words, lost, left }, score }) => {
      const wordsLost = words.gold - words.shared;
      const wordsLeft = words.predicted - words.shared;
      const mostly = wordsLost >= wordsLeft ? 'lost' : 'left';
      return { id, ...score, wordsLost, wordsLeft, mostly, example: mostly === 'lost' ? lost : left };
    });
}
