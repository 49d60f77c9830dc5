import { Command } from 'commander';
import { VERSION } from '../version.js';
import { cleanCommand } from './commands/clean.js';
import { configCommand } from './commands/config.js';
import { evalCommand } from './commands/eval.js';
import { explainCommand } from './commands/explain.js';
import { learnCommand } from './commands/learn.js';
import { rulesCommand } from './commands/rules.js';
import type { Io } from './io.js';

const EXAMPLES = `
Examples:
  dechaff < page.txt                 clean one page
  dechaff pages/ -o clean/           clean a folder; the report is clean/dechaff-report.diff
  dechaff page.txt --report - --report-format text    say what goes, and why
  dechaff explain page.txt:12        what speaks for and against the paragraph on line 12
  dechaff eval clean/ gold/          how well clean texts agree with gold texts
`;

/** The program with all its commands. `done` gets the exit code of the one that ran. */
export function createProgram(io: Io, done: (code: number) => void): Command {
  const program = new Command('dechaff');
  const strict = (command: Command) =>
    command
      .exitOverride()
      .showSuggestionAfterError(true)
      .configureOutput({
        writeOut: (text) => io.stdout.write(text),
        writeErr: (text) => io.stderr.write(text),
        outputError: (text, write) =>
          write(
            `dechaff: ${text
              .replace(/^error: /, '')
              .trim()
              .replace(/\s*\n\s*/g, ' ')}\n`,
          ),
      });
  strict(program)
    .description(
      'Strips boilerplate from scraped news pages: text in, article text out, with a reason for all that goes.',
    )
    .version(VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .addHelpText('after', EXAMPLES);
  cleanCommand(program, io, done);
  evalCommand(program, io, done);
  explainCommand(program, io, done);
  learnCommand(program, io, done);
  rulesCommand(program, io, done);
  configCommand(program, io, done);
  const all = (command: Command): Command[] => [command, ...command.commands.flatMap(all)];
  for (const command of program.commands.flatMap(all)) strict(command);
  return program;
}
