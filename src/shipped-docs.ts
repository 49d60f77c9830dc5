/** The page about `check` that ships in the package, with a heading for each rule. */
export const SHIPPED_DOCS = new URL('../docs/check.md', import.meta.url).href;
