import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import type { Command } from 'commander';
import { MEASURES } from '../src/check/measures/index.js';
import { createProgram } from '../src/cli/program.js';
import { SHIPPED_RULES, shippedBundle } from '../src/model.js';
import { loadSites } from '../src/pack/load-sites.js';

// Writes the docs that follow from code and rules; with --check, says which are out of date.
const DOCS = join(import.meta.dirname, '../docs');

const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
const program = createProgram(
  { stdin: Readable.from([]), stdout: nowhere, stderr: nowhere, cwd: '.', env: {} },
  () => {},
);

function commandLine(): string {
  const all = (command: Command, names: string[]): [string[], Command][] => [
    [names, command],
    ...command.commands.flatMap((c) => all(c, [...names, c.name()])),
  ];
  const parts = all(program, ['dechaff']).map(([names, command]) => {
    command.configureHelp({ helpWidth: 80 });
    return `## ${names.join(' ')}\n\n\`\`\`text\n${command.helpInformation().trim()}\n\`\`\`\n`;
  });
  return `# Command line\n\nMade by \`npm run docs:write\` from the option tables.\n\n${parts.join('\n')}`;
}

function siteTable(): string[] {
  const { sites } = loadSites(SHIPPED_RULES, { bare: true });
  return [
    '## Sites',
    '',
    'Rules that speak on the pages of one site: [how to write them](guide.md#rules-for-one-site). Those that are shipped are samples for',
    'domains that are reserved for documentation: no page of a real site was looked at for them, and none has them.',
    '',
    '| rule | role | kind | why |',
    '|---|---|---|---|',
    ...sites.flatMap(({ rules }) =>
      rules.map(
        ({ rule: { id, role, keep, kind, why } }) => `| ${id} | ${keep ? 'keep' : role} | ${kind} | ${why} |`,
      ),
    ),
    '',
  ];
}

function ruleTable(): string {
  const { rules, weights } = shippedBundle();
  const rows = [...rules]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(
      ({ id, role, kind, why }) =>
        `| ${id} | ${role} | ${kind} | ${weights[id]?.whole ?? ''} | ${weights[id]?.part ?? ''} | ${why} |`,
    );
  return [
    '# Rules',
    '',
    'Made by `npm run docs:write` from `rules/`. Weights are log-odds, counted from the corpus by `npm run train`: `whole` where',
    "the rule's hit covers at least half of the paragraph's words, `part` where it stands inside more text.",
    '',
    '| rule | role | kind | whole | part | why |',
    '|---|---|---|---|---|---|',
    ...rows,
    '',
    ...siteTable(),
  ].join('\n');
}

/** Every rule of `check` under a heading of its id: what findings link to. */
function checkRules(): string {
  return MEASURES.map(({ id, what, why, help, level, flags }) => {
    const set = flags.length > 0 ? ` Set by ${flags.map((flag) => `\`${flag}\``).join(', ')}.` : '';
    return `### ${id}\n\n${level}: ${what}. ${why} **What to do:** ${help}${set}\n`;
  }).join('\n');
}

const result = (name: string) => readFileSync(join(DOCS, '../bench/results', name), 'utf8');

/** A written page with its generated parts filled in, each between marks of its name. */
function filled(page: string, parts: Record<string, string>): string {
  let text = readFileSync(join(DOCS, page), 'utf8');
  for (const [name, part] of Object.entries(parts)) {
    const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
    const [from, to] = [text.indexOf(open), text.indexOf(close)];
    if (from < 0 || to < from) throw new Error(`docs/${page} has no place for "${name}"`);
    text = `${text.slice(0, from + open.length)}\n\n${part.trim()}\n\n${text.slice(to)}`;
  }
  return text;
}

const pages: Record<string, string> = {
  'cli.md': commandLine(),
  'rules.md': ruleTable(),
  'check.md': filled('check.md', {
    rules: checkRules(),
    faults: result('check-faults.md'),
    scale: result('check-scale.md'),
  }),
};
let stale = 0;
for (const [name, content] of Object.entries(pages)) {
  const path = join(DOCS, name);
  if (!process.argv.includes('--check')) writeFileSync(path, content);
  else if (readFileSync(path, 'utf8') !== content) {
    console.error(`docs/${name} is out of date: run npm run docs:write`);
    stale++;
  }
}
process.exitCode = stale > 0 ? 1 : 0;
