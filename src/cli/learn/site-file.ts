import { freezeSite } from '../../learn/freeze.js';
import type { Signature } from '../../learn/select.js';
import { registrableDomain } from '../../pack/registrable-domain.js';
import { siteName } from '../../pack/site-of.js';

/** The file of a site's signatures: its name below `sites`, and what is in it. */
export function siteFile(site: string, signatures: readonly Signature[]): { name: string; text: string } {
  const isHost = registrableDomain(site) === site;
  return { name: `${isHost ? site : siteName(site)}.yml`, text: freezeSite(site, isHost, signatures) };
}
