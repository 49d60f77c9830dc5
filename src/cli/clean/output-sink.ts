import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { carryRecord, compileRecord, type SummarisedText, toJsonLine } from '../../compile/record.js';
import { shortDigest } from '../../read/hash-file.js';
import { holdsRecords, type Input } from '../../read/input.js';
import { writeWhole } from '../../write/file.js';
import { type FileStream, openFileStream } from '../../write/file-stream.js';
import type { CleanFlags } from '../commands/clean.js';
import { type Io, write } from '../io.js';
import { parquetSink } from './parquet-sink.js';
import type { CleanedItem } from './steps.js';
import type { Forms, Target } from './target.js';

/** Takes the clean output of a run, input by input, item by item. */
export interface OutputSink {
  /** Throws `UsageError`, as the others do, where something cannot be written. */
  begin(input: Input): Promise<void>;
  item(item: CleanedItem, input: Input): Promise<void>;
  /** Returns the hash of what was written for the input, where that is a file of its own. */
  finish(input: Input): Promise<string | undefined>;
  end(): Promise<void>;
  /** Leaves nothing half-written behind. */
  abandon(): void;
}

/** What is written for an item; nothing for a page that could not be read. */
export type Render = (item: CleanedItem, input: Input) => string;

function rendering(forms: Forms, { htmlField }: CleanFlags): Render {
  return (item, input) => {
    if ('error' in item)
      return holdsRecords(input) ? toJsonLine({ id: item.id, line: item.line, error: item.error }) : '';
    const form = forms.of(input);
    if (form === 'text' || form === 'markdown') return item.page.text;
    const page = item.page as SummarisedText;
    if (item.fields) return toJsonLine(carryRecord(item.fields, page, htmlField));
    const record = compileRecord(item.document, page);
    return form === 'json' ? `${JSON.stringify(record, null, 2)}\n` : toJsonLine(record);
  };
}

/** The sink for a target. */
export function outputSink(target: Target, forms: Forms, flags: CleanFlags, io: Io): OutputSink {
  if (target.kind === 'parquet') return parquetSink(target.path, flags);
  const render = rendering(forms, flags);
  if (target.kind === 'file') return oneFile(target.path, render);
  if (target.kind === 'folder') return folder(target.path, forms, render);
  return {
    ...NOTHING,
    async item(item, input) {
      if (target.kind === 'stdout') await write(io.stdout, render(item, input));
    },
  };
}

const NOTHING: OutputSink = {
  begin: async () => {},
  item: async () => {},
  finish: async () => undefined,
  end: async () => {},
  abandon() {},
};

/** All into one file. It is there only if there was something to write, or an input of records that holds none. */
function oneFile(path: string, render: Render): OutputSink {
  let file: FileStream | undefined;
  const opened = () => {
    file ??= openFileStream(path);
    return file;
  };
  return {
    ...NOTHING,
    async item(item, input) {
      const content = render(item, input);
      if (content !== '' || !('error' in item)) await opened().write(content);
    },
    async finish(input) {
      if (holdsRecords(input)) opened();
      return undefined;
    },
    end: async () => file?.end(),
    abandon: () => file?.abandon(),
  };
}

/** A file for each input. */
function folder(path: string, forms: Forms, render: Render): OutputSink {
  let file: FileStream | undefined;
  let hash = createHash('sha256');
  const placeOf = (input: Input) => join(path, forms.nameOf(input));
  return {
    ...NOTHING,
    async begin(input) {
      file?.abandon();
      hash = createHash('sha256');
      file = holdsRecords(input) ? openFileStream(placeOf(input)) : undefined;
    },
    async item(item, input) {
      const content = render(item, input);
      hash.update(content);
      if (file) await file.write(content);
      else if (!('error' in item)) writeWhole(placeOf(input), content);
    },
    async finish() {
      await file?.end();
      file = undefined;
      return shortDigest(hash);
    },
    abandon: () => file?.abandon(),
  };
}
