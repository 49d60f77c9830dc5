import { describe, expect, it } from 'vitest';
import { folderWith } from '../cli/files.js';
import { gazette, IMPRINT, QUOTE, record, story, vacancy } from './generated.js';

const FILE = 'signatures/sites/pebble-lane.example.yml';

describe('learn', () => {
  it('freezes what stands on page after page, and templates of what varies', async () => {
    const folder = gazette();
    const { code, stderr } = await folder.run(['learn', 'pages.jsonl', '-o', 'signatures']);
    expect([code, stderr]).toEqual([0, expect.stringMatching(/^\d+ signatures of 1 sites\n$/)]);
    const frozen = folder.read(FILE);
    expect(frozen).toContain(IMPRINT);
    expect(frozen).toContain('<number> per annum : <few> : enquire within');
    expect(frozen).toContain('documents: 12');
    expect(frozen).toContain('first-seen: 2024-03-01');
    expect(frozen).not.toContain(QUOTE);
  });

  it('takes no sentence for boilerplate of which every fifth article has one with other names in it', async () => {
    const markets = (i: number) =>
      `On ${i} mornings the price of barley in ${['Arden', 'Bexley'][i % 2]} rose by ${i} pence before the sellers at the quay had gone home.`;
    const pages = Array.from({ length: 40 }, (_, i) =>
      record(i, { text: [...story(i), ...(i % 5 === 0 ? [markets(i)] : [])].join('\n\n') }),
    );
    const folder = folderWith({ 'pages.jsonl': `${pages.join('\n')}\n` });
    await folder.run(['learn', 'pages.jsonl', '-o', 'signatures']);
    expect(folder.has(FILE) ? folder.read(FILE) : '').not.toContain('barley');
    await folder.run(['learn', 'pages.jsonl', '-o', 'signatures', '--widespread', '0.09']);
    expect(folder.read(FILE)).toContain('barley');
  });

  it('writes the same bytes for any order and for shards that are merged', async () => {
    const folder = gazette();
    await folder.run(['learn', 'pages.jsonl', '-o', 'signatures']);
    await folder.run(['learn', 'turned.jsonl', '-o', 'turned']);
    for (const shard of ['1/2', '2/2'])
      await folder.run(['learn', 'turned.jsonl', '--shard', shard, '--partial', '-o', `${shard[0]}.parquet`]);
    await folder.run(['learn', 'merge', '2.parquet', '1.parquet', '-o', 'all.parquet']);
    expect((await folder.run(['learn', 'freeze', 'all.parquet', '-o', 'merged'])).code).toBe(0);
    expect(folder.read(FILE.replace('signatures', 'turned'))).toBe(folder.read(FILE));
    expect(folder.read(FILE.replace('signatures', 'merged'))).toBe(folder.read(FILE));
  });

  it('writes the same bytes on any number of threads', async () => {
    const folder = gazette();
    for (const jobs of ['1', '3'])
      await folder.run(['learn', 'pages.jsonl', '--jobs', jobs, '-o', `jobs-${jobs}`]);
    expect(folder.read(FILE.replace('signatures', 'jobs-3'))).toBe(
      folder.read(FILE.replace('signatures', 'jobs-1')),
    );
  });

  it('hands on what each page adds, and a line for a page that adds nothing', async () => {
    const input = `${record(0)}\nbroken\n{"id": "x", "text": "No address."}\n`;
    const { code, stdout } = await gazette().run(['learn', '--observations', '--from', 'jsonl'], { input });
    const rows = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(code).toBe(2);
    expect(rows.filter(({ kind }) => kind === 'site')).toEqual([
      expect.objectContaining({ site: 'pebble-lane.example', documents: 1, first_seen: '2024-03-01' }),
    ]);
    expect(rows.filter(({ error }) => error)).toEqual([
      { id: null, line: 2, error: expect.stringContaining('not valid JSON') },
      { id: 'x', line: 3, error: expect.stringContaining('of no known site') },
    ]);
  });

  it('writes characters whole, whatever the page has', async () => {
    const page = (i: number) =>
      record(i, { text: `\u{1f525} ${i} hot takes: read on\n\nHalf a sign \ud83d in a line` });
    const input = Array.from({ length: 12 }, (_, i) => `${page(i)}\n`).join('');
    const { stdout } = await gazette().run(['learn', '--observations', '--from', 'jsonl'], { input });
    expect(stdout).not.toMatch(/\\ud[89a-f]/);
    expect(stdout).toContain('"\u{1f525} <number> hot takes : read on"');
    expect(stdout).toContain('Half a sign \ufffd in a line');
  });

  it('freezes a folder of counts as it does one file', async () => {
    const folder = gazette();
    await folder.run(['learn', 'pages.jsonl', '-o', 'signatures']);
    for (const shard of ['1/2', '2/2'])
      await folder.run([
        'learn',
        'pages.jsonl',
        '--shard',
        shard,
        '--partial',
        '-o',
        `counts/${shard[0]}.parquet`,
      ]);
    expect((await folder.run(['learn', 'freeze', 'counts', '-o', 'merged'])).code).toBe(0);
    expect(folder.read(FILE.replace('signatures', 'merged'))).toBe(folder.read(FILE));
  });

  it('is applied by clean, whose report says which signature spoke', async () => {
    const folder = gazette();
    await folder.run(['learn', 'pages.jsonl', '-o', 'signatures']);
    const { stdout } = await folder.run([
      'new.jsonl',
      '--signatures',
      'signatures',
      '--report',
      'report.json',
      '--report-format',
      'json',
    ]);
    const { text } = JSON.parse(stdout);
    expect(text).not.toContain(IMPRINT);
    expect(text).not.toContain(vacancy(20));
    expect(text).toContain('On 20 mornings');
    expect(folder.read('report.json')).toContain(
      '"signatures/sites/pebble-lane.example/exact-the-pebble-lane-',
    );
  });

  it('writes tests that its signatures pass', async () => {
    const folder = gazette();
    await folder.run(['learn', 'pages.jsonl', '-o', 'signatures']);
    const { code, stdout } = await folder.run(['rules', 'test', 'signatures']);
    expect([code, stdout]).toEqual([0, expect.stringContaining(' 0 problems')]);
  });

  it('takes the folder for the site where pages have no address', async () => {
    const folder = gazette();
    await folder.run(['learn', 'pages.jsonl', '--site-field', 'id', '-o', 'none']);
    expect(folder.list().filter((name) => name.startsWith('none'))).toEqual([]);
  });

  it('says what came and what went', async () => {
    const folder = gazette();
    await folder.run(['learn', 'pages.jsonl', '-o', 'old']);
    await folder.run([
      'learn',
      'pages.jsonl',
      '--widespread',
      '1',
      '--max-article-rate',
      '0',
      '--min-documents',
      '13',
      '-o',
      'new',
    ]);
    const { code, stdout } = await folder.run(['learn', 'diff', 'old', 'new']);
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^- pebble-lane\.example exact-the-pebble-lane-\w+ \(12 of 12\): The Pebble Lane/m,
    );
    expect((await folder.run(['learn', 'diff', 'old', 'old'])).code).toBe(0);
  });

  it('promotes a signature to a pack, where it is a rule with its tests', async () => {
    const folder = gazette();
    await folder.run(['learn', 'pages.jsonl', '-o', 'signatures']);
    const [, id] = /id: (exact-the-pebble-lane-\w+)/.exec(folder.read(FILE))!;
    const promote = () => folder.run(['rules', 'promote', id, '--signatures', 'signatures', '--to', 'house']);
    expect((await promote()).code).toBe(0);
    expect(folder.read('house/sites/pebble-lane.example.yml')).not.toContain('learned');
    expect(await folder.run(['rules', 'test', 'house'])).toMatchObject({ code: 0 });
    expect(await promote()).toMatchObject({ code: 2, stderr: expect.stringContaining('already') });
  });

  it.each([
    [['learn', 'pages.jsonl'], 'nowhere to write: give -o and a folder'],
    [['learn', 'merge', 'gone.parquet', '-o', 'x.parquet'], 'gone.parquet: no such file'],
    [['learn', 'freeze', '.', '-o', 'x'], '.: a folder without Parquet files'],
    [['learn', 'freeze', 'pages.jsonl', '-o', 'x'], 'pages.jsonl: holds no counts'],
    [
      ['learn', 'pages.jsonl', '-o', 'x', '--memory', 'much'],
      'It must be a size from 512MB to 1000GB, such as 1GB.',
    ],
    [['learn', 'pages.jsonl', '-o', 'x', '--shard', '3/2'], 'such as 1/4 to 4/4'],
  ])('refuses %j in one line', async (args, message) => {
    const { code, stderr } = await gazette().run(args);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
