import type { Document, Page } from '../types.js';
import type { BlockText } from './blocks.js';
import type { Comparison } from './comparison.js';
import { compileMarkdown } from './markdown.js';
import { compilePlain } from './plain.js';
import { compileSlices } from './slices.js';
import { compileText } from './text.js';
import { textAsMarkup } from './text-as-markdown.js';

/** Forms of the clean text. */
export type TextForm = 'text' | 'markdown';

/** How a page is written. */
export interface CompileOptions {
  /** That of the input if left out: Markdown stays Markdown, all else is text. */
  form?: TextForm;
  /** Images stay where text beside them stays; in Markdown only. */
  images?: boolean;
  url?: Document['url'];
}

/** The clean text of a page. What it is compared with is worked out when somebody asks: most runs write no diff. */
export interface Compiled {
  readonly text: string;
  readonly comparison: Comparison;
}

/** Text that was written block by block, compared with all of the page written so. */
class Written implements Compiled {
  readonly text: string;
  private known?: Comparison;

  constructor(
    private readonly clean: BlockText,
    private readonly whole: () => BlockText,
  ) {
    this.text = clean.text;
  }

  get comparison(): Comparison {
    this.known ??= this.compare();
    return this.known;
  }

  private compare(): Comparison {
    const { text: before, pieces } = this.whole();
    return {
      before,
      starts: pieces.map(({ at }) => at),
      pieces: this.clean.pieces.map(({ index, at, end }) => ({
        at,
        start: pieces[index].at,
        end: pieces[index].at + end - at,
      })),
    };
  }
}

/** Writes the kept paragraphs of a page in the form that is asked for. */
export function compilePage(
  page: Page,
  keep: (index: number) => boolean,
  options: CompileOptions = {},
): Compiled {
  const { markup } = page;
  const form = options.form ?? (markup?.format === 'markdown' ? 'markdown' : 'text');
  const images = options.images ?? false;
  if (!markup && form === 'text') return compileText(page.text, page.children, keep);
  if (markup?.format === 'markdown' && form === 'markdown') return compileSlices(page, keep, images);
  const write = markedWriter(page, form, images, options.url);
  return new Written(write(keep), () => write(() => true));
}

function markedWriter(page: Page, form: TextForm, images: boolean, url?: string) {
  if (form === 'text') return (keep: (index: number) => boolean) => compilePlain(page, keep);
  const marked = page.markup ? page : textAsMarkup(page);
  const base = URL.canParse(url ?? '') ? url : undefined;
  return (keep: (index: number) => boolean) =>
    compileMarkdown(marked, keep, { images, ...(base !== undefined && { base }), joinLines: !page.markup });
}
