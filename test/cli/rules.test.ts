import { describe, expect, it } from 'vitest';
import { folderWith, PAGE, STORY } from './files.js';

const RULE =
  'id: quay\nrole: advertisement\nwhy: The harbour hotel pays for this line.\nphrases: ["visit the harbour hotel"]\n';
const FIXTURE = ['One', 'Two', 'Three']
  .map(
    (n) =>
      `@remove quay\n${n}: visit the harbour hotel\n\n@keep quay\n${n} guests left the hotel at the harbour.\n`,
  )
  .join('\n');

const SITE = `host: quay.example
rules:
  - id: hotel
    role: advertisement
    why: The harbour hotel pays for this line.
    phrases: ["visit the harbour hotel"]
    tests: { remove: ["Visit the harbour hotel"], keep: ["The hotel at the harbour is shut"] }
keep:
  - id: tides
    why: The table of the tides is the story here.
    within: [table.tides]
    tests:
      keep: [{ html: '<table class="tides"><tr><td>06.14</td></tr></table>' }]
      remove: ["06.14"]
`;

describe('rules list', () => {
  it('shows every shipped rule with its role, kind and weights, sorted', async () => {
    const { code, stdout } = await folderWith().run(['rules', 'list']);
    expect(code).toBe(0);
    const [head, ...lines] = stdout.trimEnd().split('\n');
    expect(head).toMatch(/^rule +role +kind +whole +part$/);
    const ids = lines.map((line) => line.split(' ')[0]);
    expect(ids).toContain('en/donation-appeal');
    expect(ids).toEqual([...ids].sort());
    for (const line of lines) expect(line).toMatch(/^\S+ +[a-z-]+ +[a-z]+ +[+-]\d+\.\d\d +[+-]\d+\.\d\d$/);
  });

  it('shows added rules among them, as JSON too', async () => {
    const folder = folderWith({ 'house/quay.yml': RULE });
    const rules = JSON.parse(
      (await folder.run(['rules', 'list', '--rules', 'house', '--format', 'json'])).stdout,
    );
    expect(rules.find(({ id }: { id: string }) => id === 'house/quay')).toMatchObject({
      role: 'advertisement',
      kind: 'phrases',
      why: 'The harbour hotel pays for this line.',
    });
  });
});

describe('rules of sites', () => {
  it('are listed, shown, linted and tested like others', async () => {
    const folder = folderWith({ 'house/sites/quay.example.yml': SITE });
    const { stdout } = await folder.run(['rules', 'list', '--rules', 'house']);
    expect(stdout).toMatch(/^house\/sites\/quay\.example\/hotel +advertisement +phrases +\+2\.20 +\+1\.10$/m);
    expect(stdout).toMatch(/^house\/sites\/quay\.example\/tides +keep +within +-30\.00 +-30\.00$/m);
    expect(stdout).toMatch(/^sites\/example\.com\/related-rail +related-stories +within /m);
    expect((await folder.run(['rules', 'show', 'sites/example.com/related-rail'])).stdout).toMatch(
      /\nwithin:\n {2}- aside\.related-rail\n/,
    );
    expect((await folder.run(['rules', 'lint', 'house'])).stdout).toBe('2 rules, no problem\n');
    for (const path of ['house', 'house/sites', 'house/sites/quay.example.yml'])
      expect(await folder.run(['rules', 'test', path])).toMatchObject({
        code: 0,
        stdout: '4 blocks, 0 problems, 0 known misses\n',
      });
  });

  it('fail where their own tests do, with the place', async () => {
    const folder = folderWith({
      'house/sites/quay.example.yml': SITE.replace('remove: ["Visit', 'remove: ["See'),
    });
    expect(await folder.run(['rules', 'test', 'house'])).toMatchObject({
      code: 1,
      stdout:
        'house/sites/quay.example.yml:7:23: rule "house/sites/quay.example/hotel": must be matched: paragraph 1\n' +
        '4 blocks, 1 problems, 0 known misses\n',
    });
  });

  it('can be named in --select and --ignore', async () => {
    const folder = folderWith({ 'page.txt': PAGE, 'house/sites/quay.example.yml': SITE });
    const clean = (id: string) => folder.run(['page.txt', '--rules', 'house', '--ignore', id]);
    expect((await clean('house/sites/quay.example/*')).code).toBe(0);
    expect((await clean('house/sites/quay.example/hostel')).stderr).toBe(
      'dechaff: no rule matches "house/sites/quay.example/hostel"; did you mean "house/sites/quay.example/hotel"?\n',
    );
  });
});

describe('rules show', () => {
  it('shows one rule', async () => {
    const { code, stdout } = await folderWith().run(['rules', 'show', 'en/donation-appeal']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^id: en\/donation-appeal\nrole: donation-appeal\n/);
    expect(
      JSON.parse((await folderWith().run(['rules', 'show', 'en/donation-appeal', '--format', 'json'])).stdout)
        .id,
    ).toBe('en/donation-appeal');
  });

  it('names the nearest id where there is none like it', async () => {
    const { code, stdout, stderr } = await folderWith().run(['rules', 'show', 'en/donation-apeal']);
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: '',
      stderr: 'dechaff: no rule "en/donation-apeal"; did you mean "en/donation-appeal"?\n',
    });
  });
});

describe('rules lint', () => {
  it('finds nothing in the shipped packs', async () => {
    const { code, stdout } = await folderWith().run(['rules', 'lint']);
    expect(stdout).toMatch(/^\d+ rules, no problem\n$/);
    expect(code).toBe(0);
  });

  it('lists problems with their places', async () => {
    const folder = folderWith({ 'house/quay.yml': RULE.replace('advertisement', 'advert') });
    const { code, stdout } = await folder.run(['rules', 'lint', 'house']);
    expect(code).toBe(2);
    expect(stdout).toMatch(/^house\/quay\.yml:2:7: "role": must be one of /);
  });
});

describe('rules test', () => {
  it('runs the fixtures that stand beside the rules', async () => {
    const folder = folderWith({ 'house/quay.yml': RULE, 'house/quay.test.txt': FIXTURE });
    expect(await folder.run(['rules', 'test', 'house'])).toEqual({
      code: 0,
      stdout: '6 blocks, 0 problems, 0 known misses\n',
      stderr: '',
    });
  });

  it('fails where a fixture does not hold, and says where', async () => {
    const folder = folderWith({
      'house/quay.yml': RULE,
      'house/quay.test.txt': FIXTURE.replace('One: visit', 'One: see'),
    });
    const { code, stdout } = await folder.run(['rules', 'test', 'house']);
    expect(code).toBe(1);
    expect(stdout).toBe(
      'house/quay.test.txt:1:1: must be matched: paragraph 1\n6 blocks, 1 problems, 0 known misses\n',
    );
  });

  it('does not run broken packs', async () => {
    const folder = folderWith({ 'house/quay.yml': 'id: quay\n' });
    expect((await folder.run(['rules', 'test', 'house'])).code).toBe(2);
  });
});

describe('added rules', () => {
  const page = PAGE.replace('© 2026', 'When you are on the islands, visit the harbour hotel!\n\n© 2026');

  it('speak in clean', async () => {
    const folder = folderWith({ 'page.txt': page, 'house/quay.yml': RULE });
    const { stdout } = await folder.run([
      'page.txt',
      '--rules',
      'house',
      '--report',
      '-',
      '--report-format',
      'jsonl',
    ]);
    expect(stdout).toContain('"rule":"house/quay"');
    expect(stdout).toContain(STORY);
  });

  it('are all named where they are broken', async () => {
    const folder = folderWith({ 'page.txt': page, 'house/quay.yml': 'id: quay\nrole: ad\nwhy: short\n' });
    const { code, stdout, stderr } = await folder.run(['page.txt', '--rules', 'house']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/quay\.yml:2:7: /),
      expect.stringMatching(/quay\.yml:3:6: /),
    ]);
  });

  it('can be chosen and left out by id', async () => {
    const folder = folderWith({ 'page.txt': page, 'house/quay.yml': RULE });
    const rules = async (...args: string[]) => {
      const { stdout } = await folder.run([
        'explain',
        'page.txt',
        '--no-model',
        '--rules',
        'house',
        '--format',
        'json',
        ...args,
      ]);
      const { paragraphs } = JSON.parse(stdout) as { paragraphs: { evidence: { rule: string }[] }[] };
      return new Set(
        paragraphs
          .flatMap((p) => p.evidence.map(({ rule }) => rule))
          .filter((rule) => !rule.startsWith('feature/')),
      );
    };
    expect([...(await rules('--select', 'house/*'))]).toEqual(['house/quay']);
    const others = await rules('--ignore', '*/quay');
    expect(others.has('house/quay')).toBe(false);
    expect(others.size).toBeGreaterThan(0);
  });
});
