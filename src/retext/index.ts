import type { Root } from 'nlcst';
import type { Plugin } from 'unified';
import type { VFile } from 'vfile';
import { excerpt } from '../check/excerpt.js';
import { boilerplate, boilerplateRole, roleName } from '../check/measures/boilerplate.js';
import { ruleUrl } from '../check/message.js';
import { placer } from '../check/place.js';
import { type CleanOptions, createProcessor, processDocument } from '../processor.js';
import { ARTICLE_ROLES } from '../roles.js';

/** How the plugin looks at texts: `keep` names the roles that are welcome, the others are those of `clean`. */
export type RetextDechaffOptions = Pick<CleanOptions, 'model' | 'keep' | 'threshold' | 'useModel'>;

/**
 * A retext plugin that warns on boilerplate paragraphs: one message each, with the rule `boilerplate`, the role and the
 * text (`actual`). It reads the file's text, not the tree: dechaff's paragraphs are those of scraped pages.
 */
const retextDechaff: Plugin<[RetextDechaffOptions?], Root> = (options = {}) => {
  const processor = createProcessor({ ...options, language: false });
  const keep = new Set(options.keep ?? ARTICLE_ROLES);
  return async (_tree: Root, file: VFile) => {
    const text = String(file);
    const result = await processDocument(processor, { id: file.path ?? 'text', text });
    const place = placer(text);
    result.paragraphs.forEach(({ start, end }, p) => {
      const role = boilerplateRole(result, p, { keep });
      if (!role) return;
      const { line, column, endLine, endColumn } = place(start, end);
      const saw = excerpt(text.slice(start, end));
      const message = file.message(`${roleName(role)}: "${saw}"`, {
        source: 'dechaff',
        ruleId: boilerplate.id,
        place: {
          start: { line, column, offset: start },
          end: { line: endLine, column: endColumn, offset: end },
        },
      });
      Object.assign(message, {
        actual: saw,
        expected: [],
        note: boilerplate.help,
        url: ruleUrl(boilerplate.id),
      });
    });
  };
};

export default retextDechaff;
