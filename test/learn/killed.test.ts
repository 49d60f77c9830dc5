import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { folderWith } from '../cli/files.js';
import { record } from './generated.js';

const BIN = fileURLToPath(new URL('../../bin/dechaff.js', import.meta.url));
/** Pages as files of one record, one of which cannot be read; a thousand are a part. */
function crawl(pages: number) {
  const date = { date: '2024-03-01' };
  return folderWith(
    Object.fromEntries(
      Array.from({ length: pages }, (_, i) => [
        `in/${String(i).padStart(4, '0')}.jsonl`,
        i === 7 ? 'broken\n' : `${record(i, date)}\n`,
      ]),
    ),
  );
}

const notesIn = (folder: string) =>
  (existsSync(folder) ? readdirSync(folder) : []).filter((name) => name.endsWith('.json'));

/** Starts a run and sends it a signal once it has kept so many parts. */
async function stop(cwd: string, args: string[], signal: 'SIGKILL' | 'SIGINT', parts: string, least: number) {
  const child = spawn(process.execPath, [BIN, ...args], { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.on('data', (data) => {
    stderr += data;
  });
  const closed = once(child, 'close');
  while (child.exitCode === null && notesIn(parts).length < least) await setTimeout(3);
  child.kill(signal);
  const [code] = await closed;
  return { code, stderr };
}

describe('learn that is stopped', () => {
  it('and picked up ends as if never killed', { timeout: 300_000 }, async () => {
    const folder = crawl(1900);
    for (const [out, more] of [
      ['out', []],
      ['out.parquet', ['--partial']],
    ] as const) {
      const parts = folder.path(
        more.length > 0 ? `.dechaff/learn/${out}` : `${out}/.dechaff/learn/signatures`,
      );
      const args = ['learn', 'in', '-j', '1', '--temp', 'temp', ...more, '-o'];
      const whole = await folder.run([...args, `whole-${out}`]);
      const { code } = await stop(folder.root, [...args, out], 'SIGKILL', parts, 1);
      expect([code, folder.has(out) && statSync(folder.path(out)).isFile()]).toEqual([null, false]);
      expect(notesIn(parts)).toHaveLength(1);
      const resumed = await folder.run([...args, out, '--resume']);
      expect(resumed).toEqual(whole);
      expect(resumed.code).toBe(2);
      expect(resumed.stderr).toContain('in/0007.jsonl:1: not valid JSON');
      const file = more.length > 0 ? '' : '/sites/pebble-lane.example.yml';
      expect(folder.bytes(`${out}${file}`).equals(folder.bytes(`whole-${out}${file}`))).toBe(true);
      expect(existsSync(parts)).toBe(false);
    }
    expect(readdirSync(folder.root).sort()).toEqual(
      ['in', 'out', 'out.parquet', 'temp', 'whole-out', 'whole-out.parquet'].sort(),
    );
  });

  it('by Ctrl-C leaves no temporary folder, counts no part twice, and a changed input anew', {
    timeout: 300_000,
  }, async () => {
    const folder = crawl(2900);
    mkdirSync(folder.path('temp'));
    const args = ['learn', 'in', '--temp', 'temp', '-o'];
    const parts = folder.path('out/.dechaff/learn/signatures');
    const stopped = {
      code: 130,
      stderr: expect.stringMatching(
        /dechaff: stopped; what is counted stays, and --resume goes on from there\n$/,
      ),
    };
    expect(await stop(folder.root, [...args, 'out', '-j', '1'], 'SIGINT', parts, 1)).toEqual(stopped);
    const [note] = notesIn(parts);
    const written = statSync(`${parts}/${note}`).mtimeMs;
    const again = [...args, 'out', '-j', '2', '--resume'];
    expect(await stop(folder.root, again, 'SIGINT', parts, 2)).toEqual(stopped);
    expect(statSync(`${parts}/${note}`).mtimeMs).toBe(written);
    expect(readdirSync(folder.path('temp'))).toEqual([]);
    expect(notesIn(parts)).toHaveLength(2);
    writeFileSync(folder.path('in/0007.jsonl'), `${record(7)}\n`);
    const { code, stderr } = await folder.run([...args, 'out', '--resume']);
    expect([code, stderr]).toEqual([0, expect.stringMatching(/^\d+ signatures of 1 sites\n$/)]);
    await folder.run([...args, 'whole']);
    const file = 'sites/pebble-lane.example.yml';
    expect(folder.read(`out/${file}`)).toBe(folder.read(`whole/${file}`));
    expect(folder.read(`out/${file}`)).toContain(`documents: 2900`);
  });

  it('has nothing to pick up of what is not counted', async () => {
    const { code, stderr } = await crawl(1).run(['learn', 'in', '--observations', '--resume']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('--resume: only counting can be picked up')]);
  });
});
