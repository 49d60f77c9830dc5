import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadPack } from '../../src/pack/load.js';
import { testRules } from '../../src/pack/test-rules.js';
import { formatProblem } from '../../src/problem.js';
import { freshFolder } from '../spy.js';

function problems(files: Record<string, string>): string[] {
  const folder = join(freshFolder(), 'house');
  mkdirSync(folder);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return loadPack(folder).problems.map((p) =>
    formatProblem({ ...p, file: p.file.replace(`${folder}/`, '') }),
  );
}

describe('a broken pack', () => {
  it('names every problem at once, each with its place', () => {
    const found = problems({
      'a-rule.yml': 'id: a-rule\nrole: donation-apeal\nwhy: Asks the reader for money.\nphrase: [x]\n',
      'b-rule.yml':
        'id: b-rule\nrole: other\nwhy: A reason that is long enough.\nphrases:\n  - "(a|b"\n  - "fine words"\n  - "fine words"\nshapes: ["<price>"]\n',
      'c-rule.yml': 'id: [\n',
    });
    expect(found).toEqual([
      expect.stringMatching(/^a-rule\.yml:2:7: "role": must be one of byline/),
      expect.stringMatching(/^a-rule\.yml:4:9: unknown key "phrase"; did you mean "phrases"\?/),
      expect.stringMatching(
        /^b-rule\.yml:\d+:\d+: rule "b-rule": must have exactly one of .* it has phrases and shapes/,
      ),
      expect.stringMatching(/^b-rule\.yml:5:5: rule "b-rule": "\(a\|b": "\(" is never closed/),
      expect.stringMatching(/^b-rule\.yml:7:5: rule "b-rule": "fine words" stands twice/),
      expect.stringMatching(/^b-rule\.yml:8:10: rule "b-rule": "<price>": no element/),
      expect.stringMatching(/^c-rule\.yml:\d+:\d+: not valid YAML/),
    ]);
  });

  it('is one whose ids clash, whose name differs from its file, or that is empty', () => {
    const rule = (id: string) =>
      `id: ${id}\nrole: other\nwhy: A reason that is long enough.\nphrases: ["some words"]\n`;
    expect(problems({ 'x.yml': rule('y') })[0]).toContain('must bear the name of its file, "x"');
    expect(problems({ 'x.yml': rule('x'), 'x.yaml': rule('x') })[0]).toContain(
      'rule id "house/x" is taken by',
    );
    expect(problems({})[0]).toContain('no .yml file in this rule pack');
  });

  it('is one whose rule marks the article itself', () => {
    expect(
      problems({
        'x.yml': 'id: x\nrole: body\nwhy: A reason that is long enough.\nphrases: ["some words"]\n',
      }),
    ).toEqual([expect.stringMatching(/^x\.yml:2:7: "role": must be one of byline, /)]);
  });

  it('can have several rules in a file', () => {
    const folder = freshFolder();
    const file = join(folder, 'mine.yml');
    writeFileSync(
      file,
      'rules:\n  - id: one\n    role: other\n    why: A reason that is long enough.\n    phrases: ["some words"]\n',
    );
    const pack = loadPack(file);
    expect(pack.rules.map(({ rule }) => rule.id)).toEqual(['mine/one']);
    expect(testRules(pack.rules).problems[0].message).toContain('has no fixture');
  });
});

describe('a fixture', () => {
  it('must hold what it says, both ways', () => {
    const folder = join(freshFolder(), 'house');
    mkdirSync(folder);
    writeFileSync(
      join(folder, 'x.yml'),
      'id: x\nrole: other\nwhy: A reason that is long enough.\nphrases: ["blue moon"]\n',
    );
    writeFileSync(
      join(folder, 'x.test.txt'),
      '@remove x\nA red moon.\n\n@keep x\nA blue moon.\n\n@todo-remove x\nBlue moon.\n\n@keep\nBlue moon!\n\n@remove y\nText.\n\n@keep x\n',
    );
    const messages = testRules(loadPack(folder).rules).problems.map((p) => `${p.line}: ${p.message}`);
    expect(messages).toEqual([
      '1: has 1 of at least 3 blocks "@remove x"',
      '1: has 2 of at least 3 blocks "@keep x"',
      '1: must be matched: paragraph 1',
      '4: must not be matched: paragraph 1',
      '7: is matched now; make it "@remove"',
      '10: must survive, but house/x would remove paragraph 1',
      '13: names rule "y", but this is the fixture of "x"',
      '16: no text under this directive',
    ]);
  });
});
