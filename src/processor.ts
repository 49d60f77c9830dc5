import { type Processor, unified } from 'unified';
import { VFile } from 'vfile';
import { compileText } from './compile/text.js';
import { DEFAULT_THRESHOLD, decide } from './decide/decide.js';
import { collectEvidence } from './evidence.js';
import { splitGlued } from './glued.js';
import { detectLanguage } from './language.js';
import type { Matches } from './match/rule-set.js';
import { createModel, type Model } from './model.js';
import { parseText } from './parse/text.js';
import { type Tokens, tokenise } from './parse/tokens.js';
import { ARTICLE_ROLES, type Role } from './roles.js';
import { type Scores, scorePage } from './score/score.js';
import type { Document, Evidence, Metadata, Page, Result, Verdict } from './types.js';

/** How pages are cleaned. */
export interface CleanOptions {
  /** Rules and learned weights; the shipped ones if left out. */
  model?: Model;
  /** Roles that stay in the text; those of the article if left out. */
  keep?: Iterable<Role>;
  /** Probability of "not article", 0 to 1, above which a paragraph goes. */
  threshold?: number;
  /** `false` decides by the rules' evidence alone. */
  useModel?: boolean;
  /** `false` leaves the language `und` and saves the time to tell it. */
  language?: boolean;
}

declare module 'vfile' {
  interface DataMap {
    dechaff: Result;
  }
}

/** The page with what each stage found out. */
interface Stages {
  page: Page;
  tokens: Tokens;
  matches: Matches;
  scores: Scores;
}

/** A verdict whose evidence is put together when somebody asks: most runs never do. */
class LazyVerdict implements Verdict {
  private known?: Evidence[];

  constructor(
    readonly role: Role,
    readonly keep: boolean,
    readonly score: number,
    private readonly collect: () => Evidence[],
  ) {}

  get evidence(): Evidence[] {
    this.known ??= this.collect();
    return this.known;
  }
}

/** Matches a page, splits glued lines, scores it. */
async function examine(parsed: Page, { rules, scorecards }: Model, useModel: boolean): Promise<Stages> {
  let page = parsed;
  let tokens = tokenise(page);
  let matches = rules.match(page, tokens);
  const split = await splitGlued(page, tokens, rules, matches);
  if (split) {
    page = split;
    tokens = tokenise(page);
    matches = rules.match(page, tokens);
  }
  return {
    page,
    tokens,
    matches,
    scores: scorePage(page, tokens, rules, matches, useModel ? scorecards : undefined),
  };
}

/** Text of the first paragraph of a role. */
function firstOf(role: Role, roles: readonly Role[], { text, children }: Page): string | undefined {
  const p = roles.indexOf(role);
  return p < 0 ? undefined : text.slice(children[p].start, children[p].end);
}

function metadataOf(page: Page, roles: readonly Role[], headline: number | undefined): Metadata {
  const { text, children } = page;
  return {
    headline:
      headline === undefined ? undefined : text.slice(children[headline].start, children[headline].end),
    byline: firstOf('byline', roles, page),
    dateline: firstOf('dateline', roles, page),
  };
}

/**
 * Creates the pipeline: a unified processor whose parser makes paragraphs of a text, whose transformer gives each a
 * role and a score, and whose compiler writes the clean text. The result stands in `file.data.dechaff`.
 */
export function createProcessor(options: CleanOptions = {}): Processor<Page, Page, Page, Page, string> {
  const model = options.model ?? createModel();
  const keepRoles = new Set<Role>(options.keep ?? ARTICLE_ROLES);
  const useModel = options.useModel ?? true;
  const threshold = options.threshold ?? DEFAULT_THRESHOLD;
  return unified()
    .use(function textParser(this: Processor) {
      this.parser = (text) => parseText(text) as never;
    })
    .use(() => async (tree: Page, file: VFile) => {
      const stages = await examine(tree, model, useModel);
      const { page, tokens, matches, scores } = stages;
      const { roles, headlines } = decide(
        page,
        tokens,
        model.rules,
        matches,
        scores,
        model.roleChain,
        threshold,
      );
      const cards = useModel ? model.scorecards : undefined;
      const verdicts = roles.map(
        (role, p) =>
          new LazyVerdict(role, keepRoles.has(role), scores.probability[p], () =>
            collectEvidence(page, p, model.rules, matches, scores, cards),
          ),
      );
      file.data.dechaff = {
        document: { id: file.path ?? 'stdin', text: page.text, ...(file.path && { path: file.path }) },
        paragraphs: page.children,
        verdicts,
        metadata: metadataOf(page, roles, headlines[0]),
        language:
          options.language === false ? 'und' : await detectLanguage(keptText(page, verdicts) || page.text),
        text: '',
        pieces: [],
      };
      return page;
    })
    .use(function textCompiler(this: Processor) {
      this.compiler = (tree, file) => {
        const page = tree as unknown as Page;
        const { dechaff } = file.data;
        Object.assign(
          dechaff!,
          compileText(page.text, page.children, (p) => dechaff!.verdicts[p].keep),
        );
        return dechaff!.text;
      };
    }) as unknown as Processor<Page, Page, Page, Page, string>;
}

function keptText({ text, children }: Page, verdicts: readonly Verdict[]): string {
  return children
    .filter((_, p) => verdicts[p].keep)
    .map((p) => text.slice(p.start, p.end))
    .join('\n');
}

/** Runs a processor over one document. */
export async function processDocument(
  processor: ReturnType<typeof createProcessor>,
  document: Document,
): Promise<Result> {
  const file = new VFile({ value: document.text, ...(document.path && { path: document.path }) });
  await processor.process(file);
  const result = file.data.dechaff!;
  return { ...result, document };
}

/** Cleans one page of plain text. */
export async function clean(text: string, options: CleanOptions = {}): Promise<Result> {
  return processDocument(createProcessor(options), { id: 'text', text });
}
