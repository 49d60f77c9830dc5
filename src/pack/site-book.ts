import { basename, extname } from 'node:path';
import type { Rule } from '../match/rule.js';
import type { RuleSet } from '../match/rule-set.js';
import { SiteRules } from '../match/site-rules.js';
import { UsageError } from '../problem.js';
import { isSiteFile, packFiles, packName } from './files.js';
import { loadSite } from './load-sites.js';
import { registrableDomain } from './registrable-domain.js';

/** So many sites are held ready at a time: memory stays bounded whatever the run. */
const MOST_SITES = 32;

interface SiteFile {
  file: string;
  pack: string;
}

/** Rules of sites, read when a page of theirs comes. The folders are listed once, at the first page that has a URL. */
export class SiteBook {
  private files?: Map<string, SiteFile[]>;
  /** The least lately used first. */
  private readonly ready = new Map<string, SiteRules | UsageError | undefined>();

  /**
   * @param roots packs, folders and files, in which sites may have rules.
   * @param keep which rules are in use; all if left out.
   */
  constructor(
    private readonly base: RuleSet,
    private readonly roots: readonly string[],
    private readonly keep?: (rule: Rule) => boolean,
  ) {}

  /** The base rules with those of the URL's site, and of the site that goes by this name; undefined where it has none. Throws `UsageError` where they are broken. */
  rulesOf(url?: string, site?: string): SiteRules | undefined {
    const hosts = [...new Set([url && registrableDomain(url), site])].filter((host) => host !== undefined);
    this.files ??= this.listFiles();
    const files = hosts.flatMap((host) => this.files!.get(host) ?? []);
    if (files.length === 0) return undefined;
    const host = hosts.join(' ');
    const rules = this.ready.has(host) ? this.ready.get(host) : this.load(files);
    this.ready.delete(host);
    this.ready.set(host, rules);
    if (this.ready.size > MOST_SITES) this.ready.delete(this.ready.keys().next().value!);
    if (rules instanceof UsageError) throw rules;
    return rules;
  }

  private listFiles(): Map<string, SiteFile[]> {
    const files = new Map<string, SiteFile[]>();
    for (const root of this.roots)
      for (const file of packFiles(root).filter(isSiteFile)) {
        const host = basename(file, extname(file));
        files.set(host, [...(files.get(host) ?? []), { file, pack: packName(root, file, false, false) }]);
      }
    return files;
  }

  private load(files: readonly SiteFile[]): SiteRules | UsageError | undefined {
    const loaded = files.map(({ file, pack }) => loadSite(file, pack));
    const problems = loaded.flatMap((site) => site.problems);
    if (problems.length > 0) return new UsageError('', problems);
    const rules = loaded.flatMap(({ site }) => site!.rules.map(({ rule }) => rule));
    const used = this.keep ? rules.filter(this.keep) : rules;
    return used.length > 0 ? new SiteRules(this.base, used) : undefined;
  }
}
