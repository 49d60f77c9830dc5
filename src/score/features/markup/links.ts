import type { FeatureGroup } from '../types.js';

const REACH = [-3, -2, -1, 1, 2, 3] as const;
const WINDOWS = [4, 10] as const;
const ANCESTORS = [1, 2, 3] as const;

/** How much of a paragraph, of those around it and of what it stands in is links. */
export const links: FeatureGroup = {
  features: [
    { name: 'linked', why: 'most of it is links' },
    ...REACH.map((d) => ({
      name: `linked-at${d > 0 ? '+' : ''}${d}`,
      why: `the paragraph ${d < 0 ? `${-d} above` : `${d} below`} is links`,
    })),
    ...WINDOWS.map((w) => ({ name: `linked-within-${w}`, why: `paragraphs within ${w} are links` })),
    ...ANCESTORS.map((a) => ({ name: `linked-up-${a}`, why: `the element ${a} up is mostly links` })),
    { name: 'linked-main', why: 'it has more links than the main text' },
    { name: 'links', why: 'it has many links' },
    { name: 'images', why: 'a picture stands in it or right above' },
    { name: 'stressed', why: 'it is all emphasis' },
  ],
  fill({ page }, c, { length, tree }) {
    if (!tree) return;
    const { linked, block, markup, main } = tree;
    const { elements } = markup;
    const n = block.length;
    const sum = new Float64Array(n + 1);
    const mass = new Float64Array(n + 1);
    for (let p = 0; p < n; p++) {
      sum[p + 1] = sum[p] + linked[p] * length[p];
      mass[p + 1] = mass[p] + length[p];
    }
    const density = (e: number) =>
      e < 0 ? 0 : elements[e].linked / Math.max(1, elements[e].end - elements[e].start);
    const mainDensity = density(main);
    const inlines = countInlines(page.children, markup.inlines);
    for (let p = 0; p < n; p++) {
      let k = 0;
      c[k++][p] = linked[p];
      for (const d of REACH) c[k++][p] = p + d >= 0 && p + d < n ? linked[p + d] : 1;
      for (const w of WINDOWS) {
        const from = Math.max(0, p - w);
        const to = Math.min(n, p + w + 1);
        c[k++][p] = (sum[to] - sum[from]) / Math.max(1, mass[to] - mass[from]);
      }
      let at = block[p];
      for (const _ of ANCESTORS) {
        at = at < 0 ? -1 : elements[at].parent;
        c[k++][p] = density(at);
      }
      c[k++][p] = linked[p] - mainDensity;
      c[k++][p] = inlines.links[p];
      c[k++][p] = inlines.images[p];
      c[k++][p] = inlines.stressed[p];
    }
  },
};

/** Links and images of each paragraph (an image between two counts for the lower), and share of it that is emphasis. */
function countInlines(
  children: readonly { start: number; end: number }[],
  inlines: readonly { kind: string; start: number; end: number }[],
) {
  const n = children.length;
  const out = { links: new Float32Array(n), images: new Float32Array(n), stressed: new Float32Array(n) };
  let p = 0;
  for (const { kind, start, end } of inlines) {
    while (p < n && children[p].end < start) p++;
    if (p === n) break;
    if (kind === 'image') out.images[p]++;
    else if (kind === 'link') out.links[p]++;
    else if (kind !== 'code' && end <= children[p].end)
      out.stressed[p] += (end - start) / Math.max(1, children[p].end - children[p].start);
  }
  return out;
}
