import { availableParallelism, tmpdir } from 'node:os';
import { CorpusIndex } from '../../check/corpus-index.js';
import { factsOf } from '../../check/facts.js';
import { fingerprintsOf } from '../../check/fingerprints.js';
import { isOn, measureDocument, type Tools } from '../../check/measure-document.js';
import { addMeasure, type CheckTotals, emptyCheckTotals } from '../../check/totals.js';
import type { DocumentFindings, Finding } from '../../check/types.js';
import type { Settings } from '../../config/settings.js';
import { bandsFor } from '../../fingerprint/bands.js';
import type { SignatureIndex } from '../../fingerprint/candidates.js';
import { SIGNATURE_SIZE } from '../../fingerprint/minhash.js';
import { shingleSet, wordHashes } from '../../fingerprint/shingles.js';
import { detectLanguage } from '../../language.js';
import type { Model } from '../../model.js';
import { UsageError } from '../../problem.js';
import { createProcessor, processDocument } from '../../processor.js';
import type { CheckFlags } from '../commands/check.js';
import { type Io, write } from '../io.js';
import { type CheckText, readTexts } from './documents.js';
import { partnerText } from './partners.js';
import { addRepetition } from './repetition.js';
import type { CheckSettings } from './settings.js';
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
  record?: number;
  id: string;
  wanted: boolean;
  findings: Finding[];
}

/** Rules that ask what cleaning says of a text. */
const CLEANING = ['boilerplate', 'boilerplate-share'];
const REPETITION = ['duplicate', 'near-duplicate', 'repeated-paragraph', 'budget'];
/** From so many inputs on signatures leave memory, where each takes half a kilobyte. */
const MOST_IN_MEMORY = 500_000;

/** Cleaning is most of the time: without a rule or a budget that asks for it, it is left out. */
function asksCleaning({ flags, settings: { options, budgets } }: Setup): boolean {
  const budgeted = budgets.boilerplate !== undefined || Object.keys(budgets.roles).length > 0;
  return (
    CLEANING.some((rule) => isOn(options, rule)) ||
    (budgeted && isOn(options, 'budget')) ||
    (flags.against !== undefined && isOn(options, 'over-removal'))
  );
}

function toolsFor(setup: Setup): Tools {
  const { values, model } = setup;
  const processor = createProcessor({
    model,
    keep: values.keep,
    threshold: values.threshold,
    useModel: values.model,
    language: false,
  });
  return {
    language: detectLanguage,
    ...(asksCleaning(setup) && {
      clean: (text, url) =>
        processDocument(processor, { id: 'text', text, ...(url !== undefined && { url }) }),
    }),
  };
}

async function signatureIndex(inputs: number, nearAt: number): Promise<SignatureIndex | undefined> {
  if (inputs <= MOST_IN_MEMORY) return undefined;
  const { BandTable } = await import('./band-table.js');
  const options = { folder: tmpdir(), memory: '512MB', threads: availableParallelism() };
  return BandTable.create(bandsFor(nearAt, SIGNATURE_SIZE), options);
}

/** Measures all documents, then what they say of each other. One that cannot be read is named and counted, and the others go on. */
export async function collect(
  found: FoundSources,
  setup: Setup,
  io: Io,
): Promise<{ documents: DocumentFindings[]; totals: CheckTotals }> {
  const { options } = setup.settings;
  const totals: CheckTotals = { ...emptyCheckTotals(), failed: found.problems };
  const documents: Collected[] = [];
  const texts = new TextStore(setup.flags);
  const index = new CorpusIndex({
    ...options,
    index: await signatureIndex(found.sources.length, options.nearAt),
    shingles: async (document) => {
      const { page, tokens } = factsOf(await texts.read(document));
      return shingleSet(wordHashes(page.text, tokens));
    },
    wanted: (document) => documents[document].wanted,
  });
  const compare = REPETITION.some((rule) => isOn(options, rule));
  const tools = toolsFor(setup);
  try {
    for (const source of found.sources)
      for await (const text of readTexts(source.input, setup.flags)) {
        try {
          if (text instanceof UsageError) throw text;
          const document = collected(source, text);
          const inputs = source.wanted ? await withPartners(text, document.name, found) : undefined;
          const measure = inputs && (await measureDocument(inputs, options, tools));
          if (measure) addMeasure(totals, measure);
          document.findings = (measure?.findings ?? []).map((finding) => inRecord(finding, document));
          const number = documents.push(document) - 1;
          if (!compare) continue;
          texts.add(number, source.input, text);
          await index.add(number, measure?.fingerprints ?? fingerprintsOf(factsOf(text.text)));
        } catch (error) {
          if (!(error instanceof UsageError)) throw error;
          totals.failed++;
          await write(io.stderr, `dechaff: ${error.message}\n`);
        }
      }
    if (compare) totals.duplicates = await addRepetition(await index.finish(), documents, texts, options);
  } finally {
    texts.close();
  }
  return { documents: byFile(documents), totals };
}

function collected({ input, wanted }: CheckSource, { id, record }: CheckText): Collected {
  const name = record === undefined ? input.name : `${input.name}:${record} (${id})`;
  return { path: input.name, name, id, wanted, findings: [], ...(record !== undefined && { record }) };
}

async function withPartners({ id, text, url }: CheckText, name: string, { gold, cleaned }: FoundSources) {
  const goldEntry = gold?.(id);
  const cleanedEntry = cleaned?.(id);
  return {
    name,
    text,
    ...(url !== undefined && { url }),
    ...(goldEntry && { gold: await partnerText(goldEntry) }),
    ...(cleaned && { cleaned: cleanedEntry ? await partnerText(cleanedEntry) : null }),
  };
}

/** A finding in a record stands where its record does: lines of a text inside a line are no place in the file. */
export function inRecord(finding: Finding, { record, id }: Collected): Finding {
  if (record === undefined) return finding;
  const within = finding.line === undefined ? '' : `, line ${finding.line} of its text`;
  const reason = `${finding.reason} (record ${id}${within})`;
  return { ...finding, reason, line: record, column: 1, endLine: record, endColumn: 1 };
}

/** Findings by file, in the order of the input; a file of records has those of all of them. */
function byFile(documents: readonly Collected[]): DocumentFindings[] {
  const files = new Map<string, Finding[]>();
  for (const { path, findings } of documents)
    if (findings.length > 0) files.set(path, [...(files.get(path) ?? []), ...findings]);
  return [...files].map(([path, findings]) => ({ path, findings: findings.sort(byPlace) }));
}

function byPlace(a: Finding, b: Finding): number {
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0) || (a.rule < b.rule ? -1 : 1);
}
