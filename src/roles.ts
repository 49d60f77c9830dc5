/** Roles of the article itself, in the clean text by default. */
export const ARTICLE_ROLES = ['headline', 'standfirst', 'subheading', 'body'] as const;

/** Roles of the page's metadata: out of the text, named in the report. */
export const METADATA_ROLES = ['byline', 'dateline', 'caption'] as const;

/** Roles of everything that is no part of the article. */
export const BOILERPLATE_ROLES = [
  'navigation',
  'donation-appeal',
  'subscription-prompt',
  'newsletter-prompt',
  'notification-prompt',
  'account-prompt',
  'product-promo',
  'job-ads',
  'advertisement',
  'related-stories',
  'comment-prompt',
  'user-comments',
  'share-tools',
  'legal-notice',
  'author-bio',
  'topic-tags',
  'other',
] as const;

/** Every role, in the order in which reports list them. */
export const ROLES = [...ARTICLE_ROLES, ...METADATA_ROLES, ...BOILERPLATE_ROLES] as const;

export type Role = (typeof ROLES)[number];

const NAMES: ReadonlySet<string> = new Set(ROLES);

/** Whether a word is the name of a role. */
export function isRole(name: string): name is Role {
  return NAMES.has(name);
}
