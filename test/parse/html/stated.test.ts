import { describe, expect, it } from 'vitest';
import { parseHtml } from '../../../src/parse/html/parse-html.js';

const stated = (html: string) => parseHtml(html).markup!.stated!;
const ld = (json: string) => `<script type="application/ld+json">${json}</script>`;

describe('what a page says of itself', () => {
  it('is read from the head', () => {
    expect(
      stated(`<html lang=en><title>Ferry &amp; fog</title><meta property="og:title" content="Ferry in fog">
        <meta name="Author" content="Ada Lund"><meta property="og:site_name" content="The Pier">
        <meta property="article:published_time" content="2024-05-03"><link rel=canonical href="https://pier.example/fog">`),
    ).toMatchObject({
      titles: [
        { text: 'Ferry & fog', source: 'title' },
        { text: 'Ferry in fog', source: 'og:title' },
      ],
      authors: [{ text: 'Ada Lund', source: 'author' }],
      published: [{ text: '2024-05-03', source: 'article:published_time' }],
      siteNames: [{ text: 'The Pier', source: 'og:site_name' }],
      canonical: 'https://pier.example/fog',
      language: 'en',
    });
  });

  it('is read from marked elements', () => {
    const { titles, authors, published } = stated(
      `<h1>Fog</h1><div itemprop=author><span itemprop=name>Ada Lund</span>, reporter</div>
       <a rel="author" href=/a>Bo Falk</a><time datetime="2024-05-03">today</time><meta itemprop=headline content="Fog again">`,
    );
    expect(titles.map(({ text }) => text)).toEqual(['Fog again', 'Fog']);
    expect(authors.map(({ text }) => text)).toEqual(['Ada Lund', 'Bo Falk']);
    expect(published).toEqual([{ text: '2024-05-03', source: 'time' }]);
  });

  it('is read from JSON-LD, also from a graph, through references and as lists', () => {
    const { titles, authors, articleBody, siteNames } = stated(
      ld(`{"@graph": [{"@type": "WebPage", "name": "Fog - The Pier"}, {"@type": "Person", "@id": "#a", "name": "Ada Lund"},
        {"@type": ["NewsArticle"], "headline": "Fog &amp;amp; ferries", "author": [{"@id": "#a"}, "Bo Falk", {"name": "Cy Ek"}],
        "publisher": {"name": "The Pier"}, "articleBody": "The <b>ferry</b> stayed."}]}`),
    );
    expect(titles).toEqual([
      { text: 'Fog &amp; ferries', source: 'json-ld' },
      { text: 'Fog - The Pier', source: 'json-ld page' },
    ]);
    expect(authors.map(({ text }) => text)).toEqual(['Ada Lund', 'Bo Falk', 'Cy Ek']);
    expect(siteNames.map(({ text }) => text)).toEqual(['The Pier']);
    expect(articleBody).toBe('The ferry stayed.');
  });

  it.each([
    ['raw line feeds in its strings', '{"@type": "Article", "headline": "Fog\nagain"}'],
    ['a comment around it', '<!-- {"@type": "Article", "headline": "Fog again"} -->'],
    ['a semicolon after it', '{"@type": "Article", "headline": "Fog again"};'],
    ['a section of CDATA', '//<![CDATA[\n{"@type": "Article", "headline": "Fog again"}\n//]]>'],
  ])('forgives JSON-LD %s', (_, json) => {
    expect(stated(ld(json)).titles).toEqual([{ text: 'Fog again', source: 'json-ld' }]);
  });

  it.each([
    '{"@type": "Article", "headline": ',
    'null',
    '[]',
    '7',
    '{"@type": 7, "author": null}',
    '[[[{"@graph": 1}]]]',
  ])('skips JSON-LD that says nothing: %s', (json) => {
    expect(stated(`${ld(json)}${ld('{"@type": "Article", "headline": "Fog"}')}`).titles).toHaveLength(1);
  });

  it('reads JSON-LD nested deeply, or in circles, in the time it takes to read it', () => {
    const deep = `${'{"@graph":'.repeat(3000)}1${'}'.repeat(3000)}`;
    expect(stated(ld(deep)).titles).toEqual([]);
  });

  it('takes no title of an icon for the page', () => {
    expect(stated('<svg><title>Menu</title></svg><p>a').titles).toEqual([]);
  });
});
