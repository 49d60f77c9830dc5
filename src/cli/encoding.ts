import { suggestion, UsageError } from '../problem.js';
import { knownEncoding } from '../read/decode.js';

/** Encodings that are named where one is mistyped. */
const COMMON = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1250',
  'windows-1251',
  'windows-1252',
  'iso-8859-1',
  'iso-8859-2',
  'koi8-r',
  'shift_jis',
  'euc-jp',
  'euc-kr',
  'gbk',
  'gb18030',
  'big5',
];

/** Throws `UsageError` for an encoding that nobody knows. */
export async function checkEncoding(name: string | undefined): Promise<void> {
  if (name === undefined || (await knownEncoding(name)) !== undefined) return;
  throw new UsageError(
    `--encoding: unknown encoding "${name}"${suggestion(name.toLowerCase(), COMMON) || `; such as ${COMMON.join(', ')}`}`,
  );
}
