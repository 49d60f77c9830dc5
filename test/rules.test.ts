import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { shippedBundle } from '../src/model.js';
import { loadPack } from '../src/pack/load.js';
import { loadSites } from '../src/pack/load-sites.js';
import { testRules } from '../src/pack/test-rules.js';
import { testSites } from '../src/pack/test-sites.js';
import { formatProblem } from '../src/problem.js';
import { BOILERPLATE_ROLES } from '../src/roles.js';

const pack = loadPack(join(import.meta.dirname, '../rules'), { bare: true });

describe('the shipped rules', () => {
  it('have no problem', () => {
    expect(pack.problems.map(formatProblem)).toEqual([]);
  });

  it('do what their fixtures say', () => {
    expect(testRules(pack.rules, shippedBundle().weights).problems.map(formatProblem)).toEqual([]);
  });

  it.each(BOILERPLATE_ROLES)('have a rule in English for %s', (role) => {
    expect(pack.rules.some(({ rule }) => rule.role === role && rule.id.startsWith('en/'))).toBe(true);
  });

  it('all have a counted weight', () => {
    const { weights } = shippedBundle();
    expect(pack.rules.filter(({ rule }) => !weights[rule.id]).map(({ rule }) => rule.id)).toEqual([]);
  });
});

describe('the shipped samples of site rules', () => {
  const { sites, problems } = loadSites(join(import.meta.dirname, '../rules'), { bare: true });

  it('have no problem and do what their tests say', () => {
    expect([...problems, ...testSites(sites).problems].map(formatProblem)).toEqual([]);
  });

  it('are for domains that are reserved for documentation', () => {
    expect(sites.map(({ host }) => host)).toEqual(['example.com', 'example.org']);
  });
});
