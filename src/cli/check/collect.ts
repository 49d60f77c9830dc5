import { availableParallelism } from 'node:os';
import { Crew } from '../../batch/crew.js';
import { grouped } from '../../batch/grouped.js';
import { orderedMap } from '../../batch/ordered-map.js';
import { CorpusIndex } from '../../check/corpus-index.js';
import { factsOf } from '../../check/facts.js';
import { type CheckInput, isOn } from '../../check/measure-document.js';
import { addMeasure, type CheckTotals, emptyCheckTotals } from '../../check/totals.js';
import type { DocumentFindings, Finding } from '../../check/types.js';
import type { Settings } from '../../config/settings.js';
import { bandsFor } from '../../fingerprint/bands.js';
import { SIGNATURE_SIZE } from '../../fingerprint/minhash.js';
import { shingleSet, wordHashes } from '../../fingerprint/shingles.js';
import type { Model } from '../../model.js';
import { UsageError } from '../../problem.js';
import { holdsRecords } from '../../read/input.js';
import { CHECK_WORKER_FILE } from '../../worker-file.js';
import type { CheckFlags } from '../commands/check.js';
import { type Io, write } from '../io.js';
import { type CheckDocument, readDocuments } from './documents.js';
import { type CheckSetup, type CheckTask, createMeasurer, type Measured } from './measurer.js';
import { partnerText } from './partners.js';
import { addRepetition } from './repetition.js';
import type { CheckSettings } from './settings.js';
import { Signatures } from './signatures.js';
import type { CheckSource, FoundSources } from './sources.js';
import { TextStore } from './text-store.js';

interface Setup {
  flags: CheckFlags;
  settings: CheckSettings;
  values: Settings;
  model: Model;
}

/** A document that was read. */
export interface Collected {
  /** Its file. */
  path: string;
  /** As other findings name it: its file, with the line and id of a record. */
  name: string;
  /** Id of its record; undefined where it is a file of its own. */
  record?: string;
  /** Line of its record, where records are lines. */
  line?: number;
  wanted: boolean;
  findings: Finding[];
}

/** What reading gives: a document with its partners, or why there is none. */
type Read = { source: CheckSource; document: CheckDocument; input: CheckInput } | UsageError;

/** Rules that ask what cleaning says of a text. */
const CLEANING = ['boilerplate', 'boilerplate-share'];
const REPETITION = ['duplicate', 'near-duplicate', 'repeated-paragraph', 'budget'];

/** Cleaning is most of the time: without a rule or a budget that asks for it, it is left out. */
function asksCleaning({ flags, settings: { options, budgets } }: Setup): boolean {
  const budgeted = budgets.boilerplate !== undefined || Object.keys(budgets.roles).length > 0;
  return (
    CLEANING.some((rule) => isOn(options, rule)) ||
    (budgeted && isOn(options, 'budget')) ||
    (flags.against !== undefined && isOn(options, 'over-removal'))
  );
}

/** Those that measure: more threads for several documents alone. */
function openCrew(setup: Setup, sources: readonly CheckSource[], cwd: string): Crew<CheckTask, Measured> {
  const { flags, settings, values, model } = setup;
  const forWorkers: CheckSetup = {
    options: settings.options,
    values,
    cwd,
    cleaning: asksCleaning(setup),
  };
  return new Crew({
    here: createMeasurer(model, forWorkers),
    file: CHECK_WORKER_FILE,
    setup: forWorkers,
    jobs: flags.jobs ?? availableParallelism(),
    eager:
      flags.jobs !== undefined && (sources.length > 1 || sources.some(({ input }) => holdsRecords(input))),
    sizeOf: ({ input }) => input.text.length,
    failed: (failure) => ({ failure }),
  });
}

/** Reads all documents, each with its partners. */
async function* readAll(found: FoundSources, flags: CheckFlags): AsyncGenerator<Read> {
  for (const source of found.sources)
    for await (const document of readDocuments(source.input, flags))
      try {
        if (document instanceof UsageError) throw document;
        yield { source, document, input: await withPartners(document, source, found) };
      } catch (error) {
        if (!(error instanceof UsageError)) throw error;
        yield error;
      }
}

/** Measures what is read on as many threads as the crew has, in the order it was read. */
async function* measureAll(
  all: AsyncIterable<Read>,
  crew: Crew<CheckTask, Measured>,
): AsyncGenerator<{ read: Read; measured?: Measured }> {
  const groups = orderedMap(
    grouped(all, (read) => (read instanceof UsageError ? 1 : read.input.text.length), crew.group),
    async (group) => {
      const tasks = group.flatMap((read) =>
        read instanceof UsageError ? [] : [{ input: read.input, wanted: read.source.wanted }],
      );
      const results = (await crew.run(tasks)).values();
      return group.map((read) =>
        read instanceof UsageError ? { read } : { read, measured: results.next().value! },
      );
    },
    crew.groups,
  );
  for await (const group of groups) yield* group;
}

/** Measures all documents, then what they say of each other. One that cannot be read is named and counted, and the others go on. */
export async function collect(
  found: FoundSources,
  setup: Setup,
  io: Io,
): Promise<{ documents: DocumentFindings[]; totals: CheckTotals }> {
  const { flags, settings } = setup;
  const { options } = settings;
  const totals: CheckTotals = { ...emptyCheckTotals(), failed: found.problems };
  const documents: Collected[] = [];
  const texts = new TextStore(flags);
  const index = new CorpusIndex({
    ...options,
    index: new Signatures(bandsFor(options.nearAt, SIGNATURE_SIZE)),
    shingles: async (number) => {
      const { page, tokens } = factsOf(await texts.page(number));
      return shingleSet(wordHashes(page.text, tokens));
    },
    wanted: (number) => documents[number].wanted,
  });
  const compare = REPETITION.some((rule) => isOn(options, rule));
  const fail = async (message: string) => {
    totals.failed++;
    await write(io.stderr, `dechaff: ${message}\n`);
  };
  const crew = openCrew(setup, found.sources, io.cwd);
  try {
    for await (const { read, measured } of measureAll(readAll(found, flags), crew)) {
      if (read instanceof UsageError) await fail(read.message);
      else if (measured && 'failure' in measured)
        await fail(`${read.input.name}: cannot be checked: ${measured.failure}`);
      else if (measured) {
        const measure = 'measure' in measured ? measured.measure : undefined;
        const document = collected(read.source, read.document);
        if (measure) addMeasure(totals, measure);
        document.findings = (measure?.findings ?? []).map((finding) => inRecord(finding, document));
        const number = documents.push(document) - 1;
        if (!compare) continue;
        texts.add(number, read.source.input, read.document);
        await index.add(
          number,
          'measure' in measured ? measured.measure.fingerprints : measured.fingerprints,
        );
      }
    }
    if (compare) totals.duplicates = await addRepetition(await index.finish(), documents, texts, options);
  } finally {
    await crew.close();
    texts.close();
  }
  return { documents: byFile(documents), totals };
}

function nameOf({ input }: CheckSource, { id, record }: CheckDocument): string {
  return record === undefined ? input.name : `${input.name}:${record} (${id})`;
}

function collected(source: CheckSource, document: CheckDocument): Collected {
  const { input, wanted } = source;
  const { id, record } = document;
  return {
    path: input.name,
    name: nameOf(source, document),
    wanted,
    findings: [],
    ...(record !== undefined && { record: id, ...(input.format === 'jsonl' && { line: record }) }),
  };
}

async function withPartners(
  document: CheckDocument,
  source: CheckSource,
  { gold, cleaned }: FoundSources,
): Promise<CheckInput> {
  const { id, text, format, url } = document;
  const input = { name: nameOf(source, document), text, format, url };
  if (!source.wanted) return input;
  const goldEntry = gold?.(id);
  const cleanedEntry = cleaned?.(id);
  return {
    ...input,
    ...(goldEntry && { gold: await partnerText(goldEntry) }),
    ...(cleaned && { cleaned: cleanedEntry ? await partnerText(cleanedEntry) : null }),
  };
}

/** A finding in a record stands where its record does: lines of a text inside a line are no place in the file. */
export function inRecord(finding: Finding, { record, line }: Pick<Collected, 'record' | 'line'>): Finding {
  if (record === undefined) return finding;
  const { line: within, column, endLine, endColumn, ...rest } = finding;
  const where = within === undefined ? '' : `, line ${within} of its text`;
  return {
    ...rest,
    reason: `${finding.reason} (record ${record}${where})`,
    record,
    ...(line !== undefined && { line, column: 1, endLine: line, endColumn: 1 }),
  };
}

/** Findings by file, in the order of the input; a file of records has those of all of them. */
function byFile(documents: readonly Collected[]): DocumentFindings[] {
  const files = new Map<string, Finding[]>();
  for (const { path, findings } of documents) {
    if (findings.length === 0) continue;
    const all = files.get(path);
    findings.sort(byPlace);
    if (all) for (const finding of findings) all.push(finding);
    else files.set(path, findings);
  }
  return [...files].map(([path, findings]) => ({ path, findings }));
}

function byPlace(a: Finding, b: Finding): number {
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0) || (a.rule < b.rule ? -1 : 1);
}
