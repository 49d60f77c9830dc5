import { BOILERPLATE_ROLES, type Role } from '../../roles.js';
import { logit } from '../../score/score.js';
import type { Result } from '../../types.js';
import { excerpt } from '../excerpt.js';
import type { CheckOptions, Measure } from '../types.js';

const BOILERPLATE: ReadonlySet<Role> = new Set(BOILERPLATE_ROLES);

/** Roles as messages name them. */
export function roleName(role: Role): string {
  return role === 'other' ? 'other boilerplate' : role;
}

/** From this threshold on a page is all but clean: its lines have been found to be article, and only what is sure speaks. */
const CLEAN_PAGE = 0.985;
/** Uncalibrated probability that is sure enough there: chosen on gold articles, of which at most one in fifty may have a finding (docs/check.md). */
const SURE = 0.996;

/** Whether a score, calibrated for its page, is sure enough for a finding. */
function isSure(score: number, pageThreshold: number): boolean {
  return pageThreshold < CLEAN_PAGE || logit(score) + logit(pageThreshold) >= logit(SURE);
}

/** The role of a paragraph that is boilerplate and not welcome, or undefined. */
export function boilerplateRole(
  { verdicts, pageThreshold }: Result,
  p: number,
  { keep }: Pick<CheckOptions, 'keep'>,
): Role | undefined {
  if (verdicts[p].keep || !isSure(verdicts[p].score, pageThreshold)) return undefined;
  // Naming roles is what costs most: it is asked for only where something goes.
  const { role } = verdicts[p];
  return BOILERPLATE.has(role) && !keep.has(role) ? role : undefined;
}

/** Paragraphs that are no part of the article. */
export const boilerplate: Measure = {
  id: 'boilerplate',
  what: 'a paragraph that is no part of the article',
  why: 'Menus, prompts, teasers and notices teach a model, or tell a reader, what no article says.',
  help: 'Clean the document with `dechaff`, remove the paragraph, or accept it in the baseline.',
  level: 'error',
  flags: ['--max-boilerplate', '--max-role', '--keep'],
  look({ page, result }, options) {
    if (!result) return [];
    return result.paragraphs.flatMap(({ start, end }, p) => {
      const role = boilerplateRole(result, p, options);
      if (!role) return [];
      const saw = excerpt(page.text.slice(start, end));
      return [{ rule: 'boilerplate', start, end, role, saw, reason: `${roleName(role)}: "${saw}"` }];
    });
  },
};
