import type { Measure } from '../types.js';
import { inParagraphs, marksOf } from './in-paragraphs.js';

const TAGS =
  'a|abbr|article|aside|audio|b|blockquote|body|br|button|center|cite|code|div|em|embed|figcaption|figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|label|li|link|main|meta|nav|noscript|object|ol|option|p|picture|pre|script|section|select|small|source|span|strike|strong|style|sub|sup|svg|table|tbody|td|th|thead|tr|u|ul|video';
const ENTITIES =
  'nbsp|amp|lt|gt|quot|apos|[lr]squo|[lr]dquo|sbquo|bdquo|ndash|mdash|hellip|copy|reg|trade|euro|pound|deg|middot|bull|laquo|raquo|shy|thinsp|ensp|emsp|[aeiou](?:acute|grave|circ|uml)|[ano]tilde|ccedil|szlig|[ao]ring|[ao]elig|times|frac12';

const KINDS = [
  { name: 'HTML tag', pattern: new RegExp(`</?(?:${TAGS})(?:\\s[^<>]{0,400})?/?>`, 'gi') },
  { name: 'HTML comment', pattern: /<!--|<!\[CDATA\[|\]\]>|<!doctype\b/gi },
  { name: 'character reference', pattern: new RegExp(`&(?:${ENTITIES}|#\\d{2,6}|#x[0-9a-f]{2,5});`, 'gi') },
  {
    name: 'shortcode',
    pattern:
      /\[\/?(?:caption|gallery|embed|playlist|vc_\w{1,30}|et_pb_\w{1,30})\b[^\][]{0,300}\]|\[\/(?:b|i|u|url|img|quote)\]|\[(?:url|img|quote)=[^\][]{1,300}\]/gi,
  },
  { name: 'template code', pattern: /\{\{[^{}\n]{1,120}\}\}|\{%[^{}\n]{1,120}%\}|<%[^<>\n]{1,120}%>/g },
  { name: 'Markdown link', pattern: /!?\[[^\][\n]{0,200}\]\((?:https?:\/\/|\/)[^\s()]{1,400}\)/g },
  {
    name: 'script or style',
    pattern:
      /\bdocument\.(?:getElementById|querySelector|write)\(|\bwindow\.[A-Za-z_]{2,40}\s*=|\bfunction\s*\([^()\n]{0,80}\)\s*\{|@media\s*(?:screen|print|\()|\{\s*(?:display|margin|padding|color|font-size|width)\s*:[^{}\n]{1,200}\}/g,
  },
];

/** Markup that an extraction left in plain text. */
export const markup: Measure = {
  id: 'markup',
  what: 'leftover markup: tags, character references, shortcodes, template code, scripts, links in Markdown',
  why: 'An extraction took the source of a page for its text, or decoded it once too seldom.',
  help: 'Extract the page again, or decode its character references; in texts about code, switch the rule off.',
  level: 'error',
  flags: [],
  look: (facts) => inParagraphs('markup', facts, marksOf(facts.page.text, KINDS)),
};
