import type { Page } from '../types.js';
import { BlockReader } from './markdown/blocks.js';
import { findDefinitions } from './markdown/definitions.js';
import { frontMatterEnd } from './markdown/front-matter.js';
import { PageWriter } from './markdown/page-writer.js';

/**
 * Reads Markdown as web-to-Markdown services write it: CommonMark with GFM's tables, strikethrough and bare URLs, as far
 * as it bears on what the text is. `Page.text` is the rendered text, each paragraph knows its slice of the source.
 *
 * The grammar is our own because no kept parser has all of what is asked here: offsets of inline marks too, more than
 * 3 MB a second, and linear time. See docs/markdown.md.
 */
export function parseMarkdown(source: string): Page {
  const definitions = findDefinitions(source);
  const writer = new PageWriter(source);
  const from = frontMatterEnd(source);
  const line = 1 + (source.slice(0, from).match(/\n/g)?.length ?? 0);
  new BlockReader(source, writer, definitions).read(from, line);
  return writer.finish(definitions.places);
}
