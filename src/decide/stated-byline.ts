import type { Stated } from '../types.js';

/** More names than this are a staff list. */
const MOST_NAMES = 12;
const LONGEST_NAME = 60;
const MOST_WORDS = 6;

const BY =
  /^(?:by|von|par|por|di|da|door|av|af|od|text|words|author|autor|autorin|story by|written by)\s*:?\s+(?=\p{Lu})/iu;
const ADDRESS = /https?:|www\.|@|\/|\.(?:com|org|net)\b/i;
const BETWEEN = /\s*(?:,|;|\||•|·|\s&\s|\s(?:and|und|et|y|e|og|och|en)\s)\s*/u;
/** What stands after a name and is none: `Staff Writer`, `Reuters`. */
const ROLE =
  /\b(?:editor|writer|reporter|correspondent|journalist|redakteur|redaktion|staff|contributor|columnist|md|phd|rn|ceo|founder|director|manager|author|reuters|afp|dpa|ap)\b/iu;
const NOBODY =
  /^(?:admin|administrator|editor|user|guest|null|undefined|none|unknown|n\/a|team|wordpress|webmaster)$/i;

const lettersOf = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

function namesIn(text: string, site: ReadonlySet<string>): string[] {
  const parts = text.replace(BY, '').split(BETWEEN);
  return parts.filter(
    (part, p) =>
      part.length > 1 &&
      part.length <= LONGEST_NAME &&
      part.split(' ').length <= MOST_WORDS &&
      /\p{L}/u.test(part) &&
      !ADDRESS.test(part) &&
      !NOBODY.test(part) &&
      !(p > 0 && ROLE.test(part)) &&
      !site.has(lettersOf(part)),
  );
}

/**
 * Names of a page's authors as it states them, joined by commas; undefined where it names nobody but its site. The first source
 * that names somebody speaks: JSON-LD, then properties of the head, then marked elements.
 */
export function statedByline(stated: Stated): string | undefined {
  const site = new Set(stated.siteNames.map(({ text }) => lettersOf(text)));
  const sources = [...new Set(stated.authors.map(({ source }) => source))];
  sources.sort((a, b) => rank(a) - rank(b));
  for (const source of sources) {
    const names = new Map<string, string>();
    for (const author of stated.authors)
      if (author.source === source)
        for (const name of namesIn(author.text, site))
          if (!names.has(lettersOf(name))) names.set(lettersOf(name), name);
    if (names.size > 0 && names.size <= MOST_NAMES) return [...names.values()].join(', ');
  }
  return undefined;
}

function rank(source: string): number {
  if (source === 'json-ld') return 0;
  if (source === 'microdata' || source === 'rel-author') return 2;
  return 1;
}
