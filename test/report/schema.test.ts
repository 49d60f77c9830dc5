import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROLES } from '../../src/roles.js';
import { run } from '../spy.js';

const ROOT = join(import.meta.dirname, '../..');

interface ObjectSchema {
  required: string[];
  properties: Record<string, ObjectSchema>;
}
const schema = JSON.parse(readFileSync(join(ROOT, 'schema/report.schema.json'), 'utf8'));
const { document, paragraph, evidence, line, role } = schema.$defs;

/** All required keys are there, and no key that the schema does not know. */
function expectKeys(value: object, { required, properties }: ObjectSchema): void {
  expect(Object.keys(value)).toEqual(expect.arrayContaining(required));
  expect(Object.keys(properties)).toEqual(expect.arrayContaining(Object.keys(value)));
}

async function report(form: string) {
  const { stdout } = await run(['ferry.txt', '--no-config', '--report', '-', '--report-format', form], {
    cwd: join(ROOT, 'samples'),
  });
  return JSON.parse(stdout.slice(stdout.indexOf('{"schemaVersion"')));
}

describe('the schema of the JSON report', () => {
  it('knows the roles', () => {
    expect(role.enum).toEqual([...ROLES]);
  });

  it('has the keys that a report has', async () => {
    const whole = await report('json');
    expectKeys(whole, schema);
    expect(whole.schemaVersion).toBe(schema.$defs.schemaVersion.const);
    expect(whole.rules).toMatch(new RegExp(schema.$defs.rulesHash.pattern));
    expect(whole.documents).toHaveLength(1);
    const [page] = whole.documents;
    expectKeys(page, document);
    expectKeys(page.counts, document.properties.counts);
    expectKeys(page.metadata, document.properties.metadata);
    expect(page.paragraphs.length).toBe(page.counts.paragraphs);
    for (const p of page.paragraphs) {
      expectKeys(p, paragraph);
      expect(role.enum).toContain(p.role);
      expect(p.evidence.length).toBeGreaterThanOrEqual(paragraph.properties.evidence.minItems);
      for (const reason of p.evidence) expectKeys(reason, evidence);
    }
  });

  it('has the keys of a line of the JSON lines report', async () => {
    expectKeys(await report('jsonl'), {
      required: [...line.required, ...document.required],
      properties: { ...line.properties, ...document.properties },
    });
  });
});
