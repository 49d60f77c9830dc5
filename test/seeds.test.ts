import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { clean } from '../src/index.js';
import { freshFolder, run } from './spy.js';

const SEEDS = join(import.meta.dirname, '../../shared/seeds');
const NAMES = ['news-2013-layout', 'news-modern-layout'];

interface GoldRange {
  role: string;
  from_line: number;
  to_line: number;
}

if (process.env.CI === 'true' && !existsSync(SEEDS)) throw new Error('CI needs ../shared/seeds');

describe.skipIf(!existsSync(SEEDS)).each(NAMES)('seed %s', (name) => {
  const read = (ending: string) => readFileSync(join(SEEDS, name + ending), 'utf8');

  it('comes out byte for byte', async () => {
    const { stdout, code } = await run([], { input: read('.txt') });
    expect(stdout).toBe(read('.clean.txt'));
    expect(code).toBe(0);
  });

  it('has the right role on every line', async () => {
    const gold = (JSON.parse(readFileSync(join(SEEDS, 'gold.json'), 'utf8')) as Record<string, GoldRange[]>)[
      name
    ];
    const { paragraphs, verdicts } = await clean(read('.txt'));
    const roleOf = (line: number) => gold.find((g) => line >= g.from_line && line <= g.to_line)?.role;
    expect(paragraphs.map((p, i) => `${p.line} ${verdicts[i].role}`)).toEqual(
      paragraphs.map((p) => `${p.line} ${roleOf(p.line)}`),
    );
  });

  it('has a diff that reverses to the input byte for byte', async () => {
    const cwd = freshFolder();
    writeFileSync(join(cwd, 'page.txt'), read('.txt'));
    await run(['page.txt', '-o', 'clean.txt'], { cwd });
    execFileSync('patch', ['-s', 'page.txt', 'clean.txt.diff'], { cwd });
    expect(readFileSync(join(cwd, 'page.txt'), 'utf8')).toBe(read('.clean.txt'));
    execFileSync('patch', ['-s', '-R', 'page.txt', 'clean.txt.diff'], { cwd });
    expect(readFileSync(join(cwd, 'page.txt'), 'utf8')).toBe(read('.txt'));
  });
});
