import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findConfig, loadConfig } from '../../src/config/load.js';
import { freshFolder } from '../spy.js';

function withConfig(source: string): string {
  const folder = freshFolder();
  writeFileSync(join(folder, 'dechaff.config.yml'), source);
  return folder;
}

describe('the config file', () => {
  it('is the nearest one upward, and no other counts', () => {
    const folder = withConfig('to: json\n');
    const deep = join(folder, 'a', 'b');
    mkdirSync(deep, { recursive: true });
    expect(findConfig(deep)).toBe(join(folder, 'dechaff.config.yml'));
    writeFileSync(join(folder, 'a', 'dechaff.config.yml'), '');
    expect(findConfig(deep)).toBe(join(folder, 'a', 'dechaff.config.yml'));
  });

  it('may be empty', async () => {
    for (const source of ['', '# nothing yet\n'])
      expect((await loadConfig(withConfig(source))).values).toEqual({});
  });

  it('makes a list of one', async () => {
    const folder = withConfig('keep: body\nselect: en/*\nrules: house\n');
    expect((await loadConfig(folder)).values).toEqual({
      keep: ['body'],
      select: ['en/*'],
      rules: [join(folder, 'house')],
    });
  });

  it('knows the line of each key', async () => {
    const { lineOf } = await loadConfig(withConfig('to: json\n\nthreshold: 0.5\n'));
    expect([lineOf('to'), lineOf('threshold')]).toEqual([1, 3]);
  });

  it('is refused with all that is wrong in it, each with its place', async () => {
    const folder = withConfig('threshold: 2\nkep: body\nto: word\nmodel: yes please\n');
    const error = (await loadConfig(folder).catch((e: Error) => e)) as Error;
    expect(error.message.split('\n').sort()).toEqual([
      expect.stringMatching(/^dechaff\.config\.yml:1:12: "threshold": /),
      expect.stringMatching(/^dechaff\.config\.yml:2:6: unknown key "kep"; did you mean "keep"\?/),
      expect.stringMatching(/^dechaff\.config\.yml:3:5: "to": must be one of text, markdown, json, jsonl/),
      expect.stringMatching(/^dechaff\.config\.yml:4:8: "model": /),
    ]);
  });

  it('is refused where it is no YAML, or no list of settings', async () => {
    await expect(loadConfig(withConfig('keep: [body\n'))).rejects.toThrow(
      /^dechaff\.config\.yml:\d+:\d+: not valid YAML/,
    );
    await expect(loadConfig(withConfig('- body\n'))).rejects.toThrow(
      /^dechaff\.config\.yml:1:1: expected object/,
    );
  });

  it('must be there when it is named', async () => {
    await expect(loadConfig(freshFolder(), 'gone.yml')).rejects.toThrow('gone.yml: no such config file');
  });
});
