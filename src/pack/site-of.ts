import { basename, dirname } from 'node:path';
import { registrableDomain } from './registrable-domain.js';

/** What is known of where a page comes from. */
export interface Origin {
  /** Value of the field that `--site-field` names. */
  field?: unknown;
  url?: string;
  /** Absolute path of its file. */
  path?: string;
}

/** The site of a page: its field, the registrable domain of its address, or the folder it stands in; undefined where there is none. */
export function siteOf({ field, url, path }: Origin): string | undefined {
  if (typeof field === 'string' && field.trim() !== '') return registrableDomain(field) ?? siteName(field);
  return (url && registrableDomain(url)) || (path && siteName(basename(dirname(path)))) || undefined;
}

/** A name as the file of a site may bear it: small letters, digits, points and hyphens. */
export function siteName(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.-]+/gu, '-')
    .replace(/^[-.]+|[-.]+$/g, '');
}
