import type { Metadata, Stated } from '../types.js';
import { statedByline } from './stated-byline.js';
import { statedDate } from './stated-date.js';
import { statedHeadline } from './stated-headline.js';

/** Headline, names of authors and date that a page states of its article. `url`: the page's address, if known. */
export function statedMetadata(
  stated: Stated,
  url?: string,
): Pick<Metadata, 'headline' | 'byline' | 'published'> {
  const headline = statedHeadline(stated, url);
  const byline = statedByline(stated);
  const published = statedDate(stated);
  return { ...(headline && { headline }), ...(byline && { byline }), ...(published && { published }) };
}
