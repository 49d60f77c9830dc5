import { BOILERPLATE_ROLES, type Role } from '../../roles.js';
import type { Result } from '../../types.js';
import { excerpt } from '../excerpt.js';
import type { CheckOptions, Measure } from '../types.js';

const BOILERPLATE: ReadonlySet<Role> = new Set(BOILERPLATE_ROLES);

/** Roles as messages name them. */
export function roleName(role: Role): string {
  return role === 'other' ? 'other boilerplate' : role;
}

/** The role of a paragraph that is boilerplate and not welcome, or undefined. */
export function boilerplateRole(
  { verdicts }: Result,
  p: number,
  { keep }: Pick<CheckOptions, 'keep'>,
): Role | undefined {
  if (verdicts[p].keep) return undefined;
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
