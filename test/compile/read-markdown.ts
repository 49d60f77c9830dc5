import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

interface Node {
  type: string;
  value?: string;
  depth?: number;
  url?: string;
  alt?: string | null;
  ordered?: boolean | null;
  start?: number | null;
  children?: Node[];
}

const MARKS: Record<string, string> = { emphasis: 'em', strong: 'strong', link: 'a', inlineCode: 'code' };

function inline(node: Node): string {
  const inner = node.value ?? (node.children ?? []).map(inline).join('');
  if (node.type === 'break') return '\n';
  if (node.type === 'image') return `{img ${node.url} ${node.alt}}`;
  // A bare address is a link to itself.
  if (node.type === 'link' && node.url?.endsWith(inner)) return inner;
  const mark = MARKS[node.type];
  return mark === undefined ? inner : `{${mark}${node.url ? ` ${node.url}` : ''} ${inner}}`;
}

function block(node: Node): unknown {
  const children = node.children ?? [];
  if (node.type === 'paragraph') return inline(node);
  if (node.type === 'heading') return { [`h${node.depth}`]: children.map(inline).join('') };
  if (node.type === 'code') return { pre: node.value };
  if (node.type === 'table') return { table: children.map((row) => row.children?.map(inline)) };
  if (node.type === 'list') return { [node.ordered ? `ol${node.start}` : 'ul']: children.map(block) };
  if (node.type === 'blockquote') return { quote: children.map(block) };
  return children.map(block);
}

/** What a parser of CommonMark and GFM that is none of ours reads in a text. */
export function readMarkdown(markdown: string): unknown[] {
  const tree = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  return (tree.children as Node[]).map(block);
}
