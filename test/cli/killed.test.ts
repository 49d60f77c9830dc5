import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { folderWith, PAGE, PLAIN } from './files.js';

const BIN = fileURLToPath(new URL('../../bin/dechaff.js', import.meta.url));
const KILLS = 20;

const pages = Object.fromEntries(
  Array.from({ length: 120 }, (_, i) => [
    `in/${i % 5}/p${i}.txt`,
    (i % 3 ? PAGE : PLAIN).replaceAll('islands', `isles ${i}`),
  ]),
);
/** Seconds of work: the signal comes in the midst of it, however late the machine lets the test send it. */
const many = Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`in/${i % 7}/p${i}.txt`, PAGE]));
const records = Array.from({ length: 30 }, (_, i) => JSON.stringify({ id: i, text: PAGE })).join('\n');

/** Every file below a folder, the journal's too. */
function treeOf(root: string): [string, string][] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => [path.slice(root.length), readFileSync(path, 'utf8')]);
}

/** Lines of all journals: how far a run is. */
function progressOf(out: string): number {
  const folder = join(out, '.dechaff');
  if (!existsSync(folder)) return 0;
  try {
    const journals = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
    return Math.max(
      0,
      ...journals.map((name) => readFileSync(join(folder, name), 'utf8').split('\n').length),
    );
  } catch {
    // The run has just ended, and its journal has another name.
    return 0;
  }
}

function start(cwd: string, args: string[]) {
  const child = spawn(process.execPath, [BIN, ...args], { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.on('data', (data) => {
    stderr += data;
  });
  return { child, closed: once(child, 'close').then(([code]) => ({ code, stderr })) };
}

/** Waits until a run has done so many inputs more than before, or is at its end. */
async function waitFor(out: string, lines: number, child: ReturnType<typeof start>['child']): Promise<void> {
  const until = progressOf(out) + lines;
  while (child.exitCode === null && progressOf(out) < until) await setTimeout(3);
}

describe('a run that is stopped', () => {
  it('and picked up, at twenty moments, ends as if never killed', { timeout: 900_000 }, async () => {
    const folder = folderWith({ ...pages, 'in/r.jsonl': records });
    const options = ['--report-format', 'json', '--summary', 'summary.json', '--quiet'];
    await folder.run(['in', '-o', 'whole', ...options]);
    const summary = folder.read('summary.json');
    const expectWhole = () => {
      expect(treeOf(folder.path('out'))).toEqual(treeOf(folder.path('whole')));
      expect(folder.read('summary.json')).toBe(summary);
    };
    // How far a run comes before it is hit is up to the machine: one that comes to its end is held against the whole, and begun anew.
    for (let killed = 0, round = 0; killed < KILLS; round++) {
      const jobs = `${1 + (round % 2)}`;
      const { child, closed } = start(folder.root, ['in', '-o', 'out', '--resume', '-j', jobs, ...options]);
      await waitFor(folder.path('out'), 1 + Math.floor(Math.random() * 6), child);
      await setTimeout(Math.random() * 30);
      child.kill('SIGKILL');
      const { code } = await closed;
      if (code === null) killed++;
      else {
        expect(code).toBe(0);
        expectWhole();
        rmSync(folder.path('out'), { recursive: true });
      }
    }
    expect((await folder.run(['in', '-o', 'out', '--resume', ...options])).code).toBe(0);
    expectWhole();
  });

  it.each(['stderr', 'stdout'] as const)(
    'by a reader of %s that goes away ends quietly and leaves no half file',
    { timeout: 120_000 },
    async (gone) => {
      const folder = folderWith({ 'r.jsonl': `${records}\n`.repeat(200) });
      const args = ['r.jsonl', '-o', 'out.jsonl', '-j', '1', '-v', '--report', '-'];
      const child = spawn(process.execPath, [BIN, ...args], {
        cwd: folder.root,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const other = gone === 'stderr' ? child.stdout : child.stderr;
      other.resume();
      child[gone].once('data', () => child[gone].destroy());
      const [code] = await once(child, 'close');
      expect({ code, files: folder.list().sort() }).toEqual({ code: 0, files: ['r.jsonl'] });
    },
  );

  it('by Ctrl-C leaves finished files, no half ones, and ends with 130', { timeout: 120_000 }, async () => {
    const folder = folderWith(many);
    const { child, closed } = start(folder.root, ['in', '-o', 'out', '-j', '1']);
    await waitFor(folder.path('out'), 5, child);
    child.kill('SIGINT');
    const { code, stderr } = await closed;
    expect({ code, stderr }).toEqual({
      code: 130,
      stderr: 'dechaff: stopped; what is finished stays, and --resume goes on from there\n',
    });
    const names = folder.list().filter((name) => name.startsWith('out/'));
    expect(names.length).toBeGreaterThan(3);
    expect(names.filter((name) => !name.endsWith('.txt') || name.includes('.dechaff-'))).toEqual([]);
    expect((await folder.run(['in', '-o', 'out', '--resume'])).code).toBe(0);
    await folder.run(['in', '-o', 'whole']);
    expect(treeOf(folder.path('out'))).toEqual(treeOf(folder.path('whole')));
  });
});
