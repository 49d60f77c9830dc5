import { BOILERPLATE_ROLES, type Role } from '../../roles.js';
import { logit } from '../../score/score.js';
import type { Result } from '../../types.js';
import { excerpt } from '../excerpt.js';
import { isAllButClean } from '../facts.js';
import type { CheckOptions, Measure, TextFacts } from '../types.js';

const BOILERPLATE: ReadonlySet<Role> = new Set(BOILERPLATE_ROLES);

/** Roles as messages name them. */
export function roleName(role: Role): string {
  return role === 'other' ? 'other boilerplate' : role;
}

/**
 * Uncalibrated probability that is sure enough in a page with markup that is all but clean: chosen on gold articles, of which at
 * most one in fifty may have a finding (docs/check.md).
 */
const SURE = 0.996;

/** Whether a score, calibrated for its page, is sure enough for a finding. */
function isSure(score: number, pageThreshold: number): boolean {
  return !isAllButClean(pageThreshold) || logit(score) + logit(pageThreshold) >= logit(SURE);
}

/**
 * The role of a paragraph that is boilerplate and not welcome, or undefined: by what cleaning decides, and in a text that is all but
 * clean by what is learned of lines that stand alone.
 */
export function boilerplateRole(
  { result, stray }: Pick<TextFacts, 'result' | 'stray'>,
  p: number,
  { keep }: Pick<CheckOptions, 'keep'>,
): Role | undefined {
  const role = stray ? stray(p) : removedRole(result, p);
  return role && BOILERPLATE.has(role) && !keep.has(role) ? role : undefined;
}

function removedRole(result: Result | undefined, p: number): Role | undefined {
  if (!result) return undefined;
  const { verdicts, pageThreshold } = result;
  // Naming roles is what costs most: it is asked for only where something goes.
  return verdicts[p].keep || !isSure(verdicts[p].score, pageThreshold) ? undefined : verdicts[p].role;
}

/** Paragraphs that are no part of the article. */
export const boilerplate: Measure = {
  id: 'boilerplate',
  what: 'a paragraph that is no part of the article',
  why: 'Menus, prompts, teasers and notices teach a model, or tell a reader, what no article says.',
  help: 'Clean the document with `dechaff`, remove the paragraph, or accept it in the baseline.',
  level: 'error',
  flags: ['--max-boilerplate', '--max-role', '--keep'],
  look(facts, options) {
    const { page } = facts;
    return page.children.flatMap(({ start, end }, p) => {
      const role = boilerplateRole(facts, p, options);
      if (!role) return [];
      const saw = excerpt(page.text.slice(start, end));
      return [{ rule: 'boilerplate', start, end, role, saw, reason: `${roleName(role)}: "${saw}"` }];
    });
  },
};
