import type { FeatureGroup } from './types.js';

/** How long a sentence is that a tool broke over lines, one for each link: its lines are text, however short. */
export const sentences: FeatureGroup = {
  features: [{ name: 'sentence-words', why: 'the sentence it belongs to is long' }],
  fill(_, [words], { sentenceSize }) {
    words.set(sentenceSize);
  },
};
