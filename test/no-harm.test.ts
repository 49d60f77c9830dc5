import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createModel } from '../src/model.js';
import { clean } from '../src/processor.js';

const PAGES = join(import.meta.dirname, 'pages');
const read = (name: string, file: string) => readFileSync(join(PAGES, name, file), 'utf8');

const JAPANESE = [
  'メニュー',
  'ホーム',
  '港町の小さな図書館、百年目の春を迎える',
  '北の港町にある木造の図書館が、この四月で開館から百年になる。館長の佐々木さんは、毎朝六時に窓を開け、潮の匂いのする風を書架に通すところから一日を始めるという。',
  '建物は大正の終わりに漁業組合が建てたもので、戦争の間は網の倉庫として使われた。屋根の雪を下ろす人が足りず、去年の冬は梁が一本折れたが、町の大工たちが三日で直した。',
  '「本を借りに来る人よりも、火鉢に当たりに来る人のほうが多い日もあります」と佐々木さんは笑う。記念の催しは五月の連休に開かれ、古い地図や航海日誌が並ぶ予定だ。',
  'ログイン',
  '利用規約',
].join('\n');

describe('a text that is clean already', () => {
  it.each(readdirSync(PAGES))('comes out as it went in: %s', async (name) => {
    const expected = read(name, 'expected.txt');
    expect((await clean(expected)).text).toBe(expected);
  });

  it.each(readdirSync(PAGES))('is what cleaning leaves: a second run changes nothing: %s', async (name) => {
    const { text } = await clean(read(name, 'input.txt'));
    expect((await clean(text)).text).toBe(text);
  });
});

describe('languages', () => {
  it('keeps the sentences of a script without spaces', async () => {
    const { text } = await clean(JAPANESE);
    for (const sentence of JAPANESE.split('\n').slice(3, 6)) expect(text).toContain(sentence);
  });
});

describe('roles', () => {
  const page = read('quoted-appeal', 'input.txt');

  it('are not named where nobody asks', async () => {
    const shipped = createModel();
    const model = {
      ...shipped,
      get roles(): never {
        throw new Error('asked for');
      },
    };
    expect((await clean(page, { model })).text).toBe((await clean(page)).text);
    expect((await clean(page, { model, keep: ['body', 'subheading', 'standfirst'] })).text).not.toBe('');
    await expect(clean(page, { model, keep: ['body'] })).rejects.toThrow('asked for');
  });

  it('agree with what stays', async () => {
    const { verdicts } = await clean(page);
    const article = ['headline', 'standfirst', 'subheading', 'body'];
    for (const { role, keep } of verdicts) expect(article.includes(role)).toBe(keep);
  });
});
