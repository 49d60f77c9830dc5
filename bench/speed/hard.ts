import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createModel } from '../../src/model.js';
import { parseFixture } from '../../src/pack/fixture.js';
import { createProcessor } from '../../src/processor.js';
import { ROOT } from './children.js';

/** A hard input at two sizes, the second ten times the first; `seconds` are of its own time, and missing where it did not end in `MOST`. */
export interface HardCost {
  name: string;
  runs: { size: number; megabytes?: number; seconds?: number }[];
}

/** Milliseconds after which a run is ended. */
const MOST = 300_000;
/** Near-misses: how often each is repeated to find the slowest, how often those are, and how many of them. */
const FIRST = 200;
const THEN = [10_000, 100_000];
const SLOWEST = 3;

function run(name: string, size: number, text = ''): HardCost['runs'][number] {
  try {
    const script = join(import.meta.dirname, 'hard-input.mjs');
    const out = execFileSync(process.execPath, ['--max-old-space-size=8192', script, name, `${size}`, text], {
      timeout: MOST,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return { size, ...JSON.parse(out.toString()) };
  } catch {
    return { size };
  }
}

/** Long lines, many lines, deep markup. */
export function costOfShapes(): HardCost[] {
  const inputs: [string, number[]][] = [
    ['one line', [5, 50]],
    ['many lines', [100_000, 1_000_000]],
    ['deep HTML', [10_000, 100_000]],
    ['deep tables', [10_000, 100_000]],
  ];
  return inputs.map(([name, sizes]) => ({ name, runs: sizes.map((size) => run(name, size)) }));
}

/** Paragraphs that a rule must not match though they look like it, from its fixture: `[rule, paragraph]`. */
function nearMisses(): [string, string][] {
  const folder = join(ROOT, 'rules');
  const fixtures = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.test.txt'),
  );
  return fixtures.sort().flatMap((file) =>
    parseFixture(readFileSync(join(folder, file), 'utf8'))
      .filter(({ expect }) => expect === 'keep')
      .map(({ text }): [string, string] => [file.replace('.test.txt', ''), text.trim().replace(/\s+/g, ' ')]),
  );
}

/** Every near-miss, repeated on one line and line by line; the slowest by the megabyte again, ten and a hundred times as often. */
export async function costOfNearMisses(): Promise<{ tried: number; median: number; slowest: HardCost[] }> {
  const processor = createProcessor({ model: createModel(), language: false });
  const tried: { rule: string; text: string; name: string; perMegabyte: number }[] = [];
  for (const [rule, text] of nearMisses())
    for (const [name, between] of [
      ['repeated on one line', ' '],
      ['repeated line by line', '\n'],
    ]) {
      const input = `${text}${between}`.repeat(FIRST);
      const before = process.cpuUsage();
      await processor.process(input);
      const { user, system } = process.cpuUsage(before);
      tried.push({ rule, text, name, perMegabyte: (user + system) / input.length });
    }
  tried.sort((a, b) => b.perMegabyte - a.perMegabyte);
  const slowest = tried.slice(0, SLOWEST).map(({ rule, text, name }) => ({
    name: `${rule}, ${name}`,
    runs: THEN.map((size) => run(name, size, text)),
  }));
  return { tried: tried.length, median: tried[tried.length >> 1].perMegabyte, slowest };
}
