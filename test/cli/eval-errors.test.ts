import { describe, expect, it } from 'vitest';
import { folderWith } from './files.js';

const GOLD = 'The boat left at nine.\n';
const record = (value: object) => `${JSON.stringify(value)}\n`;

/** What a run says that ends with 2. */
async function complaint(files: Record<string, string | Uint8Array>, ...args: string[]): Promise<string[]> {
  const { code, stdout, stderr } = await folderWith(files).run(['eval', ...args]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  return stderr.trimEnd().split('\n');
}

describe('documents without a partner', () => {
  const files = { 'p/a.txt': GOLD, 'p/b.txt': GOLD, 'g/b.txt': GOLD, 'g/c.txt': GOLD };

  it('are named, one a line', async () => {
    expect(await complaint(files, 'p', 'g')).toEqual([
      'dechaff: p/a.txt: has no partner in g',
      'dechaff: g/c.txt: has no partner in p',
      'dechaff: --allow-missing leaves out documents without a partner',
    ]);
  });

  it('are left out where that is allowed, and counted', async () => {
    const { code, stdout } = await folderWith(files).run(['eval', 'p', 'g', '--allow-missing']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^1 document, 2 without a partner left out;/);
  });

  it('are an error where no others are there', async () => {
    expect(await complaint({ 'p/a.txt': GOLD, 'g/b.txt': GOLD }, 'p', 'g', '--allow-missing')).toEqual([
      'dechaff: no documents to compare',
    ]);
  });
});

describe('what cannot be read', () => {
  it('is named on both sides', async () => {
    expect(await complaint({}, 'p', 'g')).toEqual([
      'dechaff: p: no such file or folder',
      'dechaff: g: no such file or folder',
    ]);
  });

  it('leaves no score: part of a set is no measure of it', async () => {
    const files = {
      'p/a.txt': new Uint8Array(8),
      'p/b.txt': GOLD,
      'g/a.txt': GOLD,
      'g/b.txt': new Uint8Array(8),
    };
    expect(await complaint(files, 'p', 'g')).toEqual([
      expect.stringMatching(/^dechaff: p\/a\.txt: binary data/),
      expect.stringMatching(/^dechaff: g\/b\.txt: binary data/),
    ]);
  });

  it('is named record by record', async () => {
    const gold = [
      record({ text: GOLD }),
      'no json\n',
      record({ id: 'a', text: GOLD }),
      record({ id: 'a', text: GOLD }),
      record({ id: 'b' }),
      record({ id: 'c', spans: [[0, 5, 'bdy']] }),
      record({ id: 'd', spans: [[5, 5, 'body']] }),
    ].join('');
    expect(await complaint({ 'p.txt': GOLD, 'g.jsonl': gold }, 'p.txt', 'g.jsonl')).toEqual([
      'dechaff: g.jsonl:1:1: "id": it must be a text or a number',
      expect.stringMatching(/^dechaff: g\.jsonl:2:1: not valid JSON: /),
      'dechaff: g.jsonl:4:1: id "a" stands on line 3 already',
      'dechaff: g.jsonl:5:1: "text" or "spans" is missing',
      'dechaff: g.jsonl:6:1: "spans.0.2": unknown role "bdy"; did you mean "body"?',
      'dechaff: g.jsonl:7:1: "spans.0": a span must end behind its start',
    ]);
  });

  it('is named in labels', async () => {
    const labels = { a: [{ role: 'body', from_line: 2, to_line: 1 }], b: [] };
    const files = { 'a.txt': GOLD, 'g.json': record(labels) };
    expect(await complaint(files, '--input', 'a.txt', '--gold', 'g.json')).toEqual([
      'dechaff: g.json: "a.0": from_line is behind to_line',
      'dechaff: g.json: "b": no line has a role',
    ]);
  });
});

describe('roles that do not fit the page', () => {
  it('are named', async () => {
    const beyond = { 'a.txt': GOLD, 'g.jsonl': record({ id: 'a', spans: [[0, 99, 'body']] }) };
    expect(await complaint(beyond, '--input', 'a.txt', '--gold', 'g.jsonl')).toEqual([
      'dechaff: g.jsonl:1: span [0, 99, body] ends behind the page, which has 23 code units',
    ]);
    const blank = { 'a.txt': GOLD, 'g.json': record({ a: [{ role: 'body', from_line: 4, to_line: 9 }] }) };
    expect(await complaint(blank, '--input', 'a.txt', '--gold', 'g.json')).toEqual([
      'dechaff: g.json: a: lines 4 to 9 of the page hold no text',
    ]);
  });

  it('are no text without the page', async () => {
    const files = { 'a.txt': GOLD, 'g.jsonl': record({ id: 'a', spans: [[0, 5, 'body']] }) };
    expect(await complaint(files, 'a.txt', 'g.jsonl')).toEqual([
      'dechaff: g.jsonl:1: has no text; roles alone need the pages: --input',
    ]);
  });
});

describe('wrong usage', () => {
  const files = { 'p.txt': GOLD, 'g.txt': GOLD };
  const FORMS = 'dechaff: eval takes PRED and GOLD, or --input and --gold (see dechaff eval --help)';

  it.each([
    ['nothing', []],
    ['one side', ['p.txt']],
    ['half of the other form', ['--input', 'p.txt']],
    ['both forms', ['p.txt', 'g.txt', '--gold', 'g.txt']],
  ])('is %s', async (_, args) => {
    expect(await complaint(files, ...args)).toEqual([FORMS]);
  });

  it('is to say how to clean what is clean', async () => {
    expect(await complaint(files, 'p.txt', 'g.txt', '--drop', 'headline')).toEqual([
      'dechaff: --drop says how pages are cleaned: it needs --input instead of PRED',
    ]);
    expect(await complaint(files, 'p.txt', 'g.txt', '--no-model')).toEqual([
      'dechaff: --no-model says how pages are cleaned: it needs --input instead of PRED',
    ]);
  });

  it('is a number out of range', async () => {
    expect((await complaint(files, 'p.txt', 'g.txt', '--min-f1', '95'))[0]).toContain('from 0 to 1');
    expect((await complaint(files, 'p.txt', 'g.txt', '--worst', '-1'))[0]).toContain('whole number');
  });

  it('is to write the result over what is compared', async () => {
    expect(await complaint(files, 'p.txt', 'g.txt', '--report-file', 'g.txt')).toEqual([
      'dechaff: g.txt: would be overwritten by the result; choose another place',
    ]);
  });
});
