import { domainToASCII } from 'node:url';
import { getDomain } from 'tldts';

/**
 * The registrable domain of a URL or host name, in ASCII: what a site's file is named after. Hosts under which anybody may
 * have a site (`github.io`) count as suffixes. Undefined for addresses and names that have none.
 */
export function registrableDomain(url: string): string | undefined {
  const domain = getDomain(url, { allowPrivateDomains: true });
  return (domain && domainToASCII(domain)) || undefined;
}
