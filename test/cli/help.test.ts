import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { run } from '../spy.js';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

describe('help', () => {
  it('names the commands and shows examples', async () => {
    const { code, stdout, stderr } = await run(['--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const command of ['clean', 'eval', 'explain', 'rules', 'config'])
      expect(stdout).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
    expect(stdout).toContain('Examples:\n  dechaff < page.txt');
  });

  it.each([
    ['clean'],
    ['eval'],
    ['explain'],
    ['rules'],
    ['rules', 'list'],
    ['rules', 'show'],
    ['rules', 'test'],
    ['rules', 'lint'],
    ['config'],
  ])('is there for %s %s', async (...command) => {
    const { code, stdout } = await run([...command.filter(Boolean), '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain(`Usage: dechaff ${command.filter(Boolean).join(' ')}`);
  });

  it('groups the options of clean', async () => {
    const { stdout } = await run(['clean', '--help']);
    for (const group of ['Input:', 'Rules:', 'Output:', 'Other:']) expect(stdout).toContain(`\n${group}\n`);
  });
});

describe('the version', () => {
  it('is that of the package', async () => {
    for (const flag of ['--version', '-V'])
      expect(await run([flag])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });
});
