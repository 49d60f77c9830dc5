import { availableParallelism, tmpdir } from 'node:os';
import { CorpusIndex, type Repetition } from '../../check/corpus-index.js';
import { excerpt } from '../../check/excerpt.js';
import { factsOf } from '../../check/facts.js';
import { fingerprintsOf } from '../../check/fingerprints.js';
import { isOn, measureDocument, type Tools, toFindings } from '../../check/measure-document.js';
import { addMeasure, type CheckTotals, emptyCheckTotals } from '../../check/totals.js';
import type { DocumentFindings, Finding, Observation } from '../../check/types.js';
import type { Settings } from '../../config/settings.js';
import { bandsFor } from '../../fingerprint/bands.js';
import type { SignatureIndex } from '../../fingerprint/candidates.js';
import { SIGNATURE_SIZE } from '../../fingerprint/minhash.js';
import { shingleSet, wordHashes } from '../../fingerprint/shingles.js';
import { detectLanguage } from '../../language.js';
import type { Model } from '../../model.js';
import { UsageError } from '../../problem.js';
import { createProcessor, processDocument } from '../../processor.js';
import { readWholeText } from '../../read/text.js';
import type { CheckFlags } from '../commands/check.js';
import { type Io, write } from '../io.js';
import { partnerText } from './partners.js';
import type { CheckSettings } from './settings.js';
import type { CheckSource, FoundDocuments } from './sources.js';

interface Setup {
  flags: CheckFlags;
  settings: CheckSettings;
  values: Settings;
  model: Model;
}

/** Rules that ask what cleaning says of a text. */
const CLEANING = ['boilerplate', 'boilerplate-share', 'budget', 'over-removal'];
const REPETITION = ['duplicate', 'near-duplicate', 'repeated-paragraph', 'budget'];

function toolsFor({ settings, values, model }: Setup): Tools {
  const processor = createProcessor({
    model,
    keep: values.keep,
    threshold: values.threshold,
    useModel: values.model,
    language: false,
  });
  return {
    language: detectLanguage,
    ...(CLEANING.some((rule) => isOn(settings.options, rule)) && {
      clean: (text) => processDocument(processor, { id: 'text', text }),
    }),
  };
}

/** Measures all documents, then what they say of each other. One that cannot be read is named and counted, and the others go on. */
export async function collect(
  { documents, problems }: FoundDocuments,
  setup: Setup,
  io: Io,
): Promise<{ documents: DocumentFindings[]; totals: CheckTotals }> {
  const { options } = setup.settings;
  const totals: CheckTotals = { ...emptyCheckTotals(), failed: problems };
  const tools = toolsFor(setup);
  const findings = new Map<number, Finding[]>();
  const compare = REPETITION.some((rule) => isOn(options, rule));
  const index = new CorpusIndex({
    ...options,
    index: await signatureIndex(documents.length, options.nearAt),
    shingles: async (document) => {
      const { page, tokens } = factsOf(readWholeText(documents[document].source));
      return shingleSet(wordHashes(page.text, tokens));
    },
    wanted: (document) => documents[document].wanted,
  });
  for (const [i, document] of documents.entries()) {
    try {
      if (!document.wanted) {
        if (compare) await index.add(i, fingerprintsOf(factsOf(readWholeText(document.source))));
        continue;
      }
      const measure = await measureDocument(inputOf(document), options, tools);
      addMeasure(totals, measure);
      if (measure.findings.length > 0) findings.set(i, measure.findings);
      if (compare) await index.add(i, measure.fingerprints);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      totals.failed++;
      await write(io.stderr, `dechaff: ${error.message}\n`);
    }
  }
  if (compare) {
    const repetition = await index.finish();
    totals.duplicates = repetition.duplicates.length + repetition.near.length;
    addRepetition(repetition, documents, findings, setup.settings);
  }
  return {
    documents: [...findings.entries()]
      .sort(([a], [b]) => a - b)
      .map(([i, list]) => ({ path: documents[i].source.name, findings: list.sort(byPlace) })),
    totals,
  };
}

/** From so many documents on signatures leave memory, where each takes half a kilobyte. */
const MOST_IN_MEMORY = 500_000;

async function signatureIndex(documents: number, nearAt: number): Promise<SignatureIndex | undefined> {
  if (documents <= MOST_IN_MEMORY) return undefined;
  const { BandTable } = await import('./band-table.js');
  const options = { folder: tmpdir(), memory: '512MB', threads: availableParallelism() };
  return BandTable.create(bandsFor(nearAt, SIGNATURE_SIZE), options);
}

function inputOf({ source, gold, cleaned }: CheckSource) {
  return {
    name: source.name,
    text: readWholeText(source),
    ...(gold && { gold: partnerText(gold) }),
    ...(cleaned !== undefined && { cleaned: cleaned && partnerText(cleaned) }),
  };
}

function byPlace(a: Finding, b: Finding): number {
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0) || (a.rule < b.rule ? -1 : 1);
}

/** Adds findings for documents and paragraphs that stand elsewhere too. */
function addRepetition(
  { duplicates, near, paragraphs }: Repetition,
  documents: readonly CheckSource[],
  findings: Map<number, Finding[]>,
  { options }: CheckSettings,
): void {
  const nameOf = (document: number) => documents[document].source.name;
  const add = (document: number, seen: readonly Observation[], text: string, related?: string) => {
    const list = toFindings(seen, { name: nameOf(document), text }, options);
    if (list.length === 0) return;
    const all = related === undefined ? list : list.map((finding) => ({ ...finding, related }));
    findings.set(document, [...(findings.get(document) ?? []), ...all]);
  };
  const whole = { start: 0, end: 0, whole: true };
  for (const { document, of } of duplicates)
    add(document, [{ ...whole, rule: 'duplicate', reason: `has the text of ${nameOf(of)}` }], '', nameOf(of));
  for (const { document, of, similarity } of near) {
    const reason = `is nearly ${nameOf(of)}: similarity ${similarity.toFixed(2)}`;
    add(document, [{ ...whole, rule: 'near-duplicate', reason }], '', nameOf(of));
  }
  if (!isOn(options, 'repeated-paragraph')) return;
  for (let from = 0; from < paragraphs.length; ) {
    const { document } = paragraphs[from];
    let to = from;
    while (to < paragraphs.length && paragraphs[to].document === document) to++;
    const text = readWholeText(documents[document].source);
    const seen = paragraphs.slice(from, to).map(({ start, end, documents: count }): Observation => {
      const saw = excerpt(text.slice(start, end));
      return {
        rule: 'repeated-paragraph',
        start,
        end,
        saw,
        reason: `stands in ${count} documents: "${saw}"`,
      };
    });
    add(document, seen, text);
    from = to;
  }
}
