import { decodeHTML } from 'entities';
import type { Leaf } from './leaf.js';
import type { PageWriter, ParagraphPlace } from './page-writer.js';

const TOKEN = /<!--|<(\/?)([A-Za-z][A-Za-z\d-]*)(?:[^<>"']|"[^"]*"|'[^']*')*>|[^<]+|</g;
const NO_TEXT = new Set(['script', 'style', 'svg', 'template', 'noscript', 'iframe', 'object', 'title']);
const INLINE = new Set(
  'a abbr b bdi bdo big cite code del dfn em font i img ins kbd label mark q s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);
const TARGET = /\s(?:href|src)\s*=\s*["']?([^\s"'>]+)/i;

/** Writes a block of HTML that stands in Markdown: each block of it is a paragraph, tags are no text. */
export function writeHtml(writer: PageWriter, source: string, leaf: Leaf, place: ParagraphPlace): void {
  const from = leaf.lines[0].start;
  const text = source.slice(from, leaf.end);
  const element = writer.openElement('div');
  let line = place.line;
  let counted = 0;
  let link = -1;
  const unclosed = new Set<string>();
  const begin = (at: number) => {
    line += text.slice(counted, at).split('\n').length - 1;
    counted = at;
    writer.beginParagraph({ ...place, group: element, line, sourceStart: from + at, sourceEnd: from + at });
  };
  begin(0);
  TOKEN.lastIndex = 0;
  for (let token = TOKEN.exec(text); token; token = TOKEN.exec(text)) {
    const { 0: all, 1: slash, index } = token;
    const name = token[2]?.toLowerCase();
    if (all === '<!--') {
      const close = text.indexOf('-->', index);
      TOKEN.lastIndex = close < 0 ? text.length : close + 3;
    } else if (name === undefined) writePiece(writer, all, from + index);
    else if (name === 'br') writer.write('\n', from + index);
    else if (NO_TEXT.has(name)) {
      const close = slash || unclosed.has(name) ? -1 : text.indexOf(`</${name}`, TOKEN.lastIndex);
      if (close >= 0) TOKEN.lastIndex = close;
      else if (!slash) unclosed.add(name);
    } else if (name === 'a') {
      if (link >= 0) writer.closeInline(link);
      link = slash ? -1 : writer.openInline({ kind: 'link', target: TARGET.exec(all)?.[1] });
    } else if (name === 'img') writer.openInline({ kind: 'image', target: TARGET.exec(all)?.[1] });
    else if (!INLINE.has(name)) {
      writer.endParagraph(from + index);
      begin(index + all.length);
    }
  }
  if (link >= 0) writer.closeInline(link);
  writer.endParagraph(leaf.end);
  writer.closeElement();
}

/** Text between tags: white space runs are one space, entities are what they stand for. */
function writePiece(writer: PageWriter, piece: string, source: number): void {
  for (const { 0: part, index } of piece.matchAll(/\s+|&[#\w]+;|[^\s&]+(?: [^\s&]+)*|&/g)) {
    if (/^\s/.test(part)) {
      if (!writer.endsInSpace) writer.write(' ', source + index);
    } else writer.write(part[0] === '&' ? decodeHTML(part) : part, source + index);
  }
}
