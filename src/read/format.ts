import { extname } from 'node:path';

/** Forms of input. */
export const INPUT_FORMATS = ['text', 'html', 'markdown', 'jsonl', 'warc', 'wet', 'parquet'] as const;

export type InputFormat = (typeof INPUT_FORMATS)[number];

/** Forms that hold one page a file. */
export const PAGE_FORMATS = ['text', 'html', 'markdown'] as const;

export type PageFormat = (typeof PAGE_FORMATS)[number];

const ENDINGS: Readonly<Record<string, InputFormat>> = {
  '.txt': 'text',
  '.text': 'text',
  '.html': 'html',
  '.htm': 'html',
  '.xhtml': 'html',
  '.md': 'markdown',
  '.markdown': 'markdown',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
  '.warc': 'warc',
  '.wet': 'wet',
  '.parquet': 'parquet',
};

const PACKED = /\.(gz|zst)$/i;

/** A name without the ending that says how the file is packed. */
export function unpackedName(name: string): string {
  return name.replace(PACKED, '');
}

/** A name without the endings that say how the file is packed and what is in it. */
export function bareName(name: string): string {
  const plain = unpackedName(name);
  return formatOfName(plain) ? plain.slice(0, -extname(plain).length) : plain;
}

/** The form that a file's name tells; undefined where it tells none. */
export function formatOfName(name: string): InputFormat | undefined {
  return ENDINGS[extname(unpackedName(name)).toLowerCase()];
}

/** Whether a walk takes a file of this name: one whose ending tells a form, or one without ending. */
export function isInputName(name: string): boolean {
  return formatOfName(name) !== undefined || extname(unpackedName(name)) === '';
}

/** Whether a file of this name is taken for one page. */
export function isPageName(name: string): boolean {
  const format = formatOfName(name);
  return format === undefined ? isInputName(name) : isPageFormat(format);
}

/** Whether a form holds one page a file. */
export function isPageFormat(format: InputFormat): format is PageFormat {
  return (PAGE_FORMATS as readonly InputFormat[]).includes(format);
}

const HTML =
  /^<(?:!doctype\s+html|(?:html|head|body|meta|title|link|script|style|main|article|section|header|nav|div|table|h1|p)\b[^<]*>)/i;
/** So much of a page may be comments and declarations before its first tag, in characters. */
const BEFORE_TAGS = 4096;

/** So many bytes are enough to tell a form by. */
export const HEAD_SIZE = 1 << 16;

/** The form that the first bytes of a file tell, unpacked: plain text where they look like nothing else. */
export function formatOfContent(head: Uint8Array): InputFormat {
  const start = Buffer.from(head.buffer, head.byteOffset, Math.min(head.byteLength, HEAD_SIZE));
  if (start.toString('latin1', 0, 4) === 'PAR1') return 'parquet';
  // UTF-16 has a zero beside each letter of a tag.
  const text = start
    .toString('utf8')
    .replace(/[\0\ufeff\ufffd]/g, '')
    .trimStart();
  if (/^WARC\/\d/.test(text)) return 'warc';
  if (isHtml(text.slice(0, BEFORE_TAGS))) return 'html';
  return isRecordLine(text) ? 'jsonl' : 'text';
}

function isHtml(text: string): boolean {
  return HTML.test(text.replace(/<!--.*?(?:-->|$)|<\?[^>]*>/gs, '').trimStart());
}

/** Whether the first line is a JSON object, as far as it can be seen. */
function isRecordLine(text: string): boolean {
  if (!/^\{\s*"/.test(text)) return false;
  const end = text.indexOf('\n');
  if (end < 0 && !text.trimEnd().endsWith('}')) return /^\{\s*"[^"\n]*"\s*:/.test(text);
  try {
    JSON.parse(end < 0 ? text : text.slice(0, end));
    return true;
  } catch {
    return false;
  }
}
