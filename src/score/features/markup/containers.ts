import type { FeatureGroup } from '../types.js';

const UP = [0, 1, 2, 3, 4, 5] as const;
const FAR = 20;

/** Where a paragraph stands in the tree, beside the element that holds the main text. */
export const containers: FeatureGroup = {
  features: [
    { name: 'depth', why: 'it stands deep in the tree' },
    ...UP.map((k) => ({
      name: `text-up-${k}`,
      why:
        k === 0
          ? "its element holds much of the page's text"
          : `the element ${k} up holds much of the page's text`,
    })),
    ...UP.slice(1, 4).map((k) => ({
      name: `running-up-${k}`,
      why: `most words of the element ${k} up are running text`,
    })),
    { name: 'in-main', why: 'it stands in the element with the most running text' },
    { name: 'up-to-main', why: 'steps up from it to what holds the main text too' },
    { name: 'down-to-main', why: 'steps down from there to the main text' },
    { name: 'meets-share', why: 'what holds it and the main text holds much of the page' },
    { name: 'meets-running', why: 'what holds it and the main text is running text' },
    { name: 'main-share', why: "the main text is much of the page's running text" },
    { name: 'depth-from-main', why: 'it stands deeper than the main text' },
    { name: 'like-main', why: 'its element is of the same kind as those of the main text' },
    { name: 'siblings', why: 'many elements like its own stand beside it' },
    { name: 'sibling-words', why: 'the elements beside its own are long' },
    { name: 'branch-words', why: 'its branch beside the main text is long' },
    { name: 'branch-running', why: 'its branch beside the main text is running text' },
    { name: 'branch-linked', why: 'its branch beside the main text is links' },
  ],
  fill(_, c, { length, running: runs, tree }) {
    if (!tree) return;
    const { block, markup, words, running, depth, main, meets } = tree;
    const { elements } = markup;
    const total = Math.max(
      1,
      length.reduce((sum, w) => sum + w, 0),
    );
    const allRunning = Math.max(
      1,
      length.reduce((sum, w, p) => sum + (runs[p] ? w : 0), 0),
    );
    const sizes = siblingSizes(elements, words);
    const branch = branches(elements, meets);
    const mainKinds = new Set<string>();
    for (let p = 0; p < block.length; p++)
      if (runs[p] && block[p] >= 0 && elements[block[p]].parent === main)
        mainKinds.add(kindOf(elements[block[p]]));
    for (let p = 0; p < block.length; p++) {
      const e = block[p];
      if (e < 0) continue;
      let k = 0;
      c[k++][p] = Math.min(60, depth[e]);
      let at = e;
      for (const _ of UP) {
        c[k++][p] = at < 0 ? 1 : words[at] / total;
        at = at < 0 ? -1 : elements[at].parent;
      }
      at = e;
      for (const _ of [1, 2, 3]) {
        at = at < 0 ? -1 : elements[at].parent;
        c[k++][p] = at < 0 ? 0 : running[at] / Math.max(1, words[at]);
      }
      const meet = meets[e];
      c[k++][p] = main >= 0 && meet === main ? 1 : 0;
      c[k++][p] = meet < 0 ? FAR : Math.min(FAR, depth[e] - depth[meet]);
      c[k++][p] = meet < 0 ? FAR : Math.min(FAR, depth[main] - depth[meet]);
      c[k++][p] = meet < 0 ? 1 : words[meet] / total;
      c[k++][p] = meet < 0 ? 0 : running[meet] / Math.max(1, words[meet]);
      c[k++][p] = main < 0 ? 0 : running[main] / allRunning;
      c[k++][p] = main < 0 ? 0 : Math.max(-FAR, Math.min(FAR, depth[e] - depth[main]));
      c[k++][p] = mainKinds.has(kindOf(elements[e])) ? 1 : 0;
      c[k++][p] = Math.min(99, sizes.count[e]);
      c[k++][p] = sizes.words[e] / Math.max(1, sizes.count[e]);
      const b = branch[e];
      c[k++][p] = Math.log2(1 + words[b]);
      c[k++][p] = running[b] / Math.max(1, words[b]);
      c[k++][p] = elements[b].linked / Math.max(1, elements[b].end - elements[b].start);
    }
  },
};

function kindOf({ tag, tokens }: { tag: string; tokens: readonly string[] }): string {
  return `${tag} ${tokens.join(' ')}`;
}

/** By element: how many of its siblings have its tag, itself included, and the words in them. */
function siblingSizes(
  elements: readonly { tag: string; parent: number }[],
  words: Float64Array,
): { count: Float64Array; words: Float64Array } {
  const sums = new Map<string, { count: number; words: number }>();
  const keys = elements.map(({ tag, parent }) => `${parent} ${tag}`);
  keys.forEach((key, e) => {
    const sum = sums.get(key) ?? { count: 0, words: 0 };
    sum.count++;
    sum.words += words[e];
    sums.set(key, sum);
  });
  return {
    count: Float64Array.from(keys, (key) => sums.get(key)!.count),
    words: Float64Array.from(keys, (key) => sums.get(key)!.words),
  };
}

/** By element: the outermost element around it that does not hold the main text; itself where it does. */
function branches(elements: readonly { parent: number }[], meets: Int32Array): Int32Array {
  const out = new Int32Array(elements.length);
  for (let e = 0; e < elements.length; e++) {
    const { parent } = elements[e];
    out[e] = parent < 0 || meets[e] === e || meets[parent] === parent ? e : out[parent];
  }
  return out;
}
