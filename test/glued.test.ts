import { expect, it } from 'vitest';
import { clean } from '../src/index.js';

const STORY = [
  'The swimming pool in Hartley will open again in June, the town council said on Tuesday, after two years of work on its roof.',
  'Builders had found that the beams over the large basin were rotten, and the repair cost four times what had been planned.',
  'Around three hundred members of the swimming club have trained in the next town since then, and many had given up the early bus.',
];

it('splits boilerplate from the end of the line it is glued to, at the sentence', async () => {
  const glued = `${STORY[2]} Sign up to our free weekly newsletter and get the news in your inbox.`;
  const { text, paragraphs } = await clean(`Pool opens in June\n\n${STORY[0]}\n\n${STORY[1]}\n\n${glued}\n`);
  expect(paragraphs.filter((p) => p.part)).toHaveLength(1);
  expect(text).toContain('the early bus.');
  expect(text).not.toContain('your inbox');
});

it('leaves a line whole in which somebody else says it', async () => {
  const quoted = `${STORY[2]} "Sign up to our free weekly newsletter and get the news in your inbox," a poster on the door says.`;
  const { text } = await clean(`Pool opens in June\n\n${STORY[0]}\n\n${quoted}\n\n${STORY[1]}\n`);
  expect(text).toContain('a poster on the door says');
});
