import { describe, expect, it } from 'vitest';
import { labelByGold } from '../../src/learn/gold-labels.js';
import { parseText } from '../../src/parse/text.js';
import { tokenise } from '../../src/parse/tokens.js';
import { folderWith } from '../cli/files.js';
import { story } from './generated.js';

const TOWNS = ['Arden', 'Bexley', 'Corwen', 'Denby', 'Elsdon', 'Farley', 'Gorran', 'Hexley'];
/** What a house puts under its stories in ever other words, and no shipped rule knows. */
const bell = (i: number) => `Ring the kettle bell for ${TOWNS[i % 8]} and its ${i} geese.`;

const RULE = `id: wine-cellar
role: product-promo
why: Invites the reader to the cellar of the paper.
phrases: ["our cellar in Arden"]
`;

/** Pages of two sites, with their gold, and a pack with one rule. */
function house() {
  const pages: string[] = [];
  const gold: string[] = [];
  for (let i = 0; i < 14; i++) {
    const article = story(i).join('\n\n');
    const id = `p${i}`;
    const url = `https://www.site-${i % 2}.example/${i}`;
    pages.push(JSON.stringify({ id, url, text: `${article}\n\nVisit our cellar in Arden\n\n${bell(i)}` }));
    gold.push(JSON.stringify({ id, text: article }));
  }
  return folderWith({
    'pages.jsonl': `${pages.join('\n')}\n`,
    'gold.jsonl': `${gold.join('\n')}\n`,
    'house/wine-cellar.yml': RULE,
    'new.txt': `${story(99).join('\n\n')}\n\n${bell(99)}\n`,
  });
}

const LEARN = ['learn', 'pages.jsonl', '--gold', 'gold.jsonl', '--rules', 'house', '-o', 'taught'];

describe('learn --gold', () => {
  it('counts weights of own rules and finds phrases that are left, and says what they gain elsewhere', async () => {
    const folder = house();
    const { code, stdout } = await folder.run(LEARN);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^1 weights of rules and \d+ phrases from 14 pages of 2 sites\n/);
    const [, before, after] = /F1 (\S+) to (\S+),/.exec(stdout)!;
    expect(Number(after)).toBeGreaterThan(Number(before));
    expect(folder.read('taught/weights.yml')).toMatch(/house\/wine-cellar:\n {4}whole: [\d.]+\n/);
    expect(folder.read('taught/phrases.yml')).toContain('the kettle bell');
  });

  it('writes a pack that clean applies with its weights', async () => {
    const folder = house();
    await folder.run(LEARN);
    const args = ['new.txt', '--rules', 'house', '--rules', 'taught', '--to', 'json', '--report', 'r.json'];
    expect((await folder.run([...args, '--report-format', 'json'])).code).toBe(0);
    const [, weight] = /gold-[\w-]*kettle[\w-]*:\n {4}whole: ([\d.]+)/.exec(
      folder.read('taught/weights.yml'),
    )!;
    expect(Number(weight)).toBeGreaterThan(2);
    expect(folder.read('r.json')).toMatch(new RegExp(`taught/gold-[\\w-]*kettle[^}]*"weight": ?${weight}`));
  });

  it('refuses pages without gold, and weights that are none', async () => {
    const folder = house();
    const { code, stderr } = await folder.run(['learn', 'new.txt', '--gold', 'gold.jsonl', '-o', 'taught']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('has no gold of 1 pages, such as "new.txt"')]);
    const broken = folderWith({
      'house/weights.yml': 'weights: {a: 3}\n',
      'house/wine-cellar.yml': RULE,
      'a.txt': 'x',
    });
    expect(await broken.run(['a.txt', '--rules', 'house'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('house/weights.yml:1:'),
    });
  });
});

describe('labels by gold text', () => {
  it('counts runs of words, and takes short paragraphs only where they stand alone', () => {
    const gold = 'The keeper of the lock saw the sport of kings from his window.\n\nSnow';
    const page = parseText(
      'Sport\n\nSnow\n\nthe keeper of the lock saw the sport of kings\n\nan all other line of words here',
    );
    expect([...labelByGold(page, tokenise(page), gold)]).toEqual([0, 1, 1, 0]);
  });
});
