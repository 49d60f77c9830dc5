import { describe, expect, it } from 'vitest';
import { parseHtml } from '../../../src/parse/html/parse-html.js';
import { paragraphsOf } from './page.js';

describe('what is no text of a page', () => {
  it.each([
    '<script>let a;</script>',
    '<style>a{}</style>',
    '<template><p>a</template>',
    '<svg><title>a</title><text>b</text></svg>',
    '<iframe>a</iframe>',
    '<object>a</object>',
    '<noscript>a</noscript>',
    '<textarea>a</textarea>',
    '<select><option>a<option>b</select>',
    '<input value=a placeholder=b>',
    '<img alt=a>',
    '<!-- a -->',
    '<!--[if IE]>a<![endif]-->',
    '<![CDATA[a]]>',
    '<title>a</title>',
    '<span style="display: none">a</span>',
  ])('%s', (html) => {
    expect(paragraphsOf(`before${html} after`)).toEqual(['before after']);
  });

  it('keeps hidden blocks and says that they are', () => {
    const { text, children, markup } = parseHtml('<div hidden><p>a</div><p aria-hidden=true>b<p>c');
    expect(text).toBe('a\n\nb\n\nc');
    expect(children.map(({ block }) => markup!.elements[block!].hidden)).toEqual([true, true, false]);
  });

  it('takes late parts that React sends hidden for what they will be', () => {
    const { markup } = parseHtml('<div hidden id="S:1a"><p>a</div><div hidden id="S:menu">b</div>');
    expect(markup!.elements.map(({ hidden }) => hidden)).toEqual([false, false, false, true]);
  });

  it('reads noscript where a page has hardly any text beside it', () => {
    const story = '<p>A long story that only readers without scripts may see.</p>';
    expect(paragraphsOf(`<p>Wait</p><noscript>${story}</noscript>`)).toHaveLength(2);
  });

  it('reads a template that is the shadow of an element', () => {
    expect(paragraphsOf('<x-y><template shadowrootmode=open><p>a</template></x-y>')).toEqual(['a']);
  });
});
