export type { Comparison, Piece } from './compile/comparison.js';
export type { TextForm } from './compile/compile.js';
export { loadRules } from './load-rules.js';
export { createModel, type Model } from './model.js';
export { type CleanOptions, clean, createProcessor } from './processor.js';
export type { Role } from './roles.js';
export { ARTICLE_ROLES, BOILERPLATE_ROLES, METADATA_ROLES, ROLES } from './roles.js';
export type {
  Document,
  Evidence,
  Inline,
  Markup,
  MarkupElement,
  Metadata,
  Page,
  Paragraph,
  Result,
  Stated,
  Statement,
  Verdict,
} from './types.js';
