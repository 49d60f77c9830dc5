import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RuleSet } from '../../src/match/rule-set.js';
import { loadPack } from '../../src/pack/load.js';
import { loadSites } from '../../src/pack/load-sites.js';
import { registrableDomain } from '../../src/pack/registrable-domain.js';
import { SiteBook } from '../../src/pack/site-book.js';
import { testSites } from '../../src/pack/test-sites.js';
import { formatProblem } from '../../src/problem.js';
import { freshFolder } from '../spy.js';

/** The file of a site with one rule, of which parts can be changed. */
const site = ({ host = 'quay.example', phrase = 'blue moon', remove = 'Blue moon', keep = 'A moon' } = {}) =>
  [
    `host: ${host}`,
    'rules:',
    '  - id: moon',
    '    role: other',
    '    why: A reason that is long enough.',
    `    phrases: ["${phrase}"]`,
    `    tests: { remove: ["${remove}"], keep: ["${keep}"] }\n`,
  ].join('\n');

function pack(files: Record<string, string>): string {
  const folder = join(freshFolder(), 'house');
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

const problems = (files: Record<string, string>) => {
  const folder = pack(files);
  return loadSites(folder).problems.map((p) => formatProblem(p).replaceAll(`${folder}/`, ''));
};

describe('the domain of a site', () => {
  it.each([
    ['https://news.quay.example:8080/a?b#c', 'quay.example'],
    ['www.quay.co.uk', 'quay.co.uk'],
    ['https://gazette.github.io/x', 'gazette.github.io'],
    ['https://bücher.example/', 'xn--bcher-kva.example'],
    ['HTTP://WWW.QUAY.EXAMPLE./', 'quay.example'],
    ['http://127.0.0.1/', undefined],
    ['http://localhost/', undefined],
    ['co.uk', undefined],
    ['', undefined],
  ])('of %s is %s', (url, domain) => {
    expect(registrableDomain(url)).toBe(domain);
  });
});

describe('the file of a site', () => {
  it('has its rules under the pack, the folder and the host', () => {
    const folder = pack({ 'sites/quay.example.yml': site() });
    expect(loadPack(folder)).toEqual({ rules: [], problems: [] });
    expect(loadSites(folder).sites[0].rules[0].rule.id).toBe('house/sites/quay.example/moon');
    expect(loadSites(join(folder, 'sites')).sites[0].rules[0].rule.id).toBe('sites/quay.example/moon');
  });

  it('bears the name of its host, which is a registrable domain', () => {
    expect(
      problems({
        'sites/a.example.yml': site(),
        'sites/b.example.yml': site({ host: 'www.b.example' }),
        'sites/c.example.yml': site({ host: 'localhost' }),
        'sites/d.example.yaml': site({ host: 'd.example' }),
        'sites/d.example.yml': site({ host: 'd.example' }),
      }),
    ).toEqual([
      'sites/a.example.yml:1:7: the file must bear the name of its host: call it "quay.example.yml", not "a.example"',
      'sites/b.example.yml:1:7: "www.b.example" is no registrable domain; write "b.example", whose rules speak on all of its hosts',
      'sites/c.example.yml:1:7: "localhost" is no registrable domain; write one such as example.com, without scheme or path',
      'sites/d.example.yml:1:1: the site has its rules in sites/d.example.yaml already',
    ]);
  });

  it('names all that is wrong with its rules, each with its place', () => {
    const rule = (id: string, rest: string) =>
      `  - { id: ${id}, why: A reason that is long enough, ${rest} }\n`;
    const tests = 'tests: { remove: [x], keep: [x] }';
    expect(
      problems({
        'sites/a.example.yml': `host: a.example\nrules:\n${rule('one', `role: other, ${tests}`)}${rule('one', 'role: other, within: ["div > p"], tests: { remove: [x], keep: [x] }')}`,
        'sites/b.example.yml': `host: b.example\nkeep:\n${rule('two', 'within: [nav]')}${rule('two', 'role: body, withn: [nav], tests: { remove: [1], keep: [] }')}`,
        'sites/c.example.yml': 'host: c.example\n',
      }),
    ).toEqual([
      expect.stringMatching(
        /^sites\/a\.example\.yml:3:\d+: rule "one": must have exactly one of .*it has none/,
      ),
      expect.stringMatching(/^sites\/a\.example\.yml:4:\d+: rule "one": "div > p": not a mark/),
      expect.stringMatching(/^sites\/b\.example\.yml:3:\d+: "keep\.0\.tests": /),
      expect.stringMatching(
        /^sites\/b\.example\.yml:4:\d+: "keep\.1\.tests\.remove\.0": must be a text, or markup/,
      ),
      expect.stringMatching(/^sites\/b\.example\.yml:4:\d+: "keep\.1\.tests\.keep": /),
      expect.stringMatching(/^sites\/b\.example\.yml:4:\d+: unknown key "role"/),
      expect.stringMatching(/^sites\/b\.example\.yml:4:\d+: unknown key "withn"; did you mean "within"\?/),
      expect.stringMatching(/^sites\/c\.example\.yml:1:1: needs a rule under "rules" or "keep"/),
    ]);
  });

  it('must do what its tests say', () => {
    const keep =
      'keep:\n  - id: stay\n    why: A reason that is long enough.\n    within: [table.tides]\n    tests: { keep: [{ html: <p>Ebb }], remove: [{ html: <table class=tides><tr><td>Ebb }, { html: <br> }] }\n';
    const folder = pack({ 'sites/quay.example.yml': site({ remove: 'Red moon', keep: 'Blue moon' }) + keep });
    const report = testSites(loadSites(folder).sites);
    expect(report.cases).toBe(5);
    expect(report.problems.map(({ line, message }) => `${line}: ${message}`)).toEqual([
      '7: rule "house/sites/quay.example/moon": must be matched: paragraph 1',
      '7: rule "house/sites/quay.example/moon": must not be matched by it: paragraph 1',
      '12: rule "house/sites/quay.example/stay": must not be kept by it: paragraph 1',
      '12: rule "house/sites/quay.example/stay": no text in this test',
      '12: rule "house/sites/quay.example/stay": must be kept: paragraph 1',
    ]);
  });
});

describe('a book of sites', () => {
  const base = new RuleSet([]);

  it('opens the file of the page that comes, and no other', () => {
    const folder = pack({ 'sites/quay.example.yml': site(), 'sites/pier.example.yml': 'broken: [' });
    const book = new SiteBook(base, [folder]);
    expect(book.rulesOf('https://inland.example/')).toBeUndefined();
    expect(book.rulesOf('no address at all')).toBeUndefined();
    const rules = book.rulesOf('https://www.quay.example/a');
    expect(rules?.rules.map(({ id }) => id)).toEqual(['house/sites/quay.example/moon']);
    expect(book.rulesOf('http://quay.example/b')).toBe(rules);
    for (const again of [1, 2])
      expect(() => book.rulesOf('https://pier.example/'), `time ${again}`).toThrow(
        /pier\.example\.yml:1:\d+: /,
      );
  });

  it('joins the files of several packs and leaves out rules that are not in use', () => {
    const packs = [pack({ 'sites/quay.example.yml': site() }), pack({ 'sites/quay.example.yml': site() })];
    expect(new SiteBook(base, packs).rulesOf('quay.example')?.rules).toHaveLength(2);
    expect(new SiteBook(base, packs, () => false).rulesOf('quay.example')).toBeUndefined();
  });

  it('holds a bounded number of sites', () => {
    const hosts = Array.from({ length: 100 }, (_, i) => `quay${i}.example`);
    const folder = pack(Object.fromEntries(hosts.map((host) => [`sites/${host}.yml`, site({ host })])));
    const book = new SiteBook(base, [folder]);
    const first = book.rulesOf(hosts[0]);
    for (const host of hosts) expect(book.rulesOf(host)?.rules[0].id).toBe(`house/sites/${host}/moon`);
    expect(book.rulesOf(hosts[99])).toBe(book.rulesOf(hosts[99]));
    expect(book.rulesOf(hosts[0])).not.toBe(first);
  });
});
