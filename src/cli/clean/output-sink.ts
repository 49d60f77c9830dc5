import { join } from 'node:path';
import { compileRecord } from '../../compile/record.js';
import type { Settings } from '../../config/settings.js';
import type { Result } from '../../types.js';
import { writeWhole } from '../../write/file.js';
import type { CleanFlags } from '../commands/clean.js';
import { type Io, write } from '../io.js';
import { outputName, type Target } from './target.js';

/** Gathers the clean output of a run. */
export function outputSink(target: Target, settings: Settings, flags: CleanFlags, io: Io) {
  const lines: string[] = [];
  const render = (result: Result) =>
    settings.to === 'text'
      ? result.text
      : `${JSON.stringify(compileRecord(result, flags), null, settings.to === 'json' ? 2 : undefined)}\n`;
  return {
    async document(result: Result) {
      const content = render(result);
      if (target.kind === 'stdout') await write(io.stdout, content);
      else if (target.kind === 'folder') {
        writeWhole(
          join(target.path, outputName(result.document.path ?? result.document.id, settings.to)),
          content,
        );
      } else if (target.kind === 'file') lines.push(content);
    },
    end() {
      if (target.kind === 'file' && lines.length > 0) writeWhole(target.path, lines.join(''));
    },
  };
}
