import { describe, expect, it } from 'vitest';
import {
  countRoles,
  macroF1,
  pairRoles,
  type RolePair,
  roleAccuracy,
  scoreRoles,
} from '../../src/eval/role-score.js';

describe('pairs of roles', () => {
  it('are one a paragraph where both sides have the same ones', () => {
    expect(
      pairRoles(
        [
          [0, 10, 'headline'],
          [11, 50, 'body'],
        ],
        [
          [11, 50, 'caption'],
          [0, 10, 'headline'],
        ],
      ),
    ).toEqual([
      { predicted: 'headline', gold: 'headline' },
      { predicted: 'body', gold: 'caption' },
    ]);
  });

  it('are one a found paragraph where the gold joins several', () => {
    expect(
      pairRoles(
        [
          [0, 10, 'body'],
          [11, 20, 'job-ads'],
        ],
        [[0, 20, 'job-ads']],
      ),
    ).toEqual([
      { predicted: 'body', gold: 'job-ads' },
      { predicted: 'job-ads', gold: 'job-ads' },
    ]);
  });

  it('are one a gold span where a paragraph was not split', () => {
    expect(
      pairRoles(
        [[0, 60, 'body']],
        [
          [0, 40, 'body'],
          [41, 60, 'comment-prompt'],
        ],
      ),
    ).toEqual([
      { predicted: 'body', gold: 'body' },
      { predicted: 'body', gold: 'comment-prompt' },
    ]);
  });

  it('do not come from ends that were set a little apart', () => {
    expect(
      pairRoles(
        [
          [0, 50, 'body'],
          [50, 100, 'other'],
        ],
        [
          [0, 52, 'body'],
          [52, 100, 'other'],
        ],
      ),
    ).toHaveLength(2);
  });

  it('miss a gold span where nothing was predicted, and leave out what has no gold role', () => {
    expect(pairRoles([[0, 10, 'body']], [[20, 30, 'byline']])).toEqual([
      { predicted: undefined, gold: 'byline' },
    ]);
  });
});

describe('scores by role', () => {
  const pairs: RolePair[] = [
    { predicted: 'body', gold: 'body' },
    { predicted: 'body', gold: 'body' },
    { predicted: 'body', gold: 'caption' },
    { predicted: 'byline', gold: 'body' },
    { predicted: undefined, gold: 'caption' },
  ];
  const counts = countRoles(pairs);
  const scores = scoreRoles(counts);

  it('name the roles of both sides in the usual order', () => {
    expect(scores.map(({ role, gold, predicted }) => [role, gold, predicted])).toEqual([
      ['body', 3, 3],
      ['byline', 0, 1],
      ['caption', 2, 0],
    ]);
    expect(scores[0].f1).toBeCloseTo(2 / 3);
    expect(scores[1]).toMatchObject({ precision: 0, recall: 0, f1: 0 });
    expect(scores[2]).toMatchObject({ precision: 0, recall: 0, f1: 0 });
  });

  it('have a macro F1 over the roles of the gold', () => {
    expect(macroF1(scores)).toBeCloseTo(1 / 3);
    expect(macroF1([])).toBe(0);
  });

  it('say how many are right', () => {
    expect(roleAccuracy(counts)).toEqual({ right: 0.4, pieces: 5 });
  });
});
