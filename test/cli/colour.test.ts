import { describe, expect, it } from 'vitest';
import type { RunOptions } from '../spy.js';
import { folderWith, PAGE } from './files.js';

const ESCAPE = '\u001b[';
const coloured = async (args: string[], options: RunOptions) =>
  (
    await folderWith({ 'page.txt': PAGE }).run(['page.txt', '--report', '-', ...args], options)
  ).stdout.includes(ESCAPE);

describe('colour', () => {
  it('comes on a terminal, and nowhere else', async () => {
    expect(await coloured([], { tty: true })).toBe(true);
    expect(await coloured([], { tty: false })).toBe(false);
    expect(await coloured([], { tty: true, env: { TERM: 'dumb' } })).toBe(false);
  });

  it('obeys --color before all', async () => {
    expect(await coloured(['--color', 'always'], { env: { NO_COLOR: '1' } })).toBe(true);
    expect(await coloured(['--color', 'never'], { tty: true, env: { FORCE_COLOR: '1' } })).toBe(false);
  });

  it('obeys NO_COLOR, then FORCE_COLOR', async () => {
    expect(await coloured([], { tty: true, env: { NO_COLOR: '1' } })).toBe(false);
    expect(await coloured([], { env: { NO_COLOR: '1', FORCE_COLOR: '1' } })).toBe(false);
    expect(await coloured([], { env: { FORCE_COLOR: '1' } })).toBe(true);
    expect(await coloured([], { tty: true, env: { FORCE_COLOR: '0' } })).toBe(false);
    expect(await coloured([], { tty: true, env: { NO_COLOR: '' } })).toBe(true);
  });

  it('stays out of files, so that a diff can be applied', async () => {
    const folder = folderWith({ 'page.txt': PAGE });
    await folder.run(['page.txt', '-o', 'clean.txt'], { tty: true, env: { FORCE_COLOR: '1' } });
    expect(folder.read('clean.txt') + folder.read('clean.txt.diff')).not.toContain(ESCAPE);
  });
});
