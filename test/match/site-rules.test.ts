import { describe, expect, it } from 'vitest';
import type { SiteRule } from '../../src/match/rule.js';
import { RuleSet } from '../../src/match/rule-set.js';
import { SiteRules } from '../../src/match/site-rules.js';
import { parseText } from '../../src/parse/text.js';
import { tokenise } from '../../src/parse/tokens.js';
import type { MarkupElement } from '../../src/types.js';

const base = new RuleSet([
  { id: 'en/club', role: 'product-promo', why: '', unless: [], kind: 'phrases', phrases: ['sailing club'] },
]);
const rule = (id: string, rest: Partial<SiteRule>): SiteRule => ({
  id,
  role: 'other',
  why: '',
  unless: [],
  kind: 'within',
  keep: false,
  ...rest,
});

/** Ids of the rules that speak on each paragraph of a page whose paragraphs stand in elements with these classes. */
function speakers(site: SiteRule[], text: string, classes?: string[]) {
  const set = new SiteRules(base, site);
  const page = parseText(text);
  const elements = classes?.map(
    (name): MarkupElement => ({
      tag: 'div',
      parent: -1,
      tokens: [name],
      start: 0,
      end: 0,
      linked: 0,
      hidden: false,
    }),
  );
  if (elements) {
    for (const child of page.children) child.block = child.index;
    const runs = { runText: new Uint32Array(1), runSource: new Uint32Array(1) };
    page.markup = { format: 'html', source: text, elements, inlines: [], ...runs };
  }
  const { hits, first, kept } = set.match(page, tokenise(page));
  return page.children.map(({ index }) => {
    const own = hits.slice(first[index], first[index + 1]).map((hit) => set.rules[hit.rule].id);
    const keeps = kept?.get(index);
    return keeps ? [...own, `keep ${set.rules[keeps.rule].id} ${set.weightOf(keeps)}`] : own;
  });
}

describe('rules of a site', () => {
  it('speak behind the others, by words or by place', () => {
    expect(
      speakers(
        [rule('rail', { within: ['.rail'] }), rule('cap', { kind: 'phrases', phrases: ['free cap'] })],
        'Join the sailing club for a free cap\n\nBoats',
        ['main', 'rail'],
      ),
    ).toEqual([['en/club', 'cap'], ['rail']]);
  });

  it('with words and place speak where both are there', () => {
    const site = [rule('cap', { kind: 'phrases', phrases: ['free cap'], within: ['.rail'] })];
    expect(speakers(site, 'A free cap\n\nA free cap', ['main', 'rail'])).toEqual([[], ['cap']]);
    expect(speakers(site, 'A free cap')).toEqual([[]]);
  });

  it('are silent by place where their "unless" stands', () => {
    expect(
      speakers(
        [rule('rail', { within: ['.rail'], unless: ['correction'] })],
        'A correction of May 3\n\nBoats\n\nBoats',
        ['rail', 'rail', 'main'],
      ),
    ).toEqual([[], ['rail'], []]);
  });

  it('silence all others on what the site keeps, however little of it is marked', () => {
    expect(
      speakers(
        [rule('tides', { keep: true, kind: 'phrases', phrases: ['high water'] })],
        'The sailing club meets at high water, whatever the hour of the day may be\n\nThe sailing club',
      ),
    ).toEqual([['keep tides -30'], ['en/club']]);
  });
});
