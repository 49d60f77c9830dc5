import { createRequire } from 'node:module';
import { domainToASCII } from 'node:url';

const require = createRequire(import.meta.url);
let tldts: typeof import('tldts') | undefined;

/**
 * The registrable domain of a URL or host name, in ASCII: what a site's file is named after. Hosts under which anybody may
 * have a site (`github.io`) count as suffixes. Undefined for addresses and names that have none.
 */
export function registrableDomain(url: string): string | undefined {
  // The list of suffixes takes 70 ms to load, and a page on standard input has no address.
  tldts ??= require('tldts') as typeof import('tldts');
  const domain = tldts.getDomain(url, { allowPrivateDomains: true });
  return (domain && domainToASCII(domain)) || undefined;
}
