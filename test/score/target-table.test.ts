import { describe, expect, it } from 'vitest';
import { parseHtml } from '../../src/parse/html/parse-html.js';
import { targetNames, targetSlots } from '../../src/score/target-table.js';

describe('targetNames', () => {
  it.each([
    ['/newsletter/sign-up', ['/newsletter', '/sign', '/up']],
    ['https://www.login.example.co.uk:8080/me', ['//login', '//example', '//co', '/me']],
    ['//cdn.example.org/logo.svg', ['//cdn', '//example', '/logo', '/svg']],
    ['#comments', ['#']],
    ['mailto:desk@example.org', ['mailto:']],
    ['JavaScript:void(0)', ['javascript:']],
    ['/2024/05/the-ferry-left-at-noon', ['<year>', '<number>', '<title>']],
    ['search?q=ferry&Page=2#top', ['/search', '?', '?q', '?page']],
    ['/straßen-namen', ['/straßen', '/namen']],
    ['', []],
  ])('of %j are %j', (target, names) => {
    expect(targetNames(target)).toEqual(names);
  });
});

describe('targetSlots', () => {
  const slotsOf = (html: string) => {
    const page = parseHtml(html);
    return targetSlots(page, page.markup!);
  };

  it('are none where nothing leads anywhere', () => {
    expect(slotsOf('<p>The ferry left at noon.</p>')).toEqual([[]]);
  });

  it('tell a paragraph that is a link from one that has a link', () => {
    const [whole, part] = slotsOf(
      '<p><a href="/tag">Ferries</a></p><p>The ferry left at noon, says its <a href="/tag">owner</a>.</p>',
    );
    expect(whole).toHaveLength(1);
    expect(part).toHaveLength(1);
    expect(whole).not.toEqual(part);
  });

  it('go with each paragraph of a link around several', () => {
    const [first, second] = slotsOf('<a href="/tag"><h3>Ferries</h3><p>All that left</p></a>');
    expect(first).toHaveLength(1);
    expect(second).toEqual(first);
  });

  it('take an image between two paragraphs to the lower one', () => {
    const [above, below] = slotsOf('<p>Noon</p><img src="/logo.png"><p>Night</p>');
    expect(above).toEqual([]);
    expect(below).toHaveLength(2);
  });
});
