export { ARTICLE_ROLES, BOILERPLATE_ROLES, METADATA_ROLES, ROLES } from './roles.js';
export type { Role } from './roles.js';
export type { Document, Evidence, Metadata, Page, Paragraph, Result, Verdict } from './types.js';
export { clean, type CleanOptions, createProcessor } from './processor.js';
export { createModel, type Model } from './model.js';
export { loadRules } from './load-rules.js';
