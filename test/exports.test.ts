import { expect, it } from 'vitest';
import * as dechaff from '../src/index.js';

it('exports these names, and no others', () => {
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
