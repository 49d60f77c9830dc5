import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { UsageError } from '../../problem.js';

function git(args: readonly string[], cwd: string): string {
  try {
    return execFileSync('git', args, {
      cwd,
      encoding: 'utf8',
      maxBuffer: 1 << 30,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  } catch (error) {
    const { stderr, code } = error as { stderr?: string; code?: string };
    if (code === 'ENOENT') throw new UsageError('--changed-since needs git, which is not installed');
    throw new UsageError(`--changed-since: ${(stderr ?? '').trim().split('\n')[0] || String(error)}`);
  }
}

/**
 * Absolute paths of the files that differ from the point where the current commit and `ref` part, new and uncommitted ones
 * included, deleted ones not. Throws `UsageError` outside of a repository or for an unknown ref.
 */
export function changedFiles(ref: string, cwd: string): Set<string> {
  if (ref.startsWith('-')) throw new UsageError(`--changed-since: "${ref}" is no Git commit`);
  const root = git(['rev-parse', '--show-toplevel'], cwd).trim();
  git(['rev-parse', '--verify', '--quiet', `${ref}^{commit}`], cwd);
  let base = ref;
  try {
    base = git(['merge-base', ref, 'HEAD'], cwd).trim();
  } catch {
    // A shallow clone may not reach the common ancestor: then the ref itself is what the files are held against.
  }
  const names = [
    ...git(['diff', '--name-only', '--no-renames', '--diff-filter=d', '-z', base, '--'], root).split('\0'),
    ...git(['ls-files', '--others', '--exclude-standard', '-z'], root).split('\0'),
  ];
  return new Set(names.filter(Boolean).map((name) => resolve(root, name)));
}
