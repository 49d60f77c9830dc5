import type { Inline, Markup, Page } from '../types.js';
import { hashName, nameSlot } from './name-slots.js';

/** Names of one paragraph's targets that are read, and of these such of links: the first ones say what the others are like. */
const MOST_NAMES = 24;
const MOST_LINK_NAMES = 16;
const LEAST_WORD = 2;
const MOST_WORD = 24;
/** A part of a path with as many words is a title: it says what a page tells, not what it is. */
const TITLE_WORDS = 4;
/** A paragraph is a link where links hold this much of its text. */
const MOSTLY = 0.5;
/** Seeds that tell links that are most of a paragraph, links within it, and images apart. */
const WHOLE = 0x6a09e667;
const PART = 0x510e527f;
const IMAGE = 0x9b05688c;

const HOST = /^(?:[a-z][a-z+.-]*:)?\/\/([^/?#]*)/i;
const SCHEME = /^([a-z][a-z+.-]*):/i;
const NO_LETTER = /[^\p{L}]+/u;
const NONE: readonly number[] = [];

/** Names that say what kind of address a target is: words of its host and its path, and what titles, years and numbers stand in it. */
export function targetNames(target: string): string[] {
  const address = target.trim();
  const host = HOST.exec(address);
  const scheme = host ? undefined : SCHEME.exec(address)?.[1].toLowerCase();
  if (scheme) return [`${scheme}:`];
  if (address.startsWith('#')) return ['#'];
  const names: string[] = [];
  if (host)
    for (const label of host[1].toLowerCase().replace(/:\d*$/, '').split('.').slice(0, -1))
      if (label !== 'www') names.push(`//${label}`);
  const [path, query] = (host ? address.slice(host[0].length) : address).split('#')[0].split('?');
  for (const part of path.split('/')) names.push(...partNames(part));
  if (query) names.push('?', ...query.split('&').map((pair) => `?${pair.split('=')[0].toLowerCase()}`));
  return names;
}

function partNames(part: string): string[] {
  if (part === '') return [];
  if (/^\d{1,8}$/.test(part)) return [/^(?:19|20)\d\d/.test(part) ? '<year>' : '<number>'];
  const words = part
    .toLowerCase()
    .split(NO_LETTER)
    .filter((word) => word.length >= LEAST_WORD && word.length <= MOST_WORD);
  if (words.length >= TITLE_WORDS) return ['<title>'];
  return words.map((word) => `/${word}`);
}

/** The slots of what the links and images of each paragraph lead to. */
export function targetSlots(
  { children }: Pick<Page, 'children'>,
  { inlines }: Markup,
): (readonly number[])[] {
  const named = inlines.filter(({ target }) => target !== undefined);
  const links = named.filter(({ kind }) => kind === 'link');
  const images = named.filter(({ kind }) => kind === 'image');
  let link = 0;
  let image = 0;
  return children.map(({ start, end }) => {
    while (link < links.length && links[link].end <= start) link++;
    const own: Inline[] = [];
    let linked = 0;
    // A link may go on in the next paragraphs.
    for (let i = link; i < links.length && links[i].start < end; i++) {
      linked += Math.min(end, links[i].end) - Math.max(start, links[i].start);
      own.push(links[i]);
    }
    const slots = new Set<number>();
    const add = ({ target }: Inline, seed: number, most: number) => {
      if (slots.size < most)
        for (const name of targetNames(target!)) slots.add(nameSlot(seed, hashName(name)));
    };
    const seed = linked >= MOSTLY * (end - start) ? WHOLE : PART;
    for (const one of own) add(one, seed, MOST_LINK_NAMES);
    // Images between two paragraphs go with the lower one.
    for (; image < images.length && images[image].start < end; image++) add(images[image], IMAGE, MOST_NAMES);
    return slots.size === 0 ? NONE : [...slots].slice(0, MOST_NAMES);
  });
}
