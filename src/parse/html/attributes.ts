/** Attributes that say something of text; all others are passed over. */
export type Attributes = Partial<Record<AttributeName, string>>;

const NAMES = [
  'alt',
  'aria-hidden',
  'class',
  'content',
  'data-lazy-src',
  'data-original',
  'data-src',
  'data-srcset',
  'data-testid',
  'datetime',
  'height',
  'hidden',
  'href',
  'id',
  'itemprop',
  'lang',
  'name',
  'open',
  'property',
  'rel',
  'role',
  'shadowrootmode',
  'src',
  'srcset',
  'start',
  'style',
  'type',
  'value',
  'width',
] as const;

export type AttributeName = (typeof NAMES)[number];

const NAMED: ReadonlyMap<string, AttributeName> = new Map(NAMES.map((name) => [name, name]));
const LONGEST = Math.max(...NAMES.map(({ length }) => length));

/** No attributes at all: what most tags have. */
export const NO_ATTRIBUTES: Attributes = Object.freeze({});

/** The attribute that a stretch of the source names, if it is one that is read. */
export function attributeNamed(source: string, start: number, end: number): AttributeName | undefined {
  if (end - start > LONGEST) return undefined;
  const name = source.slice(start, end);
  return NAMED.get(name) ?? NAMED.get(name.toLowerCase());
}

const HIDING = /(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))/i;
const DISPLAYED_AS_BLOCK = /display\s*:\s*(?:block|flex|grid|list-item|table)/i;

// React sends parts of a page that were late as hidden elements of such ids, and its script puts them in their places.
const LATE_PART = /^S:[0-9a-f]+$/i;

/** Whether the page does not show an element. */
export function isUnshown(tag: string, { hidden, style, open, id }: Attributes): boolean {
  if (hidden !== undefined && !(id !== undefined && LATE_PART.test(id))) return true;
  if (tag === 'dialog' && open === undefined) return true;
  return style !== undefined && HIDING.test(style);
}

/** Whether an inline element is made a block by its own style. */
export function isStyledAsBlock({ style }: Attributes): boolean {
  return style !== undefined && DISPLAYED_AS_BLOCK.test(style);
}

/** Where an image is to be had: lazy pages keep that beside a placeholder. */
export function imageSource(attributes: Attributes): string | undefined {
  const { src, srcset } = attributes;
  const lazy = attributes['data-src'] ?? attributes['data-original'] ?? attributes['data-lazy-src'];
  const sets = srcset ?? attributes['data-srcset'];
  if (src && !src.startsWith('data:')) return src.trim();
  return (lazy ?? sets?.trim().split(/[\s,]/, 1)[0] ?? src)?.trim();
}
