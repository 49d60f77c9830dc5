import type { Stretch } from '../score/features/types.js';
import { densestStretch } from '../score/stretch.js';

/** Words of a paragraph count for the block up to this many: one long paragraph must not outvote its surroundings. */
const MOST_WORDS = 80;
/** Short paragraphs count as a few words more. */
const LEAST_VALUE = 4;

/** The stretch whose paragraphs, weighed by their words, are likeliest to be the article. `score`: of "not article". */
export function bestBlock(score: ArrayLike<number>, words: ArrayLike<number>): Stretch {
  return densestStretch(
    score.length,
    (p) => (0.5 - score[p]) * (LEAST_VALUE + Math.min(MOST_WORDS, words[p])),
  );
}
