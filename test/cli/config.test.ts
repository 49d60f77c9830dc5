import { describe, expect, it } from 'vitest';
import { folderWith, HEADLINE, PAGE } from './files.js';

describe('config', () => {
  it('shows every setting and that it is the default', async () => {
    const { code, stdout } = await folderWith().run(['config', '--no-config']);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^# no config file\nkeep: \[headline, standfirst, subheading, body\] {2}# default\n/,
    );
    expect(stdout).toMatch(/^report-format: diff {2}# default$/m);
  });

  it('shows the file and the line that a setting comes from', async () => {
    const folder = folderWith({ 'dechaff.config.yml': 'threshold: 0.7\ndrop: headline\n' });
    const { stdout } = await folder.run(['config']);
    expect(stdout).toMatch(/^# dechaff\.config\.yml\n/);
    expect(stdout).toMatch(/^keep: \[standfirst, subheading, body\] {2}# dechaff\.config\.yml:2$/m);
    expect(stdout).toMatch(/^threshold: 0\.7 {2}# dechaff\.config\.yml:1$/m);
  });

  it('gives JSON', async () => {
    const folder = folderWith({ 'other.yml': 'ignore-pattern: old/\n' });
    const { file, settings } = JSON.parse(
      (await folder.run(['config', '--config', 'other.yml', '--format', 'json'])).stdout,
    );
    expect(file).toBe('other.yml');
    expect(settings['ignore-pattern']).toEqual({ value: ['old/'], source: 'other.yml:1' });
  });
});

describe('a config file', () => {
  it('counts for a run in its folder and below, and a flag wins over it', async () => {
    const folder = folderWith({ 'dechaff.config.yml': 'keep: headline\n', 'deep/page.txt': PAGE });
    const cwd = folder.path('deep');
    expect((await folder.run(['page.txt'], { cwd })).stdout).toBe(`${HEADLINE}\n`);
    const usual = (await folder.run(['page.txt', '--no-config'], { cwd })).stdout;
    expect(usual).not.toBe(`${HEADLINE}\n`);
    expect(
      (await folder.run(['page.txt', '--keep', 'headline,standfirst,subheading,body'], { cwd })).stdout,
    ).toBe(usual);
  });

  it('names its rule packs from where it stands', async () => {
    const rule =
      'id: quay\nrole: advertisement\nwhy: The harbour hotel pays for this line.\nphrases: ["visit the harbour hotel"]\n';
    const folder = folderWith({
      'dechaff.config.yml': 'rules: house\n',
      'house/quay.yml': rule,
      'deep/page.txt': PAGE,
    });
    expect((await folder.run(['rules', 'show', 'house/quay'], { cwd: folder.path('deep') })).code).toBe(0);
  });
});
