import { Char, charClass } from '../../parse/chars.js';
import { Token } from '../../parse/tokens.js';
import type { FeatureInput } from './types.js';

type Lines = Pick<FeatureInput, 'page' | 'tokens' | 'words'>;

/** A sentence breaks over this many lines at most: longer runs are lists in small letters. */
const MOST_LINES = 16;
/** Words from which a line that breaks off may go on in a name or title: the text of a link, a line of its own. */
const LEAST_WORDS = 4;
/** Words of such a name at most. */
const NAME_WORDS = 12;

/** Marks with which no line of its own begins. */
const GOES_ON = new Set([...',.;:!?)]}’”…、。，'].map((c) => c.charCodeAt(0)));
/** Marks after which a sentence goes on. */
const UNFINISHED = new Set([...',(['].map((c) => c.charCodeAt(0)));

/**
 * Sentences that a tool broke over lines, one for each link or emphasised word: for each paragraph the first one of its
 * sentence, its own number where it is not broken. A run counts only if it ends as a sentence does: a menu in small
 * letters does not.
 */
export function sentenceRuns(input: Lines, terminal: Uint8Array): Int32Array<ArrayBuffer> {
  const n = terminal.length;
  const head = Int32Array.from(terminal, (_, p) => p);
  for (let from = 0; from + 1 < n; from++) {
    let to = from;
    while (to + 1 < n && to - from < MOST_LINES && !terminal[to] && runsOn(input, to, terminal)) to++;
    if (to === from) continue;
    if (terminal[to]) head.fill(from, from, to + 1);
    from = to;
  }
  return head;
}

/** Whether paragraph p goes on in the next one. */
function runsOn(input: Lines, p: number, terminal: Uint8Array): boolean {
  if (isApart(input, p + 1)) return false;
  if (beginsInside(input, p + 1)) return true;
  if (unfinishedMark(input, p)) return true;
  return (
    input.words[p] >= LEAST_WORDS &&
    endsSmall(input, p) &&
    input.words[p + 1] <= NAME_WORDS &&
    p + 2 < terminal.length &&
    !terminal[p + 1] &&
    !isApart(input, p + 2) &&
    beginsInside(input, p + 2)
  );
}

function isApart({ page }: Lines, p: number): boolean {
  const { blankBefore, bullet } = page.children[p];
  return blankBefore > 0 || bullet !== 'none';
}

function beginsInside({ page }: Lines, p: number): boolean {
  const unit = page.text.charCodeAt(page.children[p].start);
  return GOES_ON.has(unit) || charClass(unit) === Char.Lower;
}

function unfinishedMark({ page }: Lines, p: number): boolean {
  return UNFINISHED.has(page.text.charCodeAt(page.children[p].end - 1));
}

/** Whether the last word is in small letters. */
function endsSmall({ page, tokens }: Lines, p: number): boolean {
  const last = tokens.first[p + 1] - 1;
  return (
    last >= tokens.first[p] &&
    tokens.kind[last] === Token.Word &&
    charClass(page.text.charCodeAt(tokens.start[last])) === Char.Lower
  );
}
