import { describe, expect, it } from 'vitest';
import { compareParagraphs, paragraphsOf } from '../../src/eval/paragraph-score.js';

describe('paragraphs', () => {
  it('are folded in their white space', () => {
    expect(paragraphsOf('  The  boat\tleft.\n\n\nNobody waved.\n')).toEqual([
      'The boat left.',
      'Nobody waved.',
    ]);
    expect(paragraphsOf(' \n\n')).toEqual([]);
  });

  it('count where they are the same, each as often as the gold has it', () => {
    const { counts, lost, left } = compareParagraphs(
      'Nobody waved.\nNobody waved.\nShare this page\n',
      'The boat left.\n\nNobody  waved.\n',
    );
    expect(counts).toEqual({ shared: 1, predicted: 3, gold: 2 });
    expect({ lost, left }).toEqual({
      lost: ['The boat left.'],
      left: ['Nobody waved.', 'Share this page'],
    });
  });
});
