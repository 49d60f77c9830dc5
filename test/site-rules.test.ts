import { beforeAll, describe, expect, it } from 'vitest';
import { createModel, type Model } from '../src/model.js';
import { clean } from '../src/processor.js';
import { folderWith, PAGE, STORY } from './cli/files.js';

const LINE = 'When you are on the islands, visit the harbour hotel!';
const text = PAGE.replace('© 2026', `${LINE}\n\n© 2026`);
const url = 'https://www.quay.example/ferry';
const SITE = `host: quay.example
rules:
  - id: hotel
    role: advertisement
    why: The harbour hotel pays for this line.
    phrases: ["when you are ... visit the harbour hotel"]
    tests: { remove: ["${LINE}"], keep: ["The hotel at the harbour is shut"] }
keep:
  - id: rights
    why: On this site the last line belongs to the story.
    phrases: ["all rights reserved"]
    tests: { keep: ["All rights reserved."], remove: ["The rights are reserved"] }
`;

describe('rules of a site', () => {
  let model: Model;
  const rulesOn = async (options: object, line: string) => {
    const { paragraphs, verdicts } = await clean(text, { model, ...options });
    const p = paragraphs.findIndex(({ start }) => text.startsWith(line, start));
    return { ...verdicts[p], keep: verdicts[p].keep, rules: verdicts[p].evidence.map(({ rule }) => rule) };
  };

  beforeAll(() => {
    const folder = folderWith({
      'house/sites/quay.example.yml': SITE,
      'house/sites/pier.example.yml': 'host: pier.example\n',
    });
    model = createModel([], undefined, [folder.path('house')]);
  });

  it('speak on its pages', async () => {
    expect((await rulesOn({ url }, LINE)).rules).toContain('house/sites/quay.example/hotel');
    expect((await clean(text, { model, url })).document.url).toBe(url);
  });

  it.each([{}, { url: 'https://inland.example/quay.example' }])('are silent on others', async (options) => {
    expect((await rulesOn(options, LINE)).rules).not.toContain('house/sites/quay.example/hotel');
    expect((await clean(text, { model, ...options })).text).toBe((await clean(text)).text);
  });

  it.each([true, false])('keep what the site must keep, with the model or without', async (useModel) => {
    expect((await clean(text, { model, useModel })).text).not.toContain('All rights reserved');
    const { text: kept } = await clean(text, { model, url, useModel });
    expect(kept).toContain('All rights reserved');
    expect(kept).toContain(STORY);
    const [line] = /©.*/.exec(text)!;
    expect(await rulesOn({ url, useModel }, line)).toMatchObject({
      keep: true,
      rules: expect.arrayContaining(['house/sites/quay.example/rights']),
    });
  });

  it('that are broken fail the pages of their site, and say where', async () => {
    await expect(clean(text, { model, url: 'https://pier.example/' })).rejects.toThrow(
      /sites\/pier\.example\.yml:1:1: needs a rule/,
    );
  });
});
