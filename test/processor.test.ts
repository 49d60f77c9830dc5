import { expect, it, vi } from 'vitest';
import { RuleSet } from '../src/match/rule-set.js';
import { createProcessor } from '../src/processor.js';

it('shares the shipped rules between processors', async () => {
  const match = vi.spyOn(RuleSet.prototype, 'match');
  for (let i = 0; i < 2; i++) await createProcessor().process('The ferry left at noon.');
  const [first, second] = match.mock.contexts;
  expect(first).toBe(second);
  match.mockRestore();
});
