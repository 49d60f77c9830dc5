import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROLES } from '../../src/roles.js';
import { run } from '../spy.js';

const ROOT = join(import.meta.dirname, '../..');

it('describes the JSON report that is written', async () => {
  const page = readFileSync(join(ROOT, 'samples/ferry.txt'), 'utf8');
  const schema = JSON.parse(readFileSync(join(ROOT, 'schema/report.schema.json'), 'utf8'));
  const { stdout } = await run(
    ['--keep', 'headline', '--drop', 'headline', '--report', '-', '--report-format', 'json'],
    {
      input: page,
    },
  );
  const report = JSON.parse(stdout);
  expect(Object.keys(report)).toEqual(schema.required);
  expect(schema.$defs.role.enum).toEqual([...ROLES]);
  const [document] = report.documents;
  expect(Object.keys(document)).toEqual(expect.arrayContaining(schema.$defs.document.required));
  for (const p of document.paragraphs) {
    expect(Object.keys(p)).toEqual(schema.$defs.paragraph.required);
    expect(page.slice(p.start, p.end)).toBe(p.text);
    expect(p.evidence.length).toBeGreaterThan(0);
  }
});
