import { describe, expect, it } from 'vitest';
import {
  choices,
  chooseThresholds,
  DEFAULT_THRESHOLDS,
  LEAST_ARTICLE,
  NO_EFFECT,
  type SignatureEffect,
} from '../../src/learn/thresholds.js';
import { folderWith } from '../cli/files.js';
import { story } from './generated.js';

const effect = (more: Partial<SignatureEffect>) => ({
  ...NO_EFFECT,
  left: 1000,
  article: 5 * LEAST_ARTICLE,
  ...more,
});

describe('thresholds to choose among', () => {
  it('have those that are in use first, and leave what is fixed', () => {
    const all = choices(DEFAULT_THRESHOLDS);
    expect(all[0]).toEqual(DEFAULT_THRESHOLDS);
    expect(new Set(all.map((limits) => JSON.stringify(limits))).size).toBe(all.length);
    const fixed = choices(DEFAULT_THRESHOLDS, { share: 0.07, documents: 9 });
    expect(new Set(fixed.map(({ share, documents }) => `${share} ${documents}`))).toEqual(
      new Set(['0.07 9']),
    );
    expect(new Set(fixed.map(({ articleRate }) => articleRate)).size).toBeGreaterThan(3);
  });

  it('are held against a thousandth of the article, with a sentence to spare', () => {
    const usual = effect({ removed: 500 });
    expect(
      chooseThresholds([usual, effect({ removed: 600, lost: 60 }), effect({ removed: 900, lost: 90 })]),
    ).toBe(1);
    expect(chooseThresholds([usual, effect({ removed: 500 })])).toBe(0);
    expect(chooseThresholds([effect({ removed: 9, lost: 400 }), effect({ lost: 300 })])).toBe(1);
    expect(chooseThresholds([effect({ article: LEAST_ARTICLE - 1 })])).toBeUndefined();
  });
});

const BELL = 'The old bell of the harbour was rung by hand for all who keep the lamps.';
const PAGES = 160;

/** Pages of two houses. Some have a line that the model takes for article text, and the gold does or does not. */
function houses(inGold: boolean) {
  const pages: string[] = [];
  const gold: string[] = [];
  for (let i = 0; i < PAGES; i++) {
    const article = [...story(i), ...story(i + 500)];
    const hasBell = (i >> 2) % 9 === 0;
    const id = `p${String(i).padStart(3, '0')}`;
    const url = `https://www.house-${i % 2}.example/${i}`;
    const text = hasBell ? [...article.slice(0, 3), BELL, ...article.slice(3)] : article;
    pages.push(JSON.stringify({ id, url, text: text.join('\n\n') }));
    gold.push(JSON.stringify({ id, text: (inGold ? text : article).join('\n\n') }));
  }
  return folderWith({
    'pages.jsonl': `${pages.join('\n')}\n`,
    'few.jsonl': `${pages.slice(0, 30).join('\n')}\n`,
    'gold.jsonl': `${gold.join('\n')}\n`,
  });
}

const GOLD = ['learn', 'pages.jsonl', '--gold', 'gold.jsonl', '-o', 'taught'];
const LEARN = ['learn', 'pages.jsonl', '-o', 'signatures'];

const SIGNATURES = 'signatures/sites/house-0.example.yml';

describe('thresholds from gold', () => {
  it('are looser where that removes more, and learn goes by them', async () => {
    const folder = houses(false);
    const { code, stdout } = await folder.run(GOLD);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /thresholds of signatures: .*widespread 0\.1, chosen on 160 pages of 2 sites; .* 100\.00 % of the boilerplate that is left goes, for 0\.00 % of the article; before, 0\.00 %/,
    );
    expect(folder.read('taught/thresholds.yml')).toMatch(
      /\nmin-documents: 4\nmin-share: 0.05\nmax-article-rate: 0.1\nwidespread: 0\.1\n/,
    );
    const learned = () => (folder.has(SIGNATURES) ? folder.read(SIGNATURES) : '');
    await folder.run(LEARN);
    expect(learned()).not.toContain(BELL);
    await folder.run([...LEARN, '--thresholds', 'taught/thresholds.yml']);
    expect(learned()).toContain(BELL);
    await folder.run([...LEARN, '--thresholds', 'taught/thresholds.yml', '--widespread', '.5']);
    expect(learned()).not.toContain(BELL);
    // The pack is one of rules too, and the file is none of them.
    expect((await folder.run(['few.jsonl', '--rules', 'taught', '-o', 'clean.jsonl'])).code).toBe(0);
  });

  it('stay where looser ones cost the article', async () => {
    const folder = houses(true);
    await folder.run(GOLD);
    expect(folder.read('taught/thresholds.yml')).toContain('widespread: 0.15\n');
  });

  it('are not chosen from little, and a broken file is refused', async () => {
    const folder = houses(false);
    await folder.run(GOLD);
    const { stdout } = await folder.run(['learn', 'few.jsonl', '--gold', 'gold.jsonl', '-o', 'taught']);
    expect(stdout).toContain('thresholds of signatures: not chosen; there is too little article');
    expect(folder.has('taught/thresholds.yml')).toBe(false);
    const broken = folderWith({ 't.yml': 'min-share: 2\n', 'a.txt': 'x' });
    const run = (file: string) => broken.run(['learn', 'a.txt', '-o', 'out', '--thresholds', file]);
    expect(await run('t.yml')).toMatchObject({ code: 2, stderr: expect.stringContaining('t.yml:1:') });
    expect(await run('none.yml')).toMatchObject({ code: 2, stderr: expect.stringContaining('no such file') });
  });
});
