import type { Markup, MarkupElement } from '../types.js';

/** One element as a site's rules name it: its tag, and words that stand among those of its class, id and role. */
export interface ElementMark {
  tag?: string;
  words: string[];
}

/** What is wrong with a mark, in words for the one who wrote it. */
export class MarkSyntaxError extends Error {}

const NAME = '[\\p{L}\\p{N}_-]+';
const MARK = new RegExp(`^([a-z][a-z0-9-]*)?((?:[.#]${NAME}|\\[role=["']?${NAME}["']?\\])*)$`, 'u');
const WORD = new RegExp(`(?<=[.#]|\\[role=["']?)${NAME}`, 'gu');

/**
 * Reads a mark: `tag`, `.class`, `#id`, `[role=x]`, or several of them in one, all of the same element. The sign says where
 * a word is meant to stand; pages hold the words of all three together. Throws `MarkSyntaxError`.
 */
export function parseMark(source: string): ElementMark {
  const match = source.trim() === '' ? null : MARK.exec(source.trim().toLowerCase());
  if (!match)
    throw new MarkSyntaxError('not a mark of one element: write a tag (nav), .class, #id or [role=x]');
  return { tag: match[1], words: match[2].match(WORD) ?? [] };
}

interface OwnedMark extends ElementMark {
  owner: number;
}

const NONE: readonly number[] = [];

/** Marks of elements and who owns them, found in time linear in the page's markup. */
export class ElementMarks {
  private readonly byTag = new Map<string, OwnedMark[]>();
  private readonly byWord = new Map<string, OwnedMark[]>();

  /** Adds a mark. Throws `MarkSyntaxError`. */
  add(source: string, owner: number): void {
    const mark = { ...parseMark(source), owner };
    const [map, key] = mark.words.length > 0 ? [this.byWord, mark.words[0]] : [this.byTag, mark.tag!];
    map.set(key, [...(map.get(key) ?? []), mark]);
  }

  /** Owners of the marks that each element or one around it bears. Elements that bear none share their parent's list. */
  around({ elements }: Markup): readonly (readonly number[])[] {
    const owners: (readonly number[])[] = [];
    for (const element of elements) {
      const inherited = element.parent < 0 ? NONE : owners[element.parent];
      const own = this.ownersOf(element).filter((owner) => !inherited.includes(owner));
      owners.push(own.length === 0 ? inherited : [...inherited, ...new Set(own)]);
    }
    return owners;
  }

  private ownersOf({ tag, tokens }: MarkupElement): number[] {
    const found = (this.byTag.get(tag) ?? []).map(({ owner }) => owner);
    for (const token of tokens)
      for (const mark of this.byWord.get(token) ?? [])
        if ((mark.tag === undefined || mark.tag === tag) && mark.words.every((word) => tokens.includes(word)))
          found.push(mark.owner);
    return found;
  }
}
