import { describe, expect, it } from 'vitest';
import type { ConfigFile } from '../../src/config/schema.js';
import { type Flags, resolveSettings } from '../../src/config/settings.js';
import { ROLES } from '../../src/roles.js';

const settle = (flags: Flags, values: ConfigFile = {}) =>
  resolveSettings(flags, { file: 'c.yml', values, lineOf: () => 3 });
const kept = (flags: Flags, values?: ConfigFile) => settle(flags, values).values.keep.join(' ');

describe('settings', () => {
  it('come from the flag, then the config file, then the default', () => {
    const both = settle({ threshold: 0.9 }, { threshold: 0.7, to: 'json' });
    expect(both.values).toMatchObject({ threshold: 0.9, to: 'json', reportFormat: 'diff' });
    expect(both.sources).toMatchObject({ threshold: 'flag', to: 'c.yml:3', reportFormat: 'default' });
  });

  it('take false and 0 for values', () => {
    expect(settle({ model: false, threshold: 0 }).values).toMatchObject({ model: false, threshold: 0 });
    expect(settle({}, { model: false }).values.model).toBe(false);
  });
});

describe('the kept roles', () => {
  it('are all of them where "all" is said', () => {
    expect(kept({ keep: ['all'] }).split(' ')).toHaveLength(ROLES.length);
    expect(() => kept({ keep: ['all,body'] })).toThrow('unknown role "all"');
  });

  it('are those of the article by default', () => {
    expect(kept({})).toBe('headline standfirst subheading body');
  });

  it('are replaced, added to and taken away from, and keep their order', () => {
    expect(kept({ keep: ['body, headline'] })).toBe('headline body');
    expect(kept({ keep: ['+caption', '+byline'] })).toBe(
      'headline standfirst subheading body byline caption',
    );
    expect(kept({ drop: ['headline,body'] })).toBe('standfirst subheading');
    expect(kept({ keep: ['+byline'], drop: ['headline'] })).toBe('standfirst subheading body byline');
  });

  it('are those of the config file less what --drop names', () => {
    expect(kept({ drop: ['body'] }, { keep: ['body', 'caption'] })).toBe('caption');
    expect(kept({ drop: ['body'] }, { drop: ['headline'] })).toBe('standfirst subheading');
  });

  it('are those of --keep, whatever the config file says', () => {
    expect(kept({ keep: ['body'] }, { keep: ['caption'], drop: ['body'] })).toBe('body');
  });

  it('must be roles, and the place of one that is none is named', () => {
    expect(() => kept({}, { keep: ['boddy'] })).toThrow(
      'c.yml:3: keep: unknown role "boddy"; did you mean "body"?',
    );
    expect(() => kept({ drop: ['body'] }, { keep: ['boddy'] })).toThrow('c.yml:3: keep: unknown role');
    expect(() => kept({ drop: ['boddy'] })).toThrow('--drop: unknown role "boddy"');
  });
});
