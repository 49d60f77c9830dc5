import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Rule, SiteRule } from '../../match/rule.js';
import { DEFAULT_WEIGHT } from '../../match/rule-set.js';
import { KEEP_WEIGHT } from '../../match/site-rules.js';
import { SHIPPED_RULES, shippedBundle } from '../../model.js';
import { formatProblem, type Problem, suggestion, UsageError } from '../../problem.js';
import { ExitCode, type Io, write } from '../io.js';
import { loadAdded, loadSiteRules } from '../model.js';
import { options as opt } from '../options.js';
import { settle } from '../settings.js';

interface RulesFlags {
  rules?: string[];
  config?: string | boolean;
  format: 'text' | 'json';
}

/** Adds the command and its subcommands to the program. */
export function rulesCommand(program: Command, io: Io, done: (code: number) => void): void {
  const rules = program
    .command('rules')
    .summary('list, show, test and lint rule packs')
    .description('Works with rule packs: the shipped ones and those of your own.');
  const shared = (command: Command) =>
    command
      .addOption(opt.rules())
      .addOption(opt.config())
      .addOption(opt.noConfig())
      .addOption(opt.format('text', 'json'));
  shared(
    rules.command('list').description('Lists all rules in use with their roles, kinds and counted weights.'),
  ).action(async (flags: RulesFlags) => done(await list(flags, io)));
  shared(
    rules
      .command('show')
      .description('Shows one rule.')
      .argument('<id>', 'full id, such as en/donation-appeal'),
  ).action(async (id: string, flags: RulesFlags) => done(await show(id, flags, io)));
  rules
    .command('test')
    .description(
      'Lints packs and runs the fixtures beside their rules and the tests inside the files of sites; exits with 1 where one fails.',
    )
    .argument('[paths...]', 'folders or .yml files; none is the shipped packs')
    .action(async (paths: string[]) => done(await test(paths, io)));
  rules
    .command('promote')
    .description(
      'Copies a learned signature with its tests into a pack of your own, where it is kept by hand.',
    )
    .argument('<id>', 'id of the signature')
    .addOption(opt.signatures().makeOptionMandatory())
    .requiredOption('--to <path>', 'folder of the pack')
    .action(async (id: string, flags: { signatures: string[]; to: string }) => {
      const { promoteSignature } = await import('../learn/promote.js');
      done(await promoteSignature(id, flags, io));
    });
  rules
    .command('lint')
    .description('Checks packs and lists every problem as file:line:column.')
    .argument('[paths...]', 'folders or .yml files; none is the shipped packs')
    .action(async (paths: string[]) => done(await lint(paths, io)));
}

async function allRules(flags: RulesFlags, io: Io): Promise<(Rule | SiteRule)[]> {
  const { values } = await settle({ rules: flags.rules, config: flags.config }, io.cwd);
  return [
    ...shippedBundle().rules,
    ...(await loadAdded(values.rules, io.cwd)),
    ...(await loadSiteRules(values.rules, io.cwd)),
  ];
}

function weightOf(rule: Rule | SiteRule) {
  if ('keep' in rule && rule.keep) return KEEP_WEIGHT;
  return shippedBundle().weights[rule.id] ?? DEFAULT_WEIGHT;
}

/** What the rule's hits are taken for; a mark of what must stay has no role of its own. */
function roleOf(rule: Rule | SiteRule): string {
  return 'keep' in rule && rule.keep ? 'keep' : rule.role;
}

async function list(flags: RulesFlags, io: Io): Promise<number> {
  const rules = (await allRules(flags, io)).sort((a, b) => (a.id < b.id ? -1 : 1));
  if (flags.format === 'json') {
    const rows = rules.map((rule) => {
      const { id, kind, why } = rule;
      return { id, role: roleOf(rule), kind, why, weight: weightOf(rule) };
    });
    await write(io.stdout, `${JSON.stringify(rows, null, 2)}\n`);
    return ExitCode.Done;
  }
  const width = Math.max(...rules.map(({ id }) => id.length));
  const sign = (weight: number) => `${weight >= 0 ? '+' : ''}${weight.toFixed(2)}`.padStart(6);
  const lines = rules.map(
    (rule) =>
      `${rule.id.padEnd(width)}  ${roleOf(rule).padEnd(20)}  ${rule.kind.padEnd(12)}  ${sign(weightOf(rule).whole)} ${sign(weightOf(rule).part)}`,
  );
  const head = `${'rule'.padEnd(width)}  ${'role'.padEnd(20)}  ${'kind'.padEnd(12)}   whole   part`;
  await write(io.stdout, `${[head, ...lines].join('\n')}\n`);
  return ExitCode.Done;
}

async function show(id: string, flags: RulesFlags, io: Io): Promise<number> {
  const rules = await allRules(flags, io);
  const rule = rules.find((r) => r.id === id);
  if (!rule)
    throw new UsageError(
      `no rule "${id}"${
        suggestion(
          id,
          rules.map((r) => r.id),
        ) || '; see "dechaff rules list"'
      }`,
    );
  const record = { ...rule, role: roleOf(rule), weight: weightOf(rule) };
  if (flags.format === 'json') await write(io.stdout, `${JSON.stringify(record, null, 2)}\n`);
  else await write(io.stdout, (await import('yaml')).stringify(record));
  return ExitCode.Done;
}

async function packs(paths: readonly string[], io: Io) {
  const { loadPack } = await import('../../pack/load.js');
  const { loadSites } = await import('../../pack/load-sites.js');
  const load = (path: string, bare: boolean) => {
    const { rules, problems } = loadPack(path, { bare });
    const found = loadSites(path, { bare });
    return { rules, sites: found.sites, problems: [...problems, ...found.problems] };
  };
  if (paths.length > 0) return paths.map((path) => load(resolve(io.cwd, path), false));
  if (!existsSync(SHIPPED_RULES))
    throw new UsageError(`${SHIPPED_RULES}: the shipped rules are not there; reinstall dechaff`);
  return [load(SHIPPED_RULES, true)];
}

/** Problems are the result of these commands: they go to standard output, named from where the user stands. */
async function printProblems(problems: readonly Problem[], io: Io): Promise<void> {
  const lines = problems.map((p) => formatProblem({ ...p, file: p.file.replace(`${io.cwd}/`, '') }));
  if (lines.length > 0) await write(io.stdout, `${lines.join('\n')}\n`);
}

async function lint(paths: string[], io: Io): Promise<number> {
  const loaded = await packs(paths, io);
  const problems = loaded.flatMap((pack) => pack.problems);
  await printProblems(problems, io);
  const count = loaded.reduce(
    (sum, { rules, sites }) => sites.reduce((all, site) => all + site.rules.length, sum + rules.length),
    0,
  );
  await write(
    io.stdout,
    problems.length > 0 ? `${problems.length} problems\n` : `${count} rules, no problem\n`,
  );
  return problems.length > 0 ? ExitCode.Failed : ExitCode.Done;
}

async function test(paths: string[], io: Io): Promise<number> {
  const { testRules } = await import('../../pack/test-rules.js');
  const { testSites } = await import('../../pack/test-sites.js');
  const loaded = await packs(paths, io);
  const broken = loaded.flatMap((pack) => pack.problems);
  if (broken.length > 0) {
    await printProblems(broken, io);
    return ExitCode.Failed;
  }
  const report = testRules(
    loaded.flatMap((pack) => pack.rules),
    shippedBundle().weights,
  );
  const sites = testSites(loaded.flatMap((pack) => pack.sites));
  const problems = [...report.problems, ...sites.problems];
  await printProblems(problems, io);
  await write(
    io.stdout,
    `${report.cases + sites.cases} blocks, ${problems.length} problems, ${report.todo} known misses\n`,
  );
  return problems.length > 0 ? ExitCode.Found : ExitCode.Done;
}
