/** The words that training counts are those that `dechaff eval` scores by. */
export { wordsOf } from '../src/eval/word-score.js';
