import { describe, expect, it } from 'vitest';
import { RuleSet } from '../../../src/match/rule-set.js';
import { parseText } from '../../../src/parse/text.js';
import { tokenise } from '../../../src/parse/tokens.js';
import { sentenceRuns } from '../../../src/score/features/sentence-runs.js';

/** The number of each line's first line; lines of the test are paragraphs, for a link's line is long. */
function runsOf(...lines: string[]): number[] {
  const page = parseText(lines.join('\n'));
  const tokens = tokenise(page);
  const { words } = new RuleSet([]).match(page, tokens);
  const terminal = Uint8Array.from(page.children, ({ end }) => ('.!?'.includes(page.text[end - 1]) ? 1 : 0));
  return [...sentenceRuns({ page, tokens, words }, terminal)];
}

const BEFORE = 'The harbour office of the island said in a long report that it shared with';
const AFTER = 'on the first Tuesday of the month that the ferry would be repaired in the spring.';

describe('sentence runs', () => {
  it('join a sentence that breaks off around a link', () => {
    expect(runsOf(BEFORE, 'The Lantern Weekly of Saltmouth', AFTER)).toEqual([0, 0, 0]);
  });

  it('join what begins with a mark that ends no line before it', () => {
    expect(runsOf(`${BEFORE} Lantern Weekly`, `, ${AFTER}`)).toEqual([0, 0]);
  });

  it('leave whole sentences apart', () => {
    expect(runsOf(`${BEFORE} them.`, `It came ${AFTER}`)).toEqual([0, 1]);
  });

  it('leave a menu in small letters apart', () => {
    expect(runsOf('home', 'about us', 'contact', 'press')).toEqual([0, 1, 2, 3]);
  });

  it('leave the items of a list apart', () => {
    expect(runsOf(`- ${BEFORE}`, `- ${AFTER}`)).toEqual([0, 1]);
  });

  it('do not take a heading into the sentence below it', () => {
    expect(runsOf('What the harbour office says', `It was ${AFTER}`)).toEqual([0, 1]);
  });
});
