import type { Inline } from '../../types.js';

/** Groups of elements whose innermost open one is asked for. */
export const GROUPS = [
  'special',
  'scope',
  'buttonScope',
  'listBarrier',
  'heading',
  'cell',
  'section',
] as const;
export type Group = (typeof GROUPS)[number];

/** What a tag stands for: how it breaks text, and how it nests (HTML standard, "Parsing HTML documents"). */
export interface Tag {
  name: string;
  /**
   * 0 runs on in its line; 1 begins and ends one; 2 has a blank line around it as well; `outsideP`: 1, but 0 within a
   * paragraph of prose.
   */
  flow: 0 | 1 | 2 | 'outsideP';
  /** "Special" in the standard: end tags of inline elements do not reach past it. */
  special: boolean;
  /** The groups it belongs to, by their numbers. */
  groups: readonly number[];
  /** Its start tag ends an open `p`. */
  closesP: boolean;
  /** An inline mark that goes on when the block around it ends early. */
  formatting: boolean;
  inline?: Inline['kind'];
  /** Its content is no text of the page. */
  skipped: boolean;
  isVoid: boolean;
  /** Line breaks in it stay. */
  preformatted: boolean;
}

const set = (names: string) => new Set(names.split(/\s+/));

const MARGIN = set(
  'p h1 h2 h3 h4 h5 h6 ul ol menu dir dl blockquote figure pre listing xmp plaintext hr table article',
);
const BLOCK = set(
  `html body address aside caption center dd details dialog div dt fieldset figcaption footer form frameset header hgroup
  legend li main marquee nav noframes noscript optgroup option search section summary tbody td tfoot th thead tr
  video audio`,
);
const OUTSIDE_P = set('button input label output time-slot');
const SPECIAL = set(
  `address applet area article aside base basefont bgsound blockquote body br button caption center col colgroup dd details
  dialog dir div dl dt embed fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr
  html iframe img input keygen li link listing main marquee menu meta nav noembed noframes noscript object ol p param
  plaintext pre script search section select source style summary table tbody td template textarea tfoot th thead title tr
  track ul wbr xmp`,
);
const SCOPE = set('applet caption html table td th marquee object template');
const CLOSES_P = set(
  `address article aside blockquote center details dialog dir div dl dd dt fieldset figcaption figure footer form h1 h2 h3
  h4 h5 h6 header hgroup hr li listing main menu nav ol p plaintext pre search section summary table ul xmp`,
);
const FORMATTING = set('a b big code em font i nobr s small strike strong tt u');
const SKIPPED = set(
  `script style template svg math iframe object applet noscript noembed noframes textarea select datalist title canvas audio
  video progress meter rp embed`,
);
const VOID = set(
  'area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr',
);
const PREFORMATTED = set('pre listing xmp plaintext textarea');
const INLINE: Record<string, Inline['kind']> = {
  a: 'link',
  em: 'emphasis',
  i: 'emphasis',
  strong: 'strong',
  b: 'strong',
  code: 'code',
  kbd: 'code',
  samp: 'code',
  tt: 'code',
};

/** Tags of the head: anything else begins the body. */
export const HEAD_TAGS = set(
  'head title meta link script style noscript base template basefont bgsound html',
);

/** Start tags that end an `svg` or `math` that was left open. */
export const BREAKS_OUT = set(
  `b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta nobr ol p
  pre ruby s small span strong strike sub sup table tt u ul var`,
);

/** Elements of `svg` and `math` that hold HTML. */
export const HOLDS_HTML = set('foreignobject desc title mi mo mn ms mtext annotation-xml');

function flowOf(name: string): Tag['flow'] {
  if (MARGIN.has(name)) return 2;
  if (BLOCK.has(name)) return 1;
  // Elements of a page's own making stand for blocks as a rule, save within prose.
  return OUTSIDE_P.has(name) || name.includes('-') ? 'outsideP' : 0;
}

function isIn(group: Group, name: string): boolean {
  if (group === 'special') return SPECIAL.has(name);
  // End tags of blocks do not reach past a scope.
  if (group === 'scope') return SCOPE.has(name);
  if (group === 'buttonScope') return SCOPE.has(name) || name === 'button';
  if (group === 'listBarrier') return SPECIAL.has(name) && !/^(?:address|div|p)$/.test(name);
  if (group === 'heading') return /^h[1-6]$/.test(name);
  if (group === 'cell') return name === 'td' || name === 'th';
  return /^(?:thead|tbody|tfoot)$/.test(name);
}

function describe(name: string): Tag {
  return {
    name,
    flow: flowOf(name),
    special: SPECIAL.has(name),
    groups: GROUPS.flatMap((group, g) => (isIn(group, name) ? [g] : [])),
    closesP: CLOSES_P.has(name),
    formatting: FORMATTING.has(name),
    inline: Object.hasOwn(INLINE, name) ? INLINE[name] : undefined,
    skipped: SKIPPED.has(name),
    isVoid: VOID.has(name),
    preformatted: PREFORMATTED.has(name),
  };
}

const known = new Map(
  [...MARGIN, ...BLOCK, ...OUTSIDE_P, ...SPECIAL, ...FORMATTING, ...SKIPPED, 'span', 'time', 'cite'].map(
    (name) => [name, describe(name)],
  ),
);

/** What a tag's name, in small letters, stands for; `image` is `img` in disguise. */
export function tagOf(name: string): Tag {
  return known.get(name === 'image' ? 'img' : name) ?? describe(name);
}
