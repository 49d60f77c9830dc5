import type { Command } from 'commander';
import { formatProblem, UsageError } from '../../problem.js';
import { createProcessor, processDocument } from '../../processor.js';
import { PAGE_FORMATS, type PageFormat } from '../../read/format.js';
import { IgnoreRules } from '../../read/ignore.js';
import { fileInput, type Input, readOnePage, stdinInput } from '../../read/input.js';
import { MAX_RECORD_SIZE } from '../../read/record.js';
import { findSources } from '../../read/sources.js';
import { documentRecord } from '../../report/json-record.js';
import type { Paragraph, Result } from '../../types.js';
import { type ColourMode, useColour } from '../colour.js';
import { checkEncoding } from '../encoding.js';
import { ExitCode, type Io, write } from '../io.js';
import { modelFor } from '../model.js';
import { addDecisionOptions, options as opt } from '../options.js';
import { type ConfigFlags, settle } from '../settings.js';

interface ExplainFlags extends ConfigFlags {
  from: 'auto' | PageFormat;
  encoding?: string;
  url?: string;
  format: 'text' | 'json';
  color: ColourMode;
}

const MOST_REASONS = 8;

/** Adds the command to the program. */
export function explainCommand(program: Command, io: Io, done: (code: number) => void): void {
  const command = program
    .command('explain')
    .summary('say why each paragraph of a page is kept or removed')
    .description(
      'Says of each paragraph of a page, or of the one on a line, which role and score it has, and what spoke for and against it.',
    )
    .argument('[file[:line]]', 'a file, and a line of it; none, or -, is standard input');
  command
    .addOption(opt.from(...PAGE_FORMATS))
    .addOption(opt.encoding())
    .addOption(opt.url());
  addDecisionOptions(command)
    .addOption(opt.format('text', 'json'))
    .addOption(opt.config())
    .addOption(opt.noConfig())
    .addOption(opt.color())
    .action(async (file: string | undefined, flags: ExplainFlags) => done(await runExplain(file, flags, io)));
}

async function readOne(target: string | undefined, { from, encoding, url }: ExplainFlags, io: Io) {
  const [, file, line] = /^(.*?)(?::(\d+))?$/s.exec(target ?? '-') as RegExpExecArray;
  if (target === undefined && io.stdin.isTTY)
    throw new UsageError('nothing to explain: give a file, or pipe a page into standard input');
  await checkEncoding(encoding);
  const input =
    file === '-' ? await stdinInput(io.stdin, undefined, from) : await findOne(file, from, io.cwd);
  const { document } = await readOnePage(input, { encoding, url, maxRecordSize: MAX_RECORD_SIZE });
  if (document.text.trim() === '') throw new UsageError(`${input.name}: empty, there is no text in it`);
  return { document, line: line === undefined ? undefined : Number(line) };
}

async function findOne(file: string, from: ExplainFlags['from'], cwd: string): Promise<Input> {
  const ignore = new IgnoreRules(cwd, [], false);
  const { sources, problems } = await findSources([file], { cwd, ignore, takes: () => true });
  if (problems.length > 0) throw new UsageError(problems.map(formatProblem).join('\n'));
  if (sources.length !== 1) throw new UsageError(`${file}: explain takes one file`);
  return fileInput(sources[0], from);
}

/** Why a paragraph's role decided, and not its score. */
function reasonAgainst(role: string, keep: boolean): string {
  if (!keep) return ', but its role is not one to keep';
  if (role === 'headline') return ", but it is the page's title";
  return role === 'body' ? ', but it is too long to go as a whole' : ', but its role is one to keep';
}

/** The paragraph that covers a line, or the last one before it. */
function paragraphAt({ paragraphs }: Result, line: number): Paragraph[] {
  const at = paragraphs.findLastIndex((p) => p.line <= line);
  return at < 0 ? [] : paragraphs.filter((p) => p.line === paragraphs[at].line);
}

async function runExplain(target: string | undefined, flags: ExplainFlags, io: Io): Promise<number> {
  const { values: settings } = await settle(flags, io.cwd);
  const { document, line } = await readOne(target, flags, io);
  const model = await modelFor(settings, io.cwd);
  const processor = createProcessor({
    model,
    keep: settings.keep,
    threshold: settings.threshold,
    useModel: settings.model,
    language: flags.format === 'json',
  });
  const result = await processDocument(processor, document);
  const shown = line === undefined ? result.paragraphs : paragraphAt(result, line);
  if (shown.length === 0) throw new UsageError(`${document.id}: no paragraph at line ${line}`);
  if (flags.format === 'json') {
    const record = documentRecord(result);
    await write(
      io.stdout,
      `${JSON.stringify({ ...record, paragraphs: shown.map((p) => record.paragraphs[p.index]) }, null, 2)}\n`,
    );
    return ExitCode.Done;
  }
  const { Chalk } = await import('chalk');
  const chalk = new Chalk({ level: useColour(flags.color, io, io.stdout) ? 1 : 0 });
  for (const p of shown) {
    const { role, keep, score, evidence } = result.verdicts[p.index];
    const text = result.page.text.slice(p.start, p.end).replace(/\s+/g, ' ');
    const sign = score > settings.threshold ? 'over' : 'not over';
    const out = [
      `${chalk.bold(`line ${p.line}`)}  ${keep ? chalk.green(`keep: ${role}`) : chalk.red(`remove: ${role}`)}  score ${score.toFixed(2)}, ${sign} the threshold of ${settings.threshold}${keep !== score <= settings.threshold ? reasonAgainst(role, keep) : ''}`,
      `  ${chalk.dim(text.length > 96 ? `${text.slice(0, 95)}…` : text)}`,
      ...evidence
        .slice(0, line === undefined ? 3 : MOST_REASONS)
        .map(
          (e) =>
            `  ${`${e.weight > 0 ? '+' : ''}${e.weight.toFixed(2)}`.padStart(6)}  ${e.why.replace(/\.$/, '')}  ${chalk.dim(e.rule)}`,
        ),
    ];
    await write(io.stdout, `${out.join('\n')}\n`);
  }
  return ExitCode.Done;
}
