import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freshFolder, run } from '../spy.js';

const PAGE = readFileSync(join(import.meta.dirname, '../../samples/ferry.txt'), 'utf8');
const HEADLINE = 'New ferry to link the northern islands from May';

/** A folder with pages in it. */
function pages(...names: string[]): string {
  const cwd = freshFolder();
  for (const name of names) {
    mkdirSync(join(cwd, name, '..'), { recursive: true });
    writeFileSync(join(cwd, name), PAGE);
  }
  return cwd;
}

describe('standard input', () => {
  it('is cleaned to standard output, without a word on standard error', async () => {
    const { code, stdout, stderr } = await run([], { input: PAGE });
    expect(code).toBe(0);
    expect(stderr).toBe('');
    expect(stdout.startsWith(`${HEADLINE}\n`)).toBe(true);
    expect(stdout).not.toContain('make a donation today');
    expect(stdout.endsWith('.\n')).toBe(true);
  });

  it('is meant by - and by the command named', async () => {
    const plain = await run([], { input: PAGE });
    expect(await run(['-'], { input: PAGE })).toEqual(plain);
    expect(await run(['clean', '-'], { input: PAGE })).toEqual(plain);
  });

  it('has the name it is given', async () => {
    const { stdout } = await run(['--stdin-filename', 'page.txt', '--report', '-'], { input: PAGE });
    expect(stdout).toContain('--- a/page.txt\n+++ b/page.txt\n');
  });

  it('that is a terminal is a mistake', async () => {
    const { code, stderr } = await run([], { tty: true });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^dechaff: nothing to clean/);
  });
});

describe('output', () => {
  it('goes to a file, with the diff beside it', async () => {
    const cwd = pages('page.txt');
    const { code, stdout } = await run(['page.txt', '-o', 'clean.txt'], { cwd });
    expect([code, stdout]).toEqual([0, '']);
    expect(readdirSync(cwd).sort()).toEqual(['clean.txt', 'clean.txt.diff', 'page.txt']);
  });

  it('goes to a folder that mirrors the tree, with one diff over all of it', async () => {
    const cwd = pages('in/a.txt', 'in/deep/b.txt');
    const { code } = await run(['in', '-o', 'out'], { cwd });
    expect(code).toBe(0);
    expect((readdirSync(join(cwd, 'out'), { recursive: true }) as string[]).sort()).toEqual([
      'a.txt',
      'dechaff-report.diff',
      'deep',
      'deep/b.txt',
    ]);
    expect(readFileSync(join(cwd, 'out/dechaff-report.diff'), 'utf8')).toContain('--- a/deep/b.txt');
  });

  it('of many documents goes to standard output only as JSON lines', async () => {
    const cwd = pages('in/a.txt', 'in/b.txt');
    const refused = await run(['in'], { cwd });
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('2 documents need a folder to go to');
    const { stdout } = await run(['in', '--to', 'jsonl', '--spans'], { cwd });
    const records = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(records.map((r) => r.id)).toEqual(['a.txt', 'b.txt']);
    expect(records[0].dechaff.metadata.headline).toBe(HEADLINE);
    expect(records[0].dechaff.spans[0]).toHaveLength(4);
    expect(records[0].dechaff.language).toBe('en');
  });

  it('leaves its own folder out of a walk', async () => {
    const cwd = pages('in/a.txt');
    await run(['in', '-o', 'in/out'], { cwd });
    await run(['in', '-o', 'in/out'], { cwd });
    expect(readdirSync(join(cwd, 'in/out')).sort()).toEqual(['a.txt', 'dechaff-report.diff']);
  });

  it('is not written with --check, which exits with 1 where something would go', async () => {
    const cwd = pages('page.txt');
    const { code, stdout, stderr } = await run(['page.txt', '--check'], { cwd });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/removed \d+ of \d+ paragraphs/);
    expect(readdirSync(cwd)).toEqual(['page.txt']);
  });
});

describe('the kept roles', () => {
  it('can be added to, taken from and replaced', async () => {
    expect((await run(['--keep', '+byline'], { input: PAGE })).stdout).toContain('Marta Oyelaran');
    expect((await run(['--drop', 'headline'], { input: PAGE })).stdout).not.toContain(HEADLINE);
    expect((await run(['--keep', 'headline'], { input: PAGE })).stdout).toBe(`${HEADLINE}\n`);
  });
});

describe('reports', () => {
  it('say in words what went and why', async () => {
    const { stdout } = await run(['--report', '-', '--report-format', 'text'], { input: PAGE });
    expect(stdout).toContain('newsletter-prompt');
    expect(stdout).toMatch(/\(en\/[a-z-]+ \+\d/);
    expect(stdout).toMatch(/removed \d+ of \d+ paragraphs, \d+ of \d+ words/);
  });

  it('have every paragraph with its role, score and evidence', async () => {
    const cwd = pages('page.txt');
    await run(['page.txt', '-o', 'clean.txt', '--report-format', 'json'], { cwd });
    const report = JSON.parse(readFileSync(join(cwd, 'clean.txt.json'), 'utf8'));
    const schema = JSON.parse(
      readFileSync(join(import.meta.dirname, '../../schema/report.schema.json'), 'utf8'),
    );
    expect(Object.keys(report)).toEqual(schema.required);
    const [document] = report.documents;
    expect(Object.keys(document)).toEqual(expect.arrayContaining(schema.$defs.document.required));
    for (const p of document.paragraphs) {
      expect(Object.keys(p)).toEqual(schema.$defs.paragraph.required);
      expect(PAGE.slice(p.start, p.end)).toBe(p.text);
      expect(schema.$defs.role.enum).toContain(p.role);
      expect(p.evidence.length).toBeGreaterThan(0);
    }
  });

  it('can be JSON lines, one a document', async () => {
    const cwd = pages('in/a.txt', 'in/b.txt');
    await run(['in', '-o', 'out', '--report', 'r.jsonl', '--report-format', 'jsonl'], { cwd });
    expect(
      readFileSync(join(cwd, 'r.jsonl'), 'utf8')
        .trim()
        .split('\n')
        .map((l) => JSON.parse(l).id),
    ).toEqual(['a.txt', 'b.txt']);
  });

  it('are left out on demand', async () => {
    const cwd = pages('page.txt');
    await run(['page.txt', '-o', 'clean.txt', '--no-report'], { cwd });
    expect(readdirSync(cwd).sort()).toEqual(['clean.txt', 'page.txt']);
  });

  it('are a short summary on a terminal', async () => {
    const { stderr } = await run(['-'], { input: PAGE, tty: true });
    expect(stderr).toMatch(/removed .*\d+.* of \d+ paragraphs/);
    expect((await run(['-', '--quiet'], { input: PAGE, tty: true })).stderr).toBe('');
  });
});

describe('colour', () => {
  const coloured = async (args: string[], env: Record<string, string>, tty: boolean) =>
    (await run(['-', '--report', '-', ...args], { input: PAGE, env, tty })).stdout.includes('\u001b[');
  it('obeys the flag, then the environment, then the terminal', async () => {
    expect(await coloured([], {}, false)).toBe(false);
    expect(await coloured([], {}, true)).toBe(true);
    expect(await coloured([], { NO_COLOR: '1' }, true)).toBe(false);
    expect(await coloured([], { FORCE_COLOR: '1' }, false)).toBe(true);
    expect(await coloured([], { NO_COLOR: '1', FORCE_COLOR: '1' }, true)).toBe(false);
    expect(await coloured(['--color', 'always'], { NO_COLOR: '1' }, false)).toBe(true);
    expect(await coloured(['--color', 'never'], {}, true)).toBe(false);
  });
});

describe('a walk', () => {
  it('takes text files and leaves hidden, other and ignored ones', async () => {
    const cwd = pages('in/a.txt', 'in/b', 'in/.c.txt', 'in/d.png', 'in/skip/e.txt', 'in/f.text', 'in/g.txt');
    writeFileSync(join(cwd, 'in/.dechaffignore'), 'skip/\n');
    writeFileSync(join(cwd, '.dechaffignore'), 'g.txt\n');
    const ids = async (...args: string[]) =>
      (await run([...args, '--to', 'jsonl'], { cwd })).stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).id);
    expect(await ids('in')).toEqual(['a.txt', 'b', 'f.text']);
    expect(await ids('in', '--no-ignore-files')).toEqual(['a.txt', 'b', 'f.text', 'g.txt', 'skip/e.txt']);
    expect(await ids('in', '--ignore-pattern', 'a.*')).toEqual(['b', 'f.text']);
    expect(await ids('in/g.txt')).toEqual(['g.txt']);
    expect(await ids('in/*.txt')).toEqual(['a.txt']);
  });
});

describe('the config file', () => {
  it('is the nearest one upward, and a flag wins over it', async () => {
    const cwd = pages('deep/page.txt');
    writeFileSync(join(cwd, 'dechaff.config.yml'), 'keep: [headline]\n');
    const at = { cwd: join(cwd, 'deep') };
    expect((await run(['page.txt'], at)).stdout).toBe(`${HEADLINE}\n`);
    expect((await run(['page.txt', '--keep', 'byline'], at)).stdout).toBe('Marta Oyelaran\n');
    expect((await run(['page.txt', '--no-config'], at)).stdout).toContain('harbour board');
  });

  it('is shown with the place of each value', async () => {
    const cwd = freshFolder();
    writeFileSync(join(cwd, 'dechaff.config.yml'), 'threshold: 0.9\n\nkeep: +caption\n');
    const { stdout } = await run(['config'], { cwd });
    expect(stdout).toContain('threshold: 0.9  # dechaff.config.yml:1');
    expect(stdout).toContain(
      'keep: [headline, standfirst, subheading, body, caption]  # dechaff.config.yml:3',
    );
    expect(stdout).toContain('model: true  # default');
    expect(
      JSON.parse((await run(['config', '--format', 'json'], { cwd })).stdout).settings.threshold.value,
    ).toBe(0.9);
  });

  it('names all that is wrong in it', async () => {
    const cwd = freshFolder();
    writeFileSync(join(cwd, 'dechaff.config.yml'), 'treshold: 1\nto: html\n');
    const { code, stderr } = await run([], { cwd, input: PAGE });
    expect(code).toBe(2);
    expect(stderr).toMatch(/dechaff\.config\.yml:1:\d+: unknown key "treshold"; did you mean "threshold"\?/);
    expect(stderr).toMatch(/dechaff\.config\.yml:2:\d+: "to": must be one of text, json, jsonl/);
  });
});

describe('explain', () => {
  it('says of one line what spoke for and against it', async () => {
    const cwd = pages('page.txt');
    const { stdout } = await run(['explain', 'page.txt:19'], { cwd });
    expect(stdout).toMatch(/^line 19 {2}remove: donation-appeal {2}score [01]\.\d\d/);
    expect(stdout).toContain('en/donation-appeal');
  });

  it('says it of all lines, also as JSON', async () => {
    const { stdout } = await run(['explain', '--format', 'json'], { input: PAGE });
    expect(JSON.parse(stdout).paragraphs.length).toBeGreaterThan(20);
    expect((await run(['explain'], { input: PAGE })).stdout.match(/^line /gm)?.length).toBeGreaterThan(20);
  });
});

describe('rules', () => {
  it('are listed and shown', async () => {
    expect((await run(['rules', 'list'])).stdout).toMatch(/^en\/donation-appeal +donation-appeal +phrases/m);
    expect(JSON.parse((await run(['rules', 'list', '--format', 'json'])).stdout).length).toBeGreaterThan(100);
    expect((await run(['rules', 'show', 'en/donation-appeal'])).stdout).toContain('role: donation-appeal');
    const wrong = await run(['rules', 'show', 'en/donation-apeal']);
    expect([wrong.code, wrong.stderr]).toEqual([
      2,
      'dechaff: no rule "en/donation-apeal"; did you mean "en/donation-appeal"?\n',
    ]);
  });

  it('of the user are linted, tested and used', async () => {
    const cwd = freshFolder();
    mkdirSync(join(cwd, 'house'));
    writeFileSync(
      join(cwd, 'house/ferry-note.yml'),
      'id: ferry-note\nrole: product-promo\nwhy: Speaks of the ferry, for the test.\nphrases: ["bought second hand ... company"]\n',
    );
    expect(await run(['rules', 'lint', 'house'], { cwd })).toMatchObject({
      code: 0,
      stdout: '1 rules, no problem\n',
    });
    const tested = await run(['rules', 'test', 'house'], { cwd });
    expect(tested.code).toBe(1);
    expect(tested.stdout).toContain('house/ferry-note.yml:1:1: rule "house/ferry-note" has no fixture');
    const { stdout } = await run(['explain', '--rules', 'house', '-'], { cwd, input: PAGE });
    expect(stdout).toContain('house/ferry-note');
    writeFileSync(join(cwd, 'house/bad.yml'), 'id: bad\n');
    const broken = await run(['--rules', 'house'], { cwd, input: PAGE });
    expect(broken.code).toBe(2);
    expect(broken.stderr).toContain('house/bad.yml:1:1: "role"');
  });

  it('can be chosen', async () => {
    const { stdout } = await run(['explain', '--ignore', 'en/*', '-'], { input: PAGE });
    expect(stdout).not.toContain(' en/');
    expect((await run(['--select', 'xx/*'], { input: PAGE })).stderr).toMatch(
      /^dechaff: no rule matches "xx\/\*"/,
    );
  });

  it('decide alone with --no-model', async () => {
    const { stdout } = await run(['--no-model'], { input: PAGE });
    expect(stdout).not.toContain('free weekly newsletter');
    expect(stdout).toContain('harbour board');
  });
});

describe('bad input', () => {
  const cwd = pages('page.txt');
  mkdirSync(join(cwd, 'empty'));
  writeFileSync(join(cwd, 'nothing.txt'), '\n \n');
  writeFileSync(join(cwd, 'binary.txt'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2]));
  it.each([
    [['gone.txt'], 'gone.txt: no such file or folder'],
    [['gone/*.txt'], 'gone/*.txt: no file matches this pattern'],
    [['empty'], 'empty: no text file in this folder'],
    [['nothing.txt'], 'nothing.txt: empty, there is no text in it'],
    [['binary.txt'], 'binary.txt: binary data, not text (it has NUL bytes)'],
    [['page.txt', '--keep', 'bodi'], '--keep: unknown role "bodi"; did you mean "body"?'],
    [['page.txt', '--treshold', '1'], "unknown option '--treshold'"],
    [['page.txt', '--threshold', '2'], 'must be a number from 0 to 1'],
    [['page.txt', '--to', 'html'], 'Allowed choices are text, json, jsonl'],
    [
      ['page.txt', '-o', 'page.txt/x.txt'],
      'page.txt/x.txt: cannot be written (a part of the path is not a folder)',
    ],
    [['page.txt', '-o', 'page.txt'], 'page.txt: would be overwritten by the output'],
    [['page.txt', '--config', 'gone.yml'], 'gone.yml: no such config file'],
    [['page.txt', '--rules', 'gone'], 'gone: no such rule pack'],
    [['rules', 'frobnicate'], "unknown command 'frobnicate'"],
    [['explain', 'page.txt:0'], 'no paragraph at line 0'],
  ])('%j is one clear line and exit code 2', async (args, message) => {
    const before = readdirSync(cwd).sort();
    const { code, stdout, stderr } = await run(args, { cwd });
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^dechaff: /);
    expect(stderr.trim().split('\n')[0]).toContain(message);
    expect(readdirSync(cwd).sort()).toEqual(before);
  });

  it('does not keep the other documents from being written', async () => {
    const { code, stderr } = await run(['page.txt', 'binary.txt', 'gone.txt', '-o', 'out'], { cwd });
    expect(code).toBe(2);
    expect(stderr.trim().split('\n')).toHaveLength(2);
    expect(existsSync(join(cwd, 'out/page.txt'))).toBe(true);
  });

  it('that would write two inputs to one output is refused before anything is written', async () => {
    const two = pages('a/page.txt', 'b/page.txt');
    const { code, stderr } = await run(['a/page.txt', 'b/page.txt', '-o', 'out'], { cwd: two });
    expect(code).toBe(2);
    expect(stderr).toContain('would both be written to page.txt');
    expect(existsSync(join(two, 'out'))).toBe(false);
  });
});

describe('help', () => {
  it('is printed on standard output with exit code 0', async () => {
    const { code, stdout } = await run(['--help']);
    expect(code).toBe(0);
    expect(stdout).toContain('Examples:');
    expect((await run(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
