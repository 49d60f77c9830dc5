import { describe, expect, it } from 'vitest';
import { folderWith, HEADLINE, PAGE, PLAIN } from './files.js';

const GOLD = 'The boat left at nine.\n\nNobody on the quay waved.\n';
const CHROME = 'Share this page with your friends\n';
const jsonl = (...records: object[]) => records.map((record) => `${JSON.stringify(record)}\n`).join('');

describe('eval PRED GOLD', () => {
  it('scores one file against another, whatever their names', async () => {
    const folder = folderWith({ 'out.md': `${GOLD}\n${CHROME}`, 'right.txt': GOLD });
    const { code, stdout, stderr } = await folder.run(['eval', 'out.md', 'right.txt']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^1 document; 0 lose over half of their words: 0%\n/);
    expect(stdout).toMatch(/^words, all as one +0\.625 +1\.000 +0\.769$/m);
    expect(stdout).toMatch(/^paragraphs, all as one +0\.667 +1\.000 +0\.800$/m);
    expect(stdout).toMatch(/^out\.md .* 0 +6 {2}left: Share this page with your friends$/m);
  });

  it('matches folders by path, also where the ending differs, and passes over reports', async () => {
    const folder = folderWith({
      'pred/a.txt': GOLD,
      'pred/deep/b.md': '',
      'pred/dechaff-report.diff': '--- a',
      'gold/a.txt': GOLD,
      'gold/deep/b.txt': GOLD,
    });
    const { documents, words, loseHalf, worst } = JSON.parse(
      (await folder.run(['eval', 'pred', 'gold', '--format', 'json'])).stdout,
    );
    expect({ documents, losing: loseHalf.documents }).toEqual({ documents: 2, losing: 1 });
    expect(words.macro.f1).toEqual({ value: 0.5, low: 0, high: 1 });
    expect(worst).toMatchObject([{ id: 'deep/b.md', wordsLost: 10, mostly: 'lost' }]);
  });

  it('matches records by id, and records with files', async () => {
    const folder = folderWith({
      'pred.jsonl': jsonl({ id: 'b', text: GOLD }, { id: 7, text: GOLD }),
      'gold.jsonl': jsonl({ id: 7, text: GOLD }, { id: 'b', text: GOLD }),
      'gold/b.txt': GOLD,
      'gold/7.txt': GOLD,
    });
    for (const gold of ['gold.jsonl', 'gold']) {
      const { code, stdout } = await folder.run(['eval', 'pred.jsonl', gold, '--min-f1', '1']);
      expect(code).toBe(0);
      expect(stdout).toMatch(/^2 documents;.*\n(.*\n){5}\nF1 1\.0000 reaches --min-f1 1\n$/);
    }
  });

  it('scores roles where both sides have spans', async () => {
    const folder = folderWith({ 'pages/a.txt': PAGE });
    const { stdout: pred } = await folder.run(['pages', '--to', 'jsonl', '--spans']);
    const record = JSON.parse(pred);
    const spans = record.dechaff.spans.map(([start, end, role]: [number, number, string]) => [
      start,
      end,
      role === 'headline' ? 'body' : role,
    ]);
    const both = folderWith({ 'pred.jsonl': pred, 'gold.jsonl': jsonl({ ...record, spans }) });
    const { roles } = JSON.parse(
      (await both.run(['eval', 'pred.jsonl', 'gold.jsonl', '--format', 'json'])).stdout,
    );
    expect(roles.paragraphs).toBe(spans.length);
    expect(roles.right.value).toBeCloseTo((spans.length - 1) / spans.length, 5);
    expect(roles.roles[0]).toMatchObject({ role: 'headline', gold: 0, predicted: 1, f1: 0 });
  });
});

describe('eval --input', () => {
  const ranges = (page: string) =>
    page.split('\n').flatMap((line, i) =>
      line.trim() === ''
        ? []
        : [
            {
              role: line === HEADLINE ? 'headline' : line.length > 150 ? 'body' : 'other',
              from_line: i + 1,
              to_line: i + 1,
            },
          ],
    );

  it('cleans the pages as clean does', async () => {
    const folder = folderWith({ 'in/a.txt': PAGE });
    await folder.run(['in', '-o', 'gold', '--no-report']);
    const { code, stdout } = await folder.run(['eval', '--input', 'in', '--gold', 'gold', '--min-f1', '1']);
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining('F1 1.0000 reaches') });
    expect(
      (await folder.run(['eval', '--input', 'in', '--gold', 'gold', '--min-f1', '1', '--drop', 'headline']))
        .code,
    ).toBe(1);
    expect(
      (await folder.run(['eval', '--input', 'in', '--gold', 'gold', '--min-precision', '1', '--no-model']))
        .code,
    ).toBe(1);
  });

  it('scores roles against line ranges, whose kept roles are the gold text', async () => {
    const folder = folderWith({ 'in/a.txt': PAGE, 'gold.json': JSON.stringify({ a: ranges(PAGE) }) });
    const run = (...more: string[]) =>
      folder.run(['eval', '--input', 'in', '--gold', 'gold.json', '--format', 'json', ...more]);
    const { words, roles } = JSON.parse((await run()).stdout);
    expect(roles.roles[0]).toMatchObject({ role: 'headline', gold: 1, predicted: 1, f1: 1 });
    const without = JSON.parse((await run('--drop', 'headline')).stdout);
    expect(words.counts.gold - without.words.counts.gold).toBe(HEADLINE.split(' ').length);
  });

  it('finds nothing wrong with gold made of its own spans', async () => {
    const folder = folderWith({ 'in/a.txt': PAGE, 'in/b.txt': PLAIN });
    const lines = (await folder.run(['in', '--to', 'jsonl', '--spans'])).stdout.trimEnd().split('\n');
    const gold = lines.map((line) => ({ ...JSON.parse(line), text: undefined }));
    const again = folderWith({ 'in/a.txt': PAGE, 'in/b.txt': PLAIN, 'gold.jsonl': jsonl(...gold) });
    const { paragraphs, roles, worst } = JSON.parse(
      (await again.run(['eval', '--input', 'in', '--gold', 'gold.jsonl', '--format', 'json'])).stdout,
    );
    expect([paragraphs.micro.f1.value, roles.right.value, worst]).toEqual([1, 1, []]);
  });

  it('takes pages of any name with --from text', async () => {
    const folder = folderWith({ 'in/a.page': PAGE, 'gold/a.txt': PLAIN });
    const args = ['eval', '--input', 'in', '--gold', 'gold'];
    expect((await folder.run(args)).code).toBe(2);
    expect((await folder.run([...args, '--from', 'text'])).code).toBe(0);
  });

  it('takes pages that are records, and spans as gold', async () => {
    const start = PAGE.indexOf(HEADLINE);
    const folder = folderWith({
      'in.jsonl': jsonl({ id: 'a', text: PAGE }),
      'gold.jsonl': jsonl({ id: 'a', text: PLAIN, spans: [[start, start + HEADLINE.length, 'headline']] }),
    });
    const { stdout } = await folder.run(['eval', '--input', 'in.jsonl', '--gold', 'gold.jsonl']);
    expect(stdout).toMatch(/^roles of 1 paragraphs, 1 document: right 1\.000, macro F1 1\.000$/m);
  });
});

describe('the result of eval', () => {
  const folder = folderWith({ 'pred.txt': `${GOLD}\n${CHROME}`, 'gold.txt': GOLD });

  it('exits with 1 where a least score is not reached, and says so', async () => {
    const missed = await folder.run(['eval', 'pred.txt', 'gold.txt', '--min-precision', '0.7']);
    expect(missed).toMatchObject({ code: 1, stderr: '' });
    expect(missed.stdout).toMatch(/\n\nprecision 0\.6250 is below --min-precision 0\.7\n$/);
    const json = await folder.run([
      ...['eval', 'pred.txt', 'gold.txt', '--min-precision', '0.7', '--min-recall', '1', '--format', 'json'],
    ]);
    expect(json).toMatchObject({
      code: 1,
      stderr: 'dechaff: precision 0.6250 is below --min-precision 0.7\n',
    });
    expect(JSON.parse(json.stdout).gates.map(({ holds }: { holds: boolean }) => holds)).toEqual([
      true,
      false,
    ]);
  });

  it('goes to a file where one is named', async () => {
    const { stdout } = await folder.run(['eval', 'pred.txt', 'gold.txt', '--format', 'markdown']);
    expect(stdout).toContain('| words, all as one | 0.625 | 1.000 | 0.769 |');
    const args = ['eval', 'pred.txt', 'gold.txt', '--format', 'markdown', '--report-file', 'new/result.md'];
    expect(await folder.run(args)).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(folder.read('new/result.md')).toBe(stdout);
  });

  it('lists no documents with --worst 0, and is coloured where that is asked', async () => {
    const plain = (await folder.run(['eval', 'pred.txt', 'gold.txt', '--worst', '0'])).stdout;
    expect(plain).not.toContain('worst');
    const coloured = await folder.run(['eval', 'pred.txt', 'gold.txt', '--worst', '0', '--color', 'always']);
    // biome-ignore lint/complexity/useRegexLiterals: a control character is not written in a literal
    expect(coloured.stdout.replace(new RegExp('\u001b\\[\\d+m', 'g'), '')).toBe(plain);
    expect(coloured.stdout).not.toBe(plain);
  });
});
