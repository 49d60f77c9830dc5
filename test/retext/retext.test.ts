import { readFileSync } from 'node:fs';
import { retext } from 'retext';
import { VFile } from 'vfile';
import { reporter } from 'vfile-reporter';
import { expect, it } from 'vitest';
import retextDechaff from '../../src/retext/index.js';

const PAGE = readFileSync(new URL('../../samples/ferry.txt', import.meta.url), 'utf8');

it('warns on boilerplate paragraphs in a retext pipeline, and leaves the text alone', async () => {
  const file = await retext()
    .use(retextDechaff)
    .process(new VFile({ path: 'ferry.txt', value: PAGE }));
  expect(String(file)).toBe(PAGE);
  const copyright = file.messages.find(({ reason }) => reason.includes('All rights reserved'));
  expect(copyright).toMatchObject({
    source: 'dechaff',
    ruleId: 'boilerplate',
    fatal: false,
    line: 47,
    column: 1,
    actual: '© 2026 The Harbour Post. All rights reserved.',
  });
  expect(reporter(file)).toContain('dechaff');
});

it('says nothing of roles that are welcome', async () => {
  const count = async (keep: Iterable<never>) =>
    (await retext().use(retextDechaff, { keep }).process(PAGE)).messages.length;
  const roles = ['headline', 'standfirst', 'subheading', 'body', 'legal-notice'] as never[];
  expect(await count(roles)).toBeLessThan(await count(roles.slice(0, 4)));
});
