import type { Measure } from '../types.js';
import { inParagraphs, marksOf } from './in-paragraphs.js';

const KINDS = [
  { name: 'escape sequence', pattern: /\\u(?:[0-9a-f]{4}|\{[0-9a-f]{1,6}\})|\\x[0-9a-f]{2}(?![0-9a-z])/gi },
  // Before a small letter it may be a path or a formula: C:\new, \tau.
  { name: 'escape sequence', pattern: /(?<![A-Za-z]:[^\s]{0,80})\\[nrt](?![a-z])|\\["']|<\\\//g },
  { name: 'terminal escape sequence', pattern: /\u001b\[[0-9;]{0,20}[A-Za-z]/g },
  { name: 'control character', pattern: /[\u0000-\u0008\u000b\u000e-\u001f\u007f]+/g },
  {
    name: 'percent-encoded text',
    pattern: /(?<![\w/=?&.%-])[\p{L}\p{N}]{1,40}(?:%[0-9A-F]{2}[\p{L}\p{N}]{0,40}){2,}(?![\w/=?&%])/gu,
  },
];

/** Escape sequences that were never resolved. */
export const escapes: Measure = {
  id: 'escape-sequence',
  what: 'an escape sequence or a control character',
  why: 'Text was cut out of JSON, a script, a terminal or an address without being decoded.',
  help: 'Decode the source (JSON, URL) before its text is stored; in texts about code, switch the rule off.',
  level: 'error',
  flags: [],
  look: (facts) => inParagraphs('escape-sequence', facts, marksOf(facts.page.text, KINDS)),
};
