import { reporter } from 'vfile-reporter';
import { expect, it } from 'vitest';
import { MEASURES, measureOf } from '../../src/check/measures/index.js';
import { toVFile } from '../../src/check/message.js';
import { REPORT } from './report/sample.js';

it("is a message that unified's own reporter prints, with place, rule, note and address", () => {
  const [document] = REPORT.documents;
  const file = toVFile(document);
  expect(file.messages[1]).toMatchObject({
    source: 'dechaff',
    ruleId: 'boilerplate',
    fatal: true,
    line: 3,
    column: 1,
    note: measureOf('boilerplate').help,
    url: expect.stringMatching(/#boilerplate$/),
  });
  expect(reporter(file)).toMatch(/3:1-3:31\s+error\s+newsletter-prompt.*boilerplate\s+dechaff/);
});

it('has a help for every rule', () => {
  expect(new Set(MEASURES.map(({ id }) => id)).size).toBe(MEASURES.length);
  for (const { what, why, help } of MEASURES) for (const text of [what, why, help]) expect(text).not.toBe('');
  expect(() => measureOf('no-such')).toThrow('no measure');
});
