import { siteOf } from '../pack/site-of.js';
import type { Input } from '../read/input.js';
import type { InputRecord } from '../read/record.js';

/** The site of a record: its field, the domain of its address, or the folder that its file stands in. */
export function siteOfRecord(
  { document, fields }: InputRecord,
  { path }: Pick<Input, 'path'>,
  siteField?: string,
): string | undefined {
  return siteOf({
    field: siteField === undefined ? undefined : fields?.[siteField],
    url: document.url,
    path,
  });
}
