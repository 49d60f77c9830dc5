import { Category, isWordToken, Token, type Tokens } from '../parse/tokens.js';

/** Slots of a shape: a few tokens, a number, or all that is left. */
const FEW = '<few>';
const NUMBER = '<number>';
const REST = '<text>';

/** A template has so many tokens at most; longer lines are running text. */
const MOST_TOKENS = 40;
/** A template without a mark between its parts needs so many words that stay. */
const LEAST_WORDS = 3;
/** Words at the edge of a short line that make a template of it. */
const EDGE_WORDS = 3;
/** Such a line has so many words at most, and is no sentence. */
const EDGE_LINE = 15;
/** A part before or behind a mark has so many words at most. */
const PART_WORDS = 6;

const DELIMITER = /^[:|–—•·»›/]$/u;
const JOINT = /^[-'’.,&/]$/u;
const MONTHS = new Set(
  'january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec januar februar märz mai juni juli oktober dezember janvier février mars avril juin juillet août septembre octobre novembre décembre enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre januari februari maart augustus'.split(
    ' ',
  ),
);

interface Line {
  /** The tokens as written. */
  words: string[];
  /** Whether each may vary: names, numbers, dates, sums. */
  slot: boolean[];
  word: boolean[];
}

/** Whether a token may stand in a shape as it is. */
const isPlain = (token: string) => !/[<>…]|\.\.\.|^\?$/.test(token);

function readLine(text: string, tokens: Tokens, from: number, to: number): Line | undefined {
  if (to - from < 2 || to - from > MOST_TOKENS) return undefined;
  const line: Line = { words: [], slot: [], word: [] };
  for (let i = from; i < to; i++) {
    const word = text.slice(tokens.start[i], tokens.end[i]);
    const kind = tokens.kind[i];
    const varies =
      kind === Token.Number ||
      kind === Token.Capitalised ||
      kind === Token.Upper ||
      tokens.category[i] === Category.Alphanumeric ||
      tokens.category[i] === Category.Currency ||
      MONTHS.has(word.toLowerCase());
    line.words.push(word);
    line.slot.push(varies);
    line.word.push(isWordToken(kind));
  }
  // A capital at the beginning of a sentence is no name.
  if (line.slot[0] && !line.slot[1] && !/\d/.test(line.words[0])) line.slot[0] = false;
  for (let i = 1; i + 1 < line.words.length; i++)
    if (JOINT.test(line.words[i]) && line.slot[i - 1] && line.slot[i + 1]) line.slot[i] = true;
  return line;
}

/** The line with its names, numbers and dates as slots, where at least half of it stays. */
function slotted({ words, slot, word }: Line): string | undefined {
  const parts: string[] = [];
  let kept = 0;
  let keptWords = 0;
  let slots = 0;
  let marks = false;
  for (let i = 0; i < words.length; ) {
    if (!slot[i]) {
      if (!isPlain(words[i])) return undefined;
      kept++;
      if (word[i]) keptWords++;
      else marks ||= DELIMITER.test(words[i]);
      parts.push(words[i++].toLowerCase());
      continue;
    }
    const from = i;
    while (i < words.length && slot[i]) i++;
    slots++;
    parts.push(words.slice(from, i).every((w) => /^[\d.,]+$/.test(w)) ? NUMBER : FEW);
  }
  const enough = keptWords >= LEAST_WORDS || (marks && keptWords >= 1);
  return slots > 0 && enough && kept >= slots ? parts.join(' ') : undefined;
}

const fixed = (words: readonly string[]) =>
  words.every((w) => isPlain(w) && !/\d/.test(w)) ? words.join(' ').toLowerCase() : undefined;

/** The line as one part that stays and a rest: before its first mark, behind its last, and its first and last words. */
function halves({ words, word }: Line): (string | undefined)[] {
  const out: (string | undefined)[] = [];
  const first = words.findIndex((w) => DELIMITER.test(w));
  const last = words.findLastIndex((w) => DELIMITER.test(w));
  const count = (from: number, to: number) => word.slice(from, to).filter(Boolean).length;
  const within = (n: number) => n >= 1 && n <= PART_WORDS;
  const open = (part: string | undefined, form: (p: string) => string) => part && form(part);
  if (first > 0 && first < words.length - 1 && within(count(0, first)))
    out.push(open(fixed(words.slice(0, first + 1)), (p) => `${p} ${REST}`));
  if (last > 0 && last < words.length - 1 && within(count(last, words.length)))
    out.push(open(fixed(words.slice(last)), (p) => `${REST} ${p}`));
  const total = count(0, words.length);
  if (total > EDGE_WORDS && total <= EDGE_LINE && !/^[.!?]$/.test(words.at(-1)!)) {
    out.push(open(fixed(words.slice(0, EDGE_WORDS)), (p) => `${p} ${REST}`));
    out.push(open(fixed(words.slice(-EDGE_WORDS)), (p) => `${REST} ${p}`));
  }
  return out;
}

/** All templates that a line may be one of, as shapes. One pass, and the same for the same line whatever stands beside it. */
export function templatesOf(text: string, tokens: Tokens, from: number, to: number): string[] {
  const line = readLine(text, tokens, from, to);
  if (!line) return [];
  return [...new Set([slotted(line), ...halves(line)])].flatMap((t) => (t && whole(t)) ?? []);
}

/** A shape whose characters are whole: tokens are code units where they are no words, and an emoji is two. Undefined where half of one is left. */
export function whole(shape: string): string | undefined {
  const joined = shape.replace(/([\ud800-\udbff]) ([\udc00-\udfff])/g, '$1$2');
  return /\p{Surrogate}/u.test(joined) ? undefined : joined;
}
