import { describe, expect, it } from 'vitest';
import { factsOf } from '../../../src/check/facts.js';
import { escapes } from '../../../src/check/measures/escapes.js';
import { markup } from '../../../src/check/measures/markup.js';
import { findMojibake, mojibake } from '../../../src/check/measures/mojibake.js';
import { replacement } from '../../../src/check/measures/replacement.js';
import type { CheckOptions, Measure } from '../../../src/check/types.js';
import { parseText } from '../../../src/parse/text.js';

const seen = (measure: Measure, text: string) =>
  measure.look!(factsOf(parseText(text)), {} as CheckOptions).map(({ start, end }) => text.slice(start, end));

/** UTF-8 bytes read as windows-1252. */
const misread = (text: string) => new TextDecoder('windows-1252').decode(new TextEncoder().encode(text));

describe('mojibake', () => {
  it.each([
    'café',
    'It’s late',
    '“Quoted”',
    'naïve – a word',
    'smile 😀 now',
    'größer',
    'ñandú',
    '\ufeffHead',
    'привет, мир',
    '東京都へ',
  ])('is found in %s when it was read as windows-1252', (text) =>
    expect(findMojibake(misread(text)).length).toBeGreaterThan(0),
  );

  it.each([
    'café au lait',
    'Das macht Spaß“, sagte sie',
    'arrivé…»',
    'RÉSUMÉ : non',
    'São João',
    '20 °C – 5 £',
    'naïve',
    'привет',
    'Ångström, Ærø, façade',
    '§ 5 Abs. 2 «À»',
  ])('is not found in %s', (text) => expect(findMojibake(text)).toEqual([]));

  it('is found where Mac Roman or bare control characters stand', () => {
    expect(seen(mojibake, 'He said it‚Äôs over.\n\nA\u0093quote\u0094 here.')).toHaveLength(2);
  });

  it('is one finding a paragraph', () => {
    expect(seen(mojibake, misread('Müller und Öl\n\nCafé'))).toHaveLength(2);
  });
});

describe('leftover markup', () => {
  it.each([
    'a <br/> b',
    '<p class="x">Text',
    '</div>',
    'Tom &amp; Ann',
    'a&#8217;b',
    '[caption id="1"]',
    '[/url]',
    '{{ title }}',
    '{% if x %}',
    '<!-- ad -->',
    '[more](https://example.org/x)',
    'x {display:none}',
  ])('is found in %s', (text) => expect(seen(markup, text).length).toBe(1));

  it.each([
    'a < b and c > d',
    'AT&T rose',
    'He wrote [sic] (see page 3).',
    'if x <y> z',
    'the [b] list',
    'A -> B --> C',
    '{1, 2}',
    'R&D; more',
  ])('is not found in %s', (text) => expect(seen(markup, text)).toEqual([]));
});

describe('escape sequences', () => {
  it.each([
    'end.\\nNext',
    'it\\u2019s',
    'caf\\xe9',
    'say \\"no\\"',
    '\u001b[1mbold',
    'bell\u0007',
    'caf%C3%A9 now',
  ])('are found in %s', (text) => expect(seen(escapes, text).length).toBe(1));

  it.each([
    'C:\\new\\test',
    '\\tau and \\nu',
    '100% sure',
    'https://example.org/caf%C3%A9',
    'a\ttab',
    'either/or \\ both',
    '5%20',
  ])('are not found in %s', (text) => expect(seen(escapes, text)).toEqual([]));
});

it('finds replacement characters', () => {
  expect(seen(replacement, 'a caf\ufffd\ufffd here\n\nfine')).toEqual(['\ufffd\ufffd']);
});
