import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import TurndownService from 'turndown';
import { gfm } from 'turndown-plugin-gfm';
import type { CorpusSet } from './corpus.js';
import { type HtmlCorpusPage, readHtmlCorpus } from './html-corpus.js';

const CACHE = join(import.meta.dirname, '..', '.cache', 'markdown');

/** One labelled page as Markdown. */
export type MarkdownCorpusPage = Omit<HtmlCorpusPage, 'html'> & { markdown: string };

/** All of a page as Markdown, as turndown and its GFM plugin write it: only scripts and styles are left out. */
function convert(html: string): string {
  const service = new TurndownService({ headingStyle: 'atx', codeBlockStyle: 'fenced' });
  service.use(gfm);
  service.remove(['script', 'style']);
  return service.turndown(html);
}

/** Reads all pages of a set as Markdown, one at a time; the first run converts them. Pages that turndown fails on are left out. */
export function* readMarkdownCorpus(set: CorpusSet): Generator<MarkdownCorpusPage> {
  mkdirSync(join(CACHE, set), { recursive: true });
  for (const { html, ...page } of readHtmlCorpus(set)) {
    const path = join(CACHE, set, `${page.id}.md`);
    if (!existsSync(path)) {
      try {
        writeFileSync(path, convert(html));
      } catch (error) {
        console.error(`${page.id}: turndown failed: ${(error as Error).message}`);
        continue;
      }
    }
    yield { ...page, markdown: readFileSync(path, 'utf8') };
  }
}
