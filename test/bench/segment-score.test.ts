import { expect, it } from 'vitest';
import { countSegments, emptyTally, scoreSegments } from '../../bench/segment-score.js';

it('finds strings across line ends and rows of blanks', () => {
  const tally = emptyTally();
  countSegments(tally, 'The ferry was\n  late again.\n\nShare this page\n', {
    with: ['ferry was late', 'in the harbour'],
    without: ['Share this', 'All rights reserved'],
  });
  expect(tally).toEqual({ found: 1, missed: 1, left: 1, removed: 1 });
});

it('counts strings rightly gone as right, but not towards precision and recall', () => {
  expect(scoreSegments({ found: 3, missed: 1, left: 0, removed: 4 })).toEqual({
    right: 7 / 8,
    precision: 1,
    recall: 0.75,
    f1: 6 / 7,
  });
});

it('scores nothing found as 0', () => {
  expect(scoreSegments({ ...emptyTally(), missed: 2 }).f1).toBe(0);
});
