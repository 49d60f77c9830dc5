import { expect, it } from 'vitest';
import { parseHtml } from '../../../src/parse/html/parse-html.js';
import { paragraphsOf } from './page.js';

it('makes one paragraph of a row of data', () => {
  expect(paragraphsOf('<table><tr><th>City<th>Votes<tr><td>Arl<td>12</table>after')).toEqual([
    'City\tVotes',
    'Arl\t12',
    'after',
  ]);
});

it('names the row as the block', () => {
  const { children, markup } = parseHtml('<table><tr><td>a<td>b</table>');
  expect(markup!.elements[children[0].block!].tag).toBe('tr');
});

it.each([
  ['by its role', '<table role=presentation><tr><td>a<td>b</table>'],
  ['that holds a table', '<table><tr><td>a<td><table><tr><td>b</table></table>'],
  ['one cell wide', '<table><tr><td>a<tr><td>b</table>'],
])('takes a table %s for layout', (_, html) => {
  expect(paragraphsOf(html)).toEqual(['a', 'b']);
});

it('takes a table with paragraphs in its cells for layout, unless it has headers', () => {
  const row = '<tr><td><p>a</p><p>b</p><td>c';
  expect(paragraphsOf(`<table>${row}</table>`)).toEqual(['a', 'b', 'c']);
  expect(paragraphsOf(`<table><tr><th>h<th>i${row}</table>`)).toHaveLength(2);
});
