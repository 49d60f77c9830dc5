import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { basename, join } from 'node:path';
import { hashFiles } from '../hash-files.js';

/** Where tools are installed and their outputs kept. */
export const CACHE = join(import.meta.dirname, '../../.cache/peers');

/** A tool that finds the article in HTML. */
export interface Tool {
  name: string;
  script: string;
  /** What the script imports of its neighbours. */
  imports?: string[];
  /** Files that pin its versions: a copy of them is installed from, and another version is another folder. */
  pins: string[];
  /** Program and arguments of each step that installs it, in a folder with copies of the pins. */
  install: [string, string[]][];
  /** The program that runs the script. */
  program: string;
}

/** A Python package in an environment of its own. */
function pythonTool(name: string, pins: string): Tool {
  return {
    name,
    script: `run-${name}.py`,
    pins: [pins],
    install: [
      ['python3', ['-m', 'venv', 'venv']],
      ['venv/bin/python', ['-m', 'pip', 'install', '--quiet', '--no-deps', '-r', pins]],
    ],
    program: 'venv/bin/python',
  };
}

/** A package from npm; `folder` holds its pins. */
function nodeTool(name: string, folder: string): Tool {
  return {
    name,
    script: `run-${name}.mjs`,
    imports: ['block-lines.mjs'],
    pins: [`${folder}package.json`, `${folder}package-lock.json`],
    install: [['npm', ['ci', '--ignore-scripts']]],
    program: 'node',
  };
}

/** The tools, each in an environment of its own. */
export const TOOLS = {
  trafilatura: pythonTool('trafilatura', 'requirements.txt'),
  rsTrafilatura: pythonTool('rs-trafilatura', 'rs-trafilatura.txt'),
  resiliparse: pythonTool('resiliparse', 'resiliparse.txt'),
  readability: nodeTool('readability', ''),
  defuddle: nodeTool('defuddle', 'defuddle/'),
  flatten: pythonTool('flatten', 'flatten.txt'),
} satisfies Record<string, Tool>;

/** A file of this folder. */
export const here = (file: string) => join(import.meta.dirname, file);

/** The version of a package in a file of pins. */
export function pinned(file: string, name: string): string {
  const escaped = name.replace('/', '\\/');
  return new RegExp(`${escaped}"?(?:==|: ")([\\d.]+)`).exec(readFileSync(here(file), 'utf8'))?.[1] ?? '?';
}

/** Installs a tool where it is missing; returns the folder it is installed in. */
export function installed({ name, pins, install }: Tool): string {
  const dir = join(CACHE, `${name}-${hashFiles(pins.map(here))}`);
  if (existsSync(dir)) return dir;
  console.error(`installing ${name}`);
  const partial = `${dir}.partial`;
  mkdirSync(partial, { recursive: true });
  for (const pin of pins) copyFileSync(here(pin), join(partial, basename(pin)));
  for (const [program, args] of install)
    execFileSync(program, args, { cwd: partial, stdio: ['ignore', 'ignore', 'inherit'] });
  renameSync(partial, dir);
  return dir;
}
