import { describe, expect, it } from 'vitest';
import { cleanedFacts } from '../../src/check/facts.js';
import { boilerplateRole } from '../../src/check/measures/boilerplate.js';
import { STRAY_FEATURES, strayColumn, strayColumns } from '../../src/check/stray/features.js';
import { createProcessor, examineDocument } from '../../src/processor.js';
import { ARTICLE_ROLES } from '../../src/roles.js';
import { FEATURES } from '../../src/score/features/index.js';
import { shippedStrayModel } from '../../src/stray-model.js';

const ARTICLE = [
  'The bridge over the Mara was closed on Monday after divers found cracks in two of its oldest piers, the county said.',
  'Engineers had looked at the stone every spring since the flood of 1987, but never below the waterline, where the current has carried away most of the mortar.',
  '“We were lucky that the river was low,” said the head of the works, who had the piers filmed by a remote camera in the first week of August.',
  'Until the repair is done, which may take until the spring, cars have to use the ferry at Holm or drive round the lake, a detour of forty minutes.',
  'The council will decide next week whether the old stones can stay. A new bridge of concrete would cost half as much, and nobody in the town wants it.',
];

const processor = createProcessor({ language: false });
const keep = new Set(ARTICLE_ROLES);

/** The paragraphs that are found to be boilerplate, with their roles. */
async function found(paragraphs: readonly string[]): Promise<string[]> {
  const document = { id: 'text', text: paragraphs.join('\n\n') };
  const facts = cleanedFacts(await examineDocument(processor, document), shippedStrayModel());
  return facts.page.children.flatMap(({ start, end }, p) => {
    const role = boilerplateRole(facts, p, { keep });
    return role ? [`${role}: ${facts.page.text.slice(start, end)}`] : [];
  });
}

const withLine = (line: string, at: number) => [...ARTICLE.slice(0, at), line, ...ARTICLE.slice(at)];

describe('a line of boilerplate alone in an article', () => {
  it.each([
    ['newsletter-prompt', 'Sign up for our newsletter', 3],
    ['share-tools', 'Share on Facebook', 1],
    ['comment-prompt', 'Leave a comment', 5],
    ['subscription-prompt', 'Subscribe now', 2],
    ['related-stories', 'Read more', 2],
    ['notification-prompt', 'Follow us on Twitter', 4],
    ['donation-appeal', 'Support independent journalism. Donate today.', 3],
    ['legal-notice', 'We use cookies to give you the best experience on our website.', 0],
  ])('is found and named: %s', async (role, line, at) => {
    expect(await found(withLine(line, at))).toEqual([`${role}: ${line}`]);
  });

  it('is not seen where there is none, nor in headings and short sentences of the text', async () => {
    expect(await found(ARTICLE)).toEqual([]);
    expect(await found([...ARTICLE.slice(0, 2), 'A new bridge or old stones', ...ARTICLE.slice(2)])).toEqual(
      [],
    );
    expect(await found([...ARTICLE.slice(0, 4), 'The ferry runs every twenty minutes.', ARTICLE[4]])).toEqual(
      [],
    );
  });
});

it('has a column for every feature, and a number in each', async () => {
  const document = { id: 'text', text: withLine('Leave a comment', 2).join('\n\n') };
  for (const text of [document.text, 'One line.']) {
    const { tokens, scores } = await examineDocument(processor, { ...document, text });
    const all = new Uint8Array(FEATURES.length).fill(1);
    const { columns } = strayColumns(tokens, scores, shippedStrayModel().phrases, all);
    expect(columns).toHaveLength(FEATURES.length + STRAY_FEATURES.length);
    for (const name of STRAY_FEATURES)
      for (const value of columns[strayColumn(name)]) expect(value).not.toBeNaN();
  }
  expect(() => strayColumn('no-such')).toThrow('no feature');
});
