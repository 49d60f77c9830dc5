import type { FeatureGroup } from '../types.js';

/** Tags of the block itself. */
const TAGS = [
  'p',
  'div',
  'li',
  'td',
  'tr',
  'span',
  'a',
  'blockquote',
  'pre',
  'figcaption',
  'button',
  'dd',
  'label',
] as const;
/** Tags that say what all in them is. */
const INSIDE = [
  'article',
  'main',
  'nav',
  'header',
  'footer',
  'aside',
  'form',
  'figure',
  'ul',
  'ol',
  'table',
  'section',
  'button',
  'dialog',
  'blockquote',
] as const;

/** What elements a paragraph stands in. */
export const elements: FeatureGroup = {
  features: [
    ...TAGS.map((tag) => ({ name: `tag-${tag}`, why: `it is a <${tag}>` })),
    { name: 'tag-heading', why: 'it is a heading, and of which level' },
    ...INSIDE.map((tag) => ({ name: `in-${tag}`, why: `it stands in <${tag}>` })),
    { name: 'hidden', why: 'the page hides it' },
    { name: 'articles', why: 'the page has several <article> elements' },
    { name: 'article-order', why: 'it stands in a late <article>' },
    { name: 'after-h1', why: 'distance below the last <h1> above it' },
    { name: 'heading-above', why: 'level of the nearest heading above it' },
    { name: 'heading-distance', why: 'distance to the nearest heading above it' },
  ],
  fill(_, c, { tree }) {
    if (!tree) return;
    const { block, markup } = tree;
    const all = markup.elements;
    const inside = new Uint32Array(all.length);
    const article = new Uint16Array(all.length);
    let articles = 0;
    // Bit k: stands in INSIDE[k]; the bit behind them: hidden.
    for (let e = 0; e < all.length; e++) {
      const { tag, parent, hidden } = all[e];
      if (parent >= 0) {
        inside[e] = inside[parent];
        article[e] = article[parent];
      }
      const k = (INSIDE as readonly string[]).indexOf(tag);
      if (k >= 0) inside[e] |= 1 << k;
      if (tag === 'article' && (parent < 0 || (inside[parent] & 1) === 0)) article[e] = ++articles;
      if (hidden) inside[e] |= 1 << INSIDE.length;
    }
    let lastH1 = -1;
    let lastHeading = -1;
    let lastLevel = 0;
    for (let p = 0; p < block.length; p++) {
      const e = block[p];
      const tag = e < 0 ? '' : all[e].tag;
      let k = 0;
      for (const name of TAGS) c[k++][p] = tag === name ? 1 : 0;
      const level = headingLevel(tag);
      c[k++][p] = level === 0 ? 0 : 7 - level;
      for (let i = 0; i <= INSIDE.length; i++) c[k++][p] = e < 0 ? 0 : (inside[e] >> i) & 1;
      c[k++][p] = Math.min(20, articles);
      c[k++][p] = e < 0 ? 0 : Math.min(20, article[e]);
      c[k++][p] = lastH1 < 0 ? -1 : Math.min(200, p - lastH1);
      c[k++][p] = lastLevel;
      c[k++][p] = lastHeading < 0 ? -1 : Math.min(100, p - lastHeading);
      if (level > 0) {
        lastHeading = p;
        lastLevel = level;
        if (level === 1) lastH1 = p;
      }
    }
  },
};

function headingLevel(tag: string): number {
  const digit = tag.length === 2 && tag[0] === 'h' ? tag.charCodeAt(1) - 48 : 0;
  return digit >= 1 && digit <= 6 ? digit : 0;
}
