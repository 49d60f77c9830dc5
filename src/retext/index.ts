import type { Root } from 'nlcst';
import type { Plugin } from 'unified';
import type { VFile } from 'vfile';
import { excerpt } from '../check/excerpt.js';
import { cleanedFacts } from '../check/facts.js';
import { boilerplate, boilerplateRole, roleName } from '../check/measures/boilerplate.js';
import { ruleUrl } from '../check/message.js';
import { placer } from '../check/place.js';
import { type CleanOptions, createProcessor, examineDocument } from '../processor.js';
import { ARTICLE_ROLES } from '../roles.js';
import { shippedStrayModel } from '../stray-model.js';

/** How the plugin looks at texts: `keep` names the roles that are welcome, the others are those of `clean`. */
export type RetextDechaffOptions = Pick<CleanOptions, 'model' | 'keep' | 'threshold' | 'useModel'>;

/**
 * A retext plugin that warns on boilerplate paragraphs: one message each, with the rule `boilerplate`, the role and the
 * text (`actual`). It reads the file's text, not the tree: dechaff's paragraphs are those of scraped pages.
 */
const retextDechaff: Plugin<[RetextDechaffOptions?], Root> = (options = {}) => {
  const processor = createProcessor({ ...options, language: false });
  const stray = options.useModel === false ? undefined : shippedStrayModel();
  const keep = new Set(options.keep ?? ARTICLE_ROLES);
  return async (_tree: Root, file: VFile) => {
    const text = String(file);
    const document = { id: file.path ?? 'text', text };
    const facts = cleanedFacts(await examineDocument(processor, document), stray);
    const place = placer(text);
    facts.page.children.forEach(({ start, end }, p) => {
      const role = boilerplateRole(facts, p, { keep });
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
