import { execFileSync } from 'node:child_process';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { http, warcRecord } from '../read/inputs.js';
import { run } from '../spy.js';
import { folderWith, PAGE, PLAIN } from './files.js';

const STORY = (name: string) =>
  Array.from(
    { length: 6 },
    (_, i) =>
      `${name} walked to the harbour on day ${i + 1}, where the boats of ${name} lay in the evening light, and nobody asked what the ${i + 3} baskets on the quay were for.`,
  ).join('\n\n');

const check = (folder: ReturnType<typeof folderWith>, ...args: string[]) => folder.run(['check', ...args]);
const lines = (stdout: string) =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('check', () => {
  it('lets a clean corpus pass', async () => {
    const { code, stdout, stderr } = await check(folderWith({ 'c/a.txt': PLAIN }), 'c');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('1 document, 0 with findings: 0 errors, 0 warnings');
  });

  it('fails where text is dirty, with the reason on the line', async () => {
    const { code, stdout } = await check(folderWith({ 'c/a.txt': PAGE }), 'c');
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /47:1 {2}error {4}legal-notice: "© 2026 The Harbour Post\. All rights reserved\." {2}boilerplate/,
    );
  });

  it('finds empty, short, foreign, wrongly decoded, copied and nearly copied documents', async () => {
    const folder = folderWith({
      'c/a.txt': STORY('Anna'),
      'c/b-copy.txt': `${STORY('Anna')}\n`,
      'c/c-near.txt': STORY('Anna').replace('asked', 'wondered'),
      'c/d-empty.txt': ' \n',
      'c/e-short.txt': 'Three short words.',
      'c/f-german.txt':
        'Am Abend lagen die Boote im Hafen, und niemand fragte, wofür die Körbe auf dem Kai bestimmt waren, denn es war kalt und der Wind wehte von Norden her über das Wasser.',
      'c/g-mojibake.txt': `${STORY('Berta')}\n\nThe cafÃ© was closed.`,
    });
    const { code, stdout } = await check(folder, 'c', '--languages', 'en', '--report', 'jsonl');
    expect(code).toBe(1);
    const found = lines(stdout).filter(({ type }) => type === 'finding');
    expect(found.map(({ path, rule }) => `${path} ${rule}`)).toEqual([
      'c/b-copy.txt duplicate',
      'c/c-near.txt near-duplicate',
      'c/d-empty.txt empty',
      'c/e-short.txt short',
      'c/f-german.txt language',
      'c/g-mojibake.txt mojibake',
    ]);
    expect(found[0]).toMatchObject({ related: 'c/a.txt', severity: 'error' });
    expect(found[5]).toMatchObject({ line: 13, column: 8 });
  });

  it('finds paragraphs that stand in several documents, but not those of copies', async () => {
    const notice = 'This story was made with the help of readers on all of the islands.';
    const files = {
      'c/Anna.txt': `${STORY('Anna')}\n\n${notice}`,
      'c/Berta.txt': `${PLAIN}\n${notice}`,
      'c/Carla.txt': `${notice}\n\nThe mill at the bend of the river has been sold to a baker from the next valley.`,
    };
    const { stdout } = await check(
      folderWith({ ...files, 'c/z.txt': files['c/Anna.txt'] }),
      'c',
      '--report',
      'jsonl',
      '--level',
      'boilerplate=off',
    );
    const found = lines(stdout).filter(({ rule }) => rule === 'repeated-paragraph');
    expect(found.map(({ path }) => path)).toEqual(['c/Anna.txt', 'c/Berta.txt', 'c/Carla.txt']);
    expect(found[0].message).toContain('stands in 3 documents');
  });

  it('compares with gold and with what cleaning has left', async () => {
    const folder = folderWith({
      'c/a.txt': PAGE,
      'gold/a.txt': PLAIN,
      'cleaned/a.txt': PLAIN.split('\n\n').slice(0, 2).join('\n\n'),
    });
    const gold = await check(folder, 'c', '--gold', 'gold', '--min-precision', '0.9', '--report', 'jsonl');
    expect(lines(gold.stdout).map(({ rule }) => rule)).toContain('gold-precision');
    expect(lines(gold.stdout).at(-1).totals.gold).toMatchObject({ documents: 1 });
    const lost = await check(folder, 'c', '--against', 'cleaned', '--report', 'jsonl');
    const rules = lines(lost.stdout)
      .slice(0, -1)
      .map(({ rule }) => rule);
    expect(lost.code).toBe(1);
    expect(new Set(rules)).toEqual(new Set(['over-removal']));
    expect((await check(folder, 'c', '--against', 'gold')).code).toBe(0);
  });
});

describe('budgets and levels', () => {
  it('let boilerplate pass within a budget, as warnings', async () => {
    const folder = folderWith({ 'c/a.txt': PAGE });
    expect((await check(folder, 'c', '--max-boilerplate', '60%')).code).toBe(0);
    expect((await check(folder, 'c', '--max-boilerplate', '60%', '--max-warnings', '3')).code).toBe(1);
    const { code, stdout } = await check(folder, 'c', '--max-boilerplate', '2%');
    expect(code).toBe(1);
    expect(stdout).toMatch(/the corpus\n {2}error .*of all words are boilerplate, at most 2% are allowed/);
    expect((await check(folder, 'c', '--max-role', 'legal-notice=0.1%')).stdout).toContain(
      'are legal-notice',
    );
    expect((await check(folder, 'c', '--max-boilerplate-per-document', '10%')).stdout).toContain(
      'boilerplate-share',
    );
  });

  it('count duplicates', async () => {
    const folder = folderWith({ 'c/a.txt': STORY('Anna'), 'c/b.txt': STORY('Anna') });
    expect((await check(folder, 'c', '--max-duplicates', '1')).code).toBe(0);
    expect((await check(folder, 'c', '--max-duplicates', '10%')).code).toBe(1);
  });

  it('come from the config file, and flags win', async () => {
    const config = 'check:\n  max-boilerplate: 60%\n  levels: { short: off }\n';
    const folder = folderWith({ 'c/a.txt': PAGE, 'c/b.txt': 'Too short.', 'dechaff.config.yml': config });
    const { code, stdout } = await check(folder, 'c');
    expect(code).toBe(0);
    expect(stdout).not.toContain('at least');
    expect((await check(folder, 'c', '--max-boilerplate', '1%')).code).toBe(1);
  });

  it('can be ignored by --exit-zero, which hides no failure', async () => {
    const folder = folderWith({ 'c/a.txt': PAGE });
    expect((await check(folder, 'c', '--exit-zero')).code).toBe(0);
    expect((await check(folder, 'c', 'gone.txt', '--exit-zero')).code).toBe(2);
  });
});

describe('the baseline', () => {
  it('accepts what was there, finds what is new, and tells what has gone', async () => {
    const folder = folderWith({ 'c/a.txt': PAGE });
    expect((await check(folder, 'c', '--baseline', 'base.json', '--update-baseline')).code).toBe(0);
    expect((await check(folder, 'c', '--baseline', 'base.json')).code).toBe(0);
    const moved = folderWith({ 'c/b.txt': `\n\n${PAGE}`, 'base.json': folder.read('base.json') });
    expect((await check(moved, 'c', '--baseline', 'base.json', '--strict-baseline')).code).toBe(0);
    const fewer = folderWith({ 'c/a.txt': PLAIN, 'base.json': folder.read('base.json') });
    const { code, stdout } = await check(fewer, 'c', '--baseline', 'base.json');
    expect(code).toBe(0);
    expect(stdout).toContain('no longer occurs');
    expect((await check(fewer, 'c', '--baseline', 'base.json', '--strict-baseline')).code).toBe(1);
  });

  it('must be there and be one', async () => {
    const folder = folderWith({ 'c/a.txt': PLAIN, 'bad.json': '{"schemaVersion":9}' });
    expect(await check(folder, 'c', '--baseline', 'none.json')).toMatchObject({
      code: 2,
      stderr: 'dechaff: none.json: no such file or folder; --update-baseline writes one\n',
    });
    expect((await check(folder, 'c', '--baseline', 'bad.json')).stderr).toContain(
      'no baseline of this version',
    );
  });
});

it('checks what changed since a commit, against the duplicates of all', async () => {
  const folder = folderWith({ 'c/a.txt': STORY('Anna'), 'c/old.txt': PAGE });
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=n', '-c', 'user.email=e@example.org', ...args], {
      cwd: folder.root,
    });
  git('init', '-q');
  git('add', '.');
  git('commit', '-qm', 'first');
  const copy = folderWith({ 'b.txt': STORY('Anna').replace('asked', 'knew') });
  execFileSync('cp', [copy.path('b.txt'), folder.path('c/b.txt')]);
  const { code, stdout } = await check(folder, 'c', '--changed-since', 'HEAD', '--report', 'jsonl');
  expect(code).toBe(1);
  expect(
    lines(stdout)
      .slice(0, -1)
      .map(({ path, rule, related }) => [path, rule, related]),
  ).toEqual([['c/b.txt', 'near-duplicate', 'c/a.txt']]);
  expect(lines(stdout).at(-1).totals.documents).toBe(1);
  expect((await check(folder, 'c', '--changed-since', 'nowhere')).code).toBe(2);
});

describe('reports', () => {
  it('go to several places at once, and the exit code stays', async () => {
    const folder = folderWith({ 'c/a.txt': PAGE });
    const reports = [
      'sarif=out/r.sarif',
      'junit=r.xml',
      'markdown=r.md',
      'html=r.html',
      'json=r.json',
      'github',
    ];
    const { code, stdout, stderr } = await check(folder, 'c', ...reports.flatMap((r) => ['--report', r]));
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toMatch(/^::error file=c\/a\.txt,line=1,/);
    expect(JSON.parse(folder.read('out/r.sarif')).runs[0].results.length).toBeGreaterThan(10);
    expect(folder.list()).toEqual(['c/a.txt', 'out/r.sarif', 'r.html', 'r.json', 'r.md', 'r.xml']);
    expect((await check(folder, 'c', '--report', 'json=r.json')).stderr).toMatch(/1 with findings/);
  });
});

it('looks at records, and names the file, the line and the id', async () => {
  const records = [
    { id: 'first', text: STORY('Anna') },
    { id: 'second', text: `${STORY('Berta')}\n\nThe cafÃ© was closed.`, html: '<p>x</p>' },
    { id: 'third', text: STORY('Anna') },
  ];
  const file = `${records.map((r) => JSON.stringify(r)).join('\n')}\nnot json\n`;
  const folder = folderWith({ 'c/a.jsonl': file });
  const { code, stdout, stderr } = await check(
    folder,
    'c',
    '--level',
    'boilerplate=off',
    '--report',
    'jsonl',
  );
  expect(code).toBe(2);
  expect(stderr).toMatch(/^dechaff: c\/a\.jsonl:4: /);
  expect(lines(stdout).slice(0, -1)).toMatchObject([
    {
      path: 'c/a.jsonl',
      line: 2,
      rule: 'mojibake',
      message: expect.stringContaining('(record second, line 13 of its text)'),
      record: 'second',
    },
    { path: 'c/a.jsonl', line: 3, rule: 'duplicate', related: 'c/a.jsonl:1 (first)', record: 'third' },
  ]);
});

describe('inputs', () => {
  const found = async (folder: ReturnType<typeof folderWith>, args: string[], input?: string) => {
    const { stdout } = await run(['check', ...args, '--report', 'jsonl'], {
      cwd: folder.root,
      ...(input !== undefined && { input }),
    });
    return lines(stdout).filter(({ type }) => type === 'finding');
  };

  it('may be standard input, under a name', async () => {
    const text = `${STORY('Anna')}\n\nThe cafÃ© was closed.`;
    const folder = folderWith({ 'a.txt': text });
    expect(await found(folder, ['-', '--stdin-filename', 'a.txt'], text)).toEqual(
      await found(folder, ['a.txt']),
    );
    expect((await check(folder, '-', 'a.txt')).stderr).toContain('run them separately');
  });

  it('may be pages: findings stand in their source', async () => {
    const body = STORY('Anna').split('\n\n');
    const html = `<html><body>\n<article>\n${body.map((p) => `<p>${p}</p>`).join('\n')}\n<p>The <b>cafÃ©</b> was closed.</p></article>\n</body></html>\n`;
    const markdown = `# A day\n\n${body.join('\n\n')}\n\nThe **cafÃ©** was closed.\n`;
    const folder = folderWith({ 'c/a.html.gz': gzipSync(html), 'c/b.md': markdown });
    const mojibake = (await found(folder, ['c'])).filter(({ rule }) => rule === 'mojibake');
    expect(mojibake.map(({ path, line, column }) => [path, line, column])).toEqual([
      ['c/a.html.gz', 9, 14],
      ['c/b.md', 15, 10],
    ]);
  });

  it('may be web archives: findings name the record', async () => {
    const page = (name: string) => `<p>${STORY(name).replaceAll('\n\n', '</p><p>')}</p>`;
    const warc = Buffer.concat(
      ['Anna', 'Berta', 'Anna'].map((name, i) =>
        warcRecord('response', http(page(name)), {
          'WARC-Record-ID': `<urn:${i + 1}>`,
          'WARC-Target-URI': `https://a.example/${i + 1}`,
        }),
      ),
    );
    const folder = folderWith({ 'c/a.warc': warc });
    const [copy] = (await found(folder, ['c'])).filter(({ rule }) => rule === 'duplicate');
    expect(copy).toMatchObject({
      path: 'c/a.warc',
      record: expect.stringContaining('urn:3'),
      related: expect.stringMatching(/^c\/a\.warc:\d \(.*urn:1/),
    });
    expect(copy.line).toBeUndefined();
  });
});

it('says the same for any number of jobs', async () => {
  const texts = Array.from({ length: 70 }, (_, i) => (i % 3 ? PAGE : STORY(`Anna ${i % 9}`)));
  const folder = folderWith({
    ...Object.fromEntries(texts.map((text, i) => [`c/${i}.txt`, text])),
    'c/records.jsonl': `${texts.map((text, id) => JSON.stringify({ id, text })).join('\n')}\nbroken\n`,
  });
  const one = await check(folder, 'c', '--jobs', '1', '--report', 'jsonl');
  expect(one.code).toBe(2);
  expect(lines(one.stdout).length).toBeGreaterThan(100);
  expect(await check(folder, 'c', '--jobs', '3', '--report', 'jsonl')).toEqual(one);
});

describe('wrong usage', () => {
  it.each([
    [['c', '--report', 'sarf'], 'unknown form "sarf"; did you mean "sarif"?'],
    [['c', '--report', 'json', '--report', 'text'], 'would both go to standard output'],
    [['c', '--level', 'bolierplate=off'], 'did you mean "boilerplate"?'],
    [['c', '--level', 'boilerplate=none'], '"none" is no level'],
    [['c', '--max-boilerplate', '2'], 'write it as 2% or 0.02'],
    [['c', '--max-role', 'naviagtion=1%'], 'did you mean "navigation"?'],
    [['c', '--update-baseline'], 'needs --baseline FILE'],
    [['none'], 'none: no such file or folder'],
    [['empty'], 'no file to read in this folder'],
    [['c', '--gold', 'other'], '--gold: no document in other has the name'],
  ])('%j is one line and exit 2', async (args, message) => {
    const folder = folderWith({ 'c/a.txt': PLAIN, 'empty/x.bin': 'x', 'other/b.txt': 'Text.' });
    const { code, stderr } = await check(folder, ...args);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('nothing to check is exit 2, unless it is allowed', async () => {
    const folder = folderWith({ 'empty/x.bin': 'x' });
    expect((await check(folder, 'empty', '*.txt')).code).toBe(2);
    expect((await check(folder, 'empty', '*.txt', '--allow-empty')).code).toBe(0);
    expect((await check(folder, 'gone', '--allow-empty')).code).toBe(2);
  });

  it('a file that cannot be read fails the run and loses no other', async () => {
    const folder = folderWith({ 'c/a.txt': PLAIN, 'c/b.txt.gz': new Uint8Array([31, 139, 8, 9, 9, 9]) });
    const { code, stdout, stderr } = await check(folder, 'c');
    expect(code).toBe(2);
    expect(stderr).toMatch(/^dechaff: c\/b\.txt\.gz: /);
    expect(stdout).toContain('1 document, 0 with findings');
  });
});
