import { Char, charClass } from '../../parse/chars.js';
import { Token } from '../../parse/tokens.js';
import { lastMark } from './shared.js';
import type { FeatureGroup } from './types.js';

const COMMA = 44;
const QUOTES = new Set([...'"“”„«»「」'].map((c) => c.charCodeAt(0)));
const SEPARATORS = new Set([...'|•·›»/→>'].map((c) => c.charCodeAt(0)));
const STOPS = new Set([...'.!?…。!?।؟۔'].map((c) => c.charCodeAt(0)));
const BULLETS = { none: 0, mark: 1, number: 2 } as const;

/** How a paragraph looks by itself: length, punctuation, casing, digits. */
export const shape: FeatureGroup = {
  features: [
    { name: 'words', why: 'long paragraph' },
    { name: 'chars-per-word', why: 'long words' },
    { name: 'sentences', why: 'many sentence ends' },
    { name: 'words-per-sentence', why: 'long sentences' },
    { name: 'ends-sentence', why: 'ends like a sentence' },
    { name: 'ends-colon', why: 'ends with a colon' },
    { name: 'ends-question', why: 'ends with a question or exclamation mark' },
    { name: 'ends-ellipsis', why: 'is cut off with an ellipsis' },
    { name: 'starts-capital', why: 'begins with a capital' },
    { name: 'starts-lower', why: 'begins in small letters' },
    { name: 'starts-digit', why: 'begins with a digit' },
    { name: 'starts-quote', why: 'begins with a quotation mark' },
    { name: 'bullet', why: 'is an item of a list' },
    { name: 'indent', why: 'is indented' },
    { name: 'blank-before', why: 'has blank lines before it' },
    { name: 'blank-after', why: 'has blank lines after it' },
    { name: 'commas-per-word', why: 'has many commas' },
    { name: 'quotes', why: 'has quotation marks' },
    { name: 'separators', why: 'has menu separators' },
    { name: 'symbols', why: 'has symbols or emoji' },
    { name: 'punctuation-share', why: 'is full of punctuation' },
    { name: 'number-share', why: 'is full of numbers' },
    { name: 'capitalised-share', why: 'most words begin with a capital' },
    { name: 'upper-share', why: 'is written in capitals' },
    { name: 'longest-word', why: 'has a very long word, such as an address' },
    { name: 'address', why: 'has a web or e-mail address' },
    { name: 'brackets', why: 'has brackets' },
    { name: 'joined-lines', why: 'was wrapped over several lines' },
    { name: 'glued-case', why: 'has words glued together' },
  ],
  fill(input, c, shared) {
    const { page, words } = input;
    const n = page.children.length;
    for (let p = 0; p < n; p++) {
      const paragraph = page.children[p];
      const counts = countTokens(input, p);
      const w = Math.max(1, words[p]);
      const mark = lastMark(input, p);
      const first = charClass(page.text.charCodeAt(paragraph.start));
      c[0][p] = shared.size[p];
      c[1][p] = Math.min(30, counts.letters / w);
      c[2][p] = Math.min(20, counts.stops);
      c[3][p] = Math.min(60, words[p] / Math.max(1, counts.stops));
      c[4][p] = shared.terminal[p];
      c[5][p] = mark === 58 ? 1 : 0;
      c[6][p] = mark === 63 || mark === 33 ? 1 : 0;
      c[7][p] = page.text.endsWith('...', paragraph.end) || mark === 0x2026 ? 1 : 0;
      c[8][p] = first === Char.Upper ? 1 : 0;
      c[9][p] = first === Char.Lower ? 1 : 0;
      c[10][p] = first === Char.Digit ? 1 : 0;
      c[11][p] = QUOTES.has(page.text.charCodeAt(paragraph.start)) ? 1 : 0;
      c[12][p] = BULLETS[paragraph.bullet];
      c[13][p] = Math.min(40, paragraph.indent);
      c[14][p] = Math.min(4, paragraph.blankBefore);
      c[15][p] = p + 1 < n ? Math.min(4, page.children[p + 1].blankBefore) : 4;
      c[16][p] = counts.commas / w;
      c[17][p] = Math.min(6, counts.quotes);
      c[18][p] = Math.min(6, counts.separators);
      c[19][p] = Math.min(6, counts.symbols);
      c[20][p] = counts.marks / (counts.marks + w);
      c[21][p] = counts.numbers / w;
      c[22][p] = counts.capitals / w;
      c[23][p] = counts.uppers / w;
      c[24][p] = Math.min(40, counts.longest);
      c[25][p] = counts.address;
      c[26][p] = Math.min(6, counts.brackets);
      c[27][p] = Math.min(8, paragraph.lines);
      c[28][p] = Math.min(4, counts.glued);
    }
  },
};

function countTokens({ page, tokens }: Parameters<FeatureGroup['fill']>[0], p: number) {
  const counts = {
    letters: 0,
    stops: 0,
    commas: 0,
    quotes: 0,
    separators: 0,
    symbols: 0,
    marks: 0,
    numbers: 0,
    capitals: 0,
    uppers: 0,
    longest: 0,
    address: 0,
    brackets: 0,
    glued: 0,
  };
  const to = tokens.first[p + 1];
  for (let i = tokens.first[p]; i < to; i++) {
    const kind = tokens.kind[i];
    const length = tokens.end[i] - tokens.start[i];
    if (kind < Token.Punctuation) {
      counts.letters += length;
      if (length > counts.longest) counts.longest = length;
      if (kind === Token.Number) counts.numbers++;
      else if (kind === Token.Upper) counts.uppers++;
      if (kind === Token.Upper || kind === Token.Capitalised) counts.capitals++;
      continue;
    }
    counts.marks++;
    const unit = page.text.charCodeAt(tokens.start[i]);
    if (STOPS.has(unit)) {
      // A stop ends a sentence where white space follows; glued to a capital it is a joint of two blocks.
      if (i + 1 === to || tokens.start[i + 1] > tokens.end[i]) counts.stops++;
      else if (tokens.kind[i + 1] === Token.Capitalised) counts.glued++;
      else if (unit === 46 && tokens.kind[i + 1] === Token.Word) counts.address = 1;
    } else if (unit === COMMA || unit === 0x3001 || unit === 0xff0c || unit === 0x060c) counts.commas++;
    else if (unit === 64) counts.address = 1;
    else if (unit === 40 || unit === 91) counts.brackets++;
    if (QUOTES.has(unit)) counts.quotes++;
    if (SEPARATORS.has(unit)) counts.separators++;
    if (kind === Token.Symbol) counts.symbols++;
  }
  return counts;
}
