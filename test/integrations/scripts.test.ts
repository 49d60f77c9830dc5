import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { folderWith, PAGE, PLAIN } from '../cli/files.js';

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const COMMAND = `${process.execPath} ${at('bin/dechaff.js')}`;

/** A repository with one clean text committed. */
function repository() {
  const folder = folderWith({ 'corpus/clean.txt': PLAIN });
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=n', '-c', 'user.email=n@example.org', ...args], {
      cwd: folder.root,
      encoding: 'utf8',
    }).trim();
  git('init', '-q');
  git('add', '.');
  git('commit', '-qm', 'clean');
  return { ...folder, git, base: git('rev-parse', 'HEAD') };
}

/** Runs a script as a runner does: bash, with what the step sets as environment. */
function runScript(script: string, cwd: string, env: Record<string, string>) {
  const { status, stdout, stderr } = spawnSync('bash', [at(script)], {
    cwd,
    encoding: 'utf8',
    env: { PATH: process.env.PATH ?? '', HOME: cwd, DECHAFF_COMMAND: COMMAND, ...env },
  });
  return { status, stdout, stderr };
}

describe('the GitHub Action', () => {
  const step = (folder: ReturnType<typeof repository>, env: Record<string, string> = {}) =>
    runScript('integrations/github-action/check.sh', folder.root, {
      GITHUB_STEP_SUMMARY: folder.path('summary.md'),
      GITHUB_OUTPUT: folder.path('output'),
      DECHAFF_PATHS: 'corpus\n',
      ...env,
    });

  it('passes a clean repository and writes a summary', () => {
    const folder = repository();
    const { status, stdout } = step(folder);
    expect({ status, stdout: stdout.slice(0, 25) }).toEqual({
      status: 0,
      stdout: '::notice title=dechaff::1',
    });
    expect(folder.read('summary.md')).toContain('## dechaff: passed');
  });

  it('fails a pull request that brings dirty text, with annotations and SARIF, and looks only at what it changes', () => {
    const folder = repository();
    writeFileSync(folder.path('corpus/new text.txt'), PAGE);
    const { status, stdout } = step(folder, {
      DECHAFF_CHANGED_SINCE: folder.base,
      DECHAFF_SARIF: 'out.sarif',
    });
    expect(status).toBe(1);
    expect(stdout).toContain('::error file=corpus/new text.txt,line=1,');
    expect(stdout).toContain('1 document, 1 with findings');
    expect(folder.read('output')).toBe('sarif=out.sarif\n');
    expect(JSON.parse(folder.read('out.sarif')).version).toBe('2.1.0');
  });

  it('takes flags and a baseline, and takes nothing of them for code', () => {
    const folder = repository();
    writeFileSync(folder.path('corpus/new.txt'), PAGE);
    const run = (args: string) => step(folder, { DECHAFF_ARGS: args, DECHAFF_BASELINE: 'base.json' }).status;
    expect(run('--update-baseline\n')).toBe(0);
    expect(run('--strict-baseline\n--max-warnings=0')).toBe(0);
    expect(run('$(touch broken)')).toBe(2);
    expect(folder.has('broken')).toBe(false);
  });

  it('has inputs and steps that fit its script', () => {
    const action = parse(readFileSync(at('integrations/github-action/action.yml'), 'utf8'));
    const script = readFileSync(at('integrations/github-action/check.sh'), 'utf8');
    const [check] = action.runs.steps;
    expect(action.runs.using).toBe('composite');
    for (const name of Object.keys(check.env)) expect(script).toContain(name);
    for (const [, input] of JSON.stringify(check.env).matchAll(/inputs\.([a-z-]+)/g))
      expect(Object.keys(action.inputs)).toContain(input);
  });
});

describe('the hook', () => {
  const hook = (folder: ReturnType<typeof repository>) =>
    runScript('integrations/pre-commit/hook.sh', folder.root, { DECHAFF_PATHS: 'corpus' });

  it('looks at texts as they are staged', () => {
    const folder = repository();
    expect(hook(folder).status).toBe(0);
    writeFileSync(folder.path('corpus/new.txt'), PAGE);
    folder.git('add', '.');
    writeFileSync(folder.path('corpus/new.txt'), PLAIN);
    const { status, stdout } = hook(folder);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^corpus\/new\.txt\n/);
  });

  it('is described for pre-commit', () => {
    const [described] = parse(readFileSync(at('integrations/pre-commit/.pre-commit-hooks.yaml'), 'utf8'));
    expect(described).toMatchObject({ id: 'dechaff-check', language: 'node', require_serial: true });
    const folder = repository();
    const [, ...args] = described.entry.split(' ');
    const { status } = spawnSync(process.execPath, [at('bin/dechaff.js'), ...args, 'corpus/clean.txt'], {
      cwd: folder.root,
    });
    expect(status).toBe(0);
  });
});
