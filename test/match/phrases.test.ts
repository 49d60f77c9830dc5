import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PhraseIndex } from '../../src/match/kinds/phrase.js';
import { parsePhrase } from '../../src/match/kinds/phrase-syntax.js';
import { Vocabulary } from '../../src/match/vocabulary.js';
import { tokeniseText } from '../../src/parse/tokens.js';

function find(phrases: string[], text: string) {
  const vocabulary = new Vocabulary();
  const index = new PhraseIndex(vocabulary);
  for (const phrase of phrases) index.addList([phrase]);
  const tokens = tokeniseText(text);
  return index.find(tokens, vocabulary.numbersOf(tokens), 0, tokens.count).map((f) => ({
    owner: f.owner,
    text: text.slice(tokens.start[f.first], tokens.end[f.last]),
    words: f.words,
  }));
}
const matched = (phrase: string, text: string) => find([phrase], text).map((f) => f.text);

describe('phrases', () => {
  it('are found in any case, whatever stands between the words', () => {
    expect(matched('sign up now', 'Please SIGN-UP, now!')).toEqual(['SIGN-UP, now']);
  });

  it('have alternatives, nested and empty', () => {
    expect(matched('make a (small|big (one time|) |)gift', 'make a big one time gift')).toEqual([
      'make a big one time gift',
    ]);
    expect(matched('make a (small|big) gift', 'make a nice gift')).toEqual([]);
  });

  it('have gaps of none to six words', () => {
    expect(matched('sign up ... newsletter', 'sign up newsletter')).toHaveLength(1);
    expect(matched('sign up ... newsletter', 'sign up to our free and truly weekly newsletter')).toHaveLength(
      1,
    );
    expect(matched('sign up ... newsletter', 'sign up one two three four five six seven newsletter')).toEqual(
      [],
    );
  });

  it('have places for one word and for a number', () => {
    expect(matched('your * inbox', 'In your own inbox')).toEqual(['your own inbox']);
    expect(matched('# comments', '1,204 comments')).toHaveLength(1);
  });

  it('can be bound to the beginning and the end', () => {
    expect(matched('^comments$', 'Comments:')).toHaveLength(1);
    expect(matched('^comments$', 'No comments')).toEqual([]);
    expect(matched('^most read', 'The most read')).toEqual([]);
    expect(matched('read more$', 'Read more about it')).toEqual([]);
  });

  it('overlap, and count each word once', () => {
    const vocabulary = new Vocabulary();
    const index = new PhraseIndex(vocabulary);
    index.addList(['a b c', 'b c d', 'c d']);
    const text = 'a b c d';
    const tokens = tokeniseText(text);
    expect(index.find(tokens, vocabulary.numbersOf(tokens), 0, tokens.count)).toEqual([
      { owner: 0, first: 0, last: 3, words: 4 },
    ]);
  });

  it.each([
    ['(a|b', '"(" is never closed'],
    ['a) b', '")" without "("'],
    ['a | b', '"|" stands only inside "( )"'],
    ['... a', 'a gap at the beginning'],
    ['a ...', 'a gap at the end'],
    ['(a|)', 'can match no word at all'],
    ['* *', 'needs a word of its own'],
    ['one two three four five six seven eight nine', 'more than 8 words in a row'],
  ])('refuse %s', (phrase, message) => {
    expect(() => parsePhrase(phrase)).toThrow(message);
  });

  it('are found just where a plain search finds them', () => {
    const word = fc.constantFrom('a', 'b', 'c');
    fc.assert(
      fc.property(
        fc.array(fc.array(word, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 }),
        fc.array(word, { maxLength: 30 }),
        (phrases, words) => {
          const text = words.join(' ');
          const expected = phrases.map((p) => ` ${text} `.includes(` ${p.join(' ')} `));
          const found = new Set(
            find(
              phrases.map((p) => p.join(' ')),
              text,
            ).map((f) => f.owner),
          );
          expect(phrases.map((_, i) => found.has(i))).toEqual(expected);
        },
      ),
    );
  });

  it('with gaps are found just where a regular expression finds them', () => {
    const word = fc.constantFrom('a', 'b', 'c', 'd');
    const piece = fc.array(word, { minLength: 1, maxLength: 2 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(
        fc.array(piece, { minLength: 2, maxLength: 3 }),
        fc.boolean(),
        fc.array(word, { maxLength: 30 }),
        (pieces, bound, words) => {
          const text = words.join(' ');
          const expected = new RegExp(`${bound ? '^' : ' '}${pieces.join('( [a-d]){0,6} ')} `);
          const searched = bound ? `${text} ` : ` ${text} `;
          expect(matched(`${bound ? '^' : ''}${pieces.join(' ... ')}`, text).length > 0).toBe(
            expected.test(searched),
          );
        },
      ),
      { numRuns: 500 },
    );
  });
});
