import { describe, expect, it } from 'vitest';
import { isoDate } from '../../src/decide/stated-date.js';
import { statedMetadata } from '../../src/decide/stated-metadata.js';
import { parseHtml } from '../../src/parse/html/parse-html.js';

const metadata = (html: string, url?: string) => statedMetadata(parseHtml(html).markup!.stated!, url);
const og = (title: string) => `<meta property="og:title" content="${title}">`;

describe('the headline a page states', () => {
  it.each([
    [
      'the h1 that agrees with the head',
      `<title>Fog stops the ferry | The Pier</title><h1>The Pier</h1><h1>Fog stops ferry</h1>`,
      'Fog stops ferry',
    ],
    [
      'the title without the name of the site',
      `<title>Fog stops the ferry - The Pier</title><meta property="og:site_name" content="The Pier">`,
      'Fog stops the ferry',
    ],
    [
      'the title without the name in its address',
      '<title>Harbour Post: News » Fog stops the ferry | Harbour Post</title>',
      'Harbour Post: News » Fog stops the ferry',
    ],
    [
      'what most say where no h1 agrees',
      `<title>Fog stops the ferry</title>${og('Fog stops the ferry')}<h1>Our newsletters</h1>`,
      'Fog stops the ferry',
    ],
    [
      'the h1 without its kicker',
      `<title>Fog stops the ferry</title>${og('Fog stops the ferry')}<h1>Weather <span>Fog stops the ferry</span></h1>`,
      'Fog stops the ferry',
    ],
    ['nothing where nothing is said', '<p>a', undefined],
  ])('is %s', (_, html, headline) => {
    expect(metadata(html, 'https://www.harbourpost.example/fog').headline).toBe(headline);
  });
});

describe('the byline a page states', () => {
  it.each([
    ['By Ada Lund and Bo Falk', 'Ada Lund, Bo Falk'],
    ['Ada Lund, Staff Writer', 'Ada Lund'],
    ['Von Ada Lund', 'Ada Lund'],
    ['Anders By', 'Anders By'],
    ['https://pier.example/ada', undefined],
    ['ada@pier.example', undefined],
    ['admin', undefined],
    ['The Pier', undefined],
  ])('%s: %s', (author, byline) => {
    expect(
      metadata(`<meta name=author content="${author}"><meta property="og:site_name" content="The Pier">`)
        .byline,
    ).toBe(byline);
  });
});

describe('the date a page states', () => {
  it.each([
    ['2024-05-03T10:00:00.123+0200', '2024-05-03T10:00:00+02:00'],
    ['2024-05-03 10:00', '2024-05-03'],
    ['2024-05-03', '2024-05-03'],
    ['20240503', '2024-05-03'],
    ['1714730400', '2024-05-03T10:00:00Z'],
    ['Fri, 03 May 2024 10:00:00 GMT', '2024-05-03'],
    ['May 3, 2024', '2024-05-03'],
    ['3/5/2024', undefined],
    ['2024-13-03', undefined],
    ['yesterday', undefined],
  ])('%s: %s', (text, date) => {
    expect(isoDate(text)).toBe(date);
  });

  it('is that of publication before that of a change, and of times in the text last', () => {
    const change = '<meta property="article:modified_time" content="2024-05-05">';
    expect(metadata(change).published).toBe('2024-05-05');
    expect(
      metadata(`${change}<time datetime=2020-01-01>x</time><meta name=date content="2024-05-03">`).published,
    ).toBe('2024-05-03');
  });
});
