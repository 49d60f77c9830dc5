/** What a fixture expects of a block of text. */
export type Expectation = 'remove' | 'keep' | 'todo-remove';

/** One block: a small page of its own. */
export interface FixtureCase {
  expect: Expectation;
  /** Id of the rule, without its pack; undefined where the whole pack is meant. */
  rule?: string;
  /** Line of the directive, from 1. */
  line: number;
  text: string;
}

const DIRECTIVE = /^@(remove|keep|todo-remove)(?:\s+([a-z0-9-]+))?\s*(?:\|.*)?$/;

/** Reads an annotated fixture: a directive line, then the text up to the next one. Text before the first directive is a comment. */
export function parseFixture(source: string): FixtureCase[] {
  const cases: FixtureCase[] = [];
  source.split('\n').forEach((line, i) => {
    const match = DIRECTIVE.exec(line.trimEnd());
    if (match) cases.push({ expect: match[1] as Expectation, rule: match[2], line: i + 1, text: '' });
    else if (cases.length > 0) cases[cases.length - 1].text += `${line}\n`;
  });
  return cases.map((c) => ({ ...c, text: `${c.text.trim()}\n` }));
}
