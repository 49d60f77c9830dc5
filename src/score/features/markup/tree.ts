import type { Markup, Page } from '../../../types.js';
import { nameSlots, scoreLists } from '../../name-table.js';
import { NO_PHRASES, type PhraseScores } from '../../phrase-table.js';
import { targetSlots } from '../../target-table.js';
import type { FeatureInput, MarkupTables, Shared } from '../types.js';

/** What several features of pages with markup need, by element and by paragraph. */
export interface Tree {
  /** What the names of its elements say of each paragraph. */
  names: PhraseScores;
  /** What its links and images lead to says of each paragraph; where that was learned. */
  targets: PhraseScores | undefined;
  markup: Markup;
  /** By paragraph: its innermost block element, -1 for none. */
  block: Int32Array;
  /** By paragraph: share of its code units that stand in links. */
  linked: Float32Array;
  /** By element: words in it, and those of running paragraphs. */
  words: Float64Array;
  running: Float64Array;
  /** By element: how deep it stands, the outermost at 0. */
  depth: Uint32Array;
  /** The element whose children and grandchildren hold the most running words; -1 where nothing runs. */
  main: number;
  /** By element: the nearest ancestor of `main` that it stands in, itself included; -1 for none. */
  meets: Int32Array;
}

const NO_TABLES: MarkupTables = { names: NO_PHRASES };

/** Gathers the facts of a page's markup; undefined where it has none. */
export function shareTree(
  { page, markupTables = NO_TABLES }: FeatureInput,
  shared: Shared,
): Tree | undefined {
  const { markup, children } = page;
  if (!markup) return undefined;
  const block = Int32Array.from(children, (p) => p.block ?? -1);
  const { elements } = markup;
  const words = new Float64Array(elements.length);
  const running = new Float64Array(elements.length);
  const direct = new Float64Array(elements.length);
  for (let p = 0; p < block.length; p++) {
    const at = block[p];
    if (at < 0) continue;
    words[at] += shared.length[p];
    if (!shared.running[p]) continue;
    running[at] += shared.length[p];
    const parent = elements[at].parent;
    if (parent < 0) continue;
    direct[parent] += shared.length[p];
    if (elements[parent].parent >= 0) direct[elements[parent].parent] += shared.length[p] * GRANDCHILD;
  }
  const depth = new Uint32Array(elements.length);
  for (let e = 0; e < elements.length; e++)
    depth[e] = elements[e].parent < 0 ? 0 : depth[elements[e].parent] + 1;
  // Parents stand before their children: one walk backwards adds everything up.
  for (let e = elements.length - 1; e > 0; e--) {
    const { parent } = elements[e];
    if (parent < 0) continue;
    words[parent] += words[e];
    running[parent] += running[e];
  }
  let main = -1;
  for (let e = 0; e < elements.length; e++)
    if (direct[e] > 0 && (main < 0 || direct[e] > direct[main])) main = e;
  return {
    markup,
    block,
    linked: linkShares(page, markup),
    words,
    running,
    depth,
    main,
    meets: meetings(markup, main),
    names: scoreLists(nameSlots(page, markup), markupTables.names),
    targets: markupTables.targets && scoreLists(targetSlots(page, markup), markupTables.targets),
  };
}

/** A running paragraph counts this much for its block's grandparent (as in Readability.js). */
const GRANDCHILD = 0.5;

/** By element: the nearest of an element and its ancestors that it stands in, itself included; -1 for none. */
export function meetings({ elements }: Markup, element: number): Int32Array {
  const out = new Int32Array(elements.length).fill(-1);
  for (let at = element; at >= 0; at = elements[at].parent) out[at] = at;
  for (let e = 0; e < elements.length; e++)
    if (out[e] < 0 && elements[e].parent >= 0) out[e] = out[elements[e].parent];
  return out;
}

/** Share of each paragraph's code units that stand in links. Links do not overlap. */
function linkShares({ children }: Page, { inlines }: Markup): Float32Array {
  const out = new Float32Array(children.length);
  const links = inlines.filter(({ kind }) => kind === 'link');
  let k = 0;
  for (let p = 0; p < children.length; p++) {
    const { start, end } = children[p];
    while (k < links.length && links[k].end <= start) k++;
    let units = 0;
    for (let i = k; i < links.length && links[i].start < end; i++)
      units += Math.max(0, Math.min(end, links[i].end) - Math.max(start, links[i].start));
    out[p] = Math.min(1, units / Math.max(1, end - start));
  }
  return out;
}
