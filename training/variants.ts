import { createHash } from 'node:crypto';
import type { CorpusPage } from '../bench/corpus.js';

/**
 * Texts that are all but clean, made from labelled pages: a model that only ever saw whole pages takes the edges of
 * any text for boilerplate.
 */

/** The gold article alone. */
export function goldAlone(page: CorpusPage): CorpusPage {
  const lines = page.gold.map((paragraph) => paragraph.trim()).filter((paragraph) => paragraph !== '');
  const text = lines.join('\n\n');
  return { ...page, text, labels: '1'.repeat(text.split('\n').filter((line) => line.trim() !== '').length) };
}

/** A number from 0 to 1 that depends on the page and a word alone. */
function draw({ set, id }: CorpusPage, word: string): number {
  return createHash('sha256').update(`${set}/${id} ${word}`).digest().readUInt32LE() / 2 ** 32;
}

/** The lines of a page that are not blank, those that pass the test. */
function pick(page: CorpusPage, keep: (line: number) => boolean): CorpusPage {
  const lines = page.text.split('\n').filter((line) => line.trim() !== '');
  return {
    ...page,
    text: lines.filter((_, i) => keep(i)).join('\n\n'),
    labels: [...page.labels].filter((_, i) => keep(i)).join(''),
  };
}

/** Lines that come and go together. */
const CHUNK = 3;
/** Share of the chunks of boilerplate that an extractor might leave, inside the article and around it. */
const LEFT = { inside: 0.35, around: 0.05 };

/** The page with most of its boilerplate taken out here and there, as other extractors leave it. */
export function thinned(page: CorpusPage): CorpusPage {
  const first = page.labels.indexOf('1');
  const last = page.labels.lastIndexOf('1');
  return pick(page, (i) => {
    if (page.labels[i] === '1') return true;
    return draw(page, `${Math.floor(i / CHUNK)}`) < (i > first && i < last ? LEFT.inside : LEFT.around);
  });
}

/** Most lines that stay around the article. */
const AROUND = { before: 12, after: 60 };

/** The article with what stands next to it, and without the page's menus and footer: what a selection or a crude tool leaves. */
export function trimmed(page: CorpusPage): CorpusPage {
  const first = page.labels.indexOf('1') - Math.floor(draw(page, 'before') * AROUND.before);
  const last = page.labels.lastIndexOf('1') + Math.floor(draw(page, 'after') * AROUND.after);
  return pick(page, (i) => i >= first && i <= last);
}
