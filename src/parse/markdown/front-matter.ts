/** Length that front matter has at most. */
const MOST = 20_000;
const FENCES: Record<string, RegExp> = {
  '---': /^(?:---|\.\.\.)[ \t]*\r?$/m,
  '+++': /^\+\+\+[ \t]*\r?$/m,
};
/** A line of YAML or TOML that names a value. */
const KEY = /^\s*(?:#.*\n\s*)*["']?[\w.-]+["']?\s*[:=]/;
/** What Jina's reader writes above a page. */
const READER =
  /^(?:(?:Title|URL Source|Published Time|Warning|Number of Pages):[^\n]*\n+)+Markdown Content:[ \t]*\r?(?:\n|$)/;

/** Where the page begins behind its front matter: metadata between fences, or the head that web-to-Markdown services write. */
export function frontMatterEnd(source: string): number {
  const start = source.charCodeAt(0) === 0xfeff ? 1 : 0;
  const head = source.slice(start, start + MOST);
  const fence = head.slice(0, 3);
  if (fence in FENCES && /^...[ \t]*\r?\n/.test(head)) {
    const body = head.slice(head.indexOf('\n') + 1);
    const close = FENCES[fence].exec(body);
    // A rule at the top of a page has no key under it.
    if (close && (close.index === 0 || KEY.test(body)))
      return start + head.indexOf('\n') + 1 + close.index + close[0].length;
  }
  return start + (READER.exec(head)?.[0].length ?? 0);
}
