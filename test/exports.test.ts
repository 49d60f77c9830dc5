import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import * as dechaff from '../src/index.js';

it('exports these values and no others', () => {
  expect(Object.keys(dechaff).sort()).toEqual([
    'ARTICLE_ROLES',
    'BOILERPLATE_ROLES',
    'METADATA_ROLES',
    'ROLES',
    'clean',
    'createModel',
    'createProcessor',
    'loadRules',
  ]);
});

it('exports these types and no others', () => {
  const source = readFileSync(new URL('../src/index.ts', import.meta.url), 'utf8');
  const types = [...source.matchAll(/export (type )?\{([^}]*)\}/g)].flatMap(([, all, names]) =>
    names
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name && (all || name.startsWith('type ')))
      .map((name) => name.replace(/^type /, '')),
  );
  expect(types.sort()).toEqual([
    'CleanOptions',
    'Comparison',
    'Document',
    'Evidence',
    'Inline',
    'Markup',
    'MarkupElement',
    'Metadata',
    'Model',
    'Page',
    'Paragraph',
    'Piece',
    'Result',
    'Role',
    'Stated',
    'Statement',
    'TextForm',
    'Verdict',
  ]);
});
