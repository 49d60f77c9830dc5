import { type Processor, unified } from 'unified';
import { VFile } from 'vfile';
import { compilePage, type TextForm } from './compile/compile.js';
import { DEFAULT_THRESHOLD, type Decision, decide } from './decide/decide.js';
import { nameRoles, rolesByRules } from './decide/roles.js';
import { statedMetadata } from './decide/stated-metadata.js';
import { keptTableHeads } from './decide/table-heads.js';
import { collectEvidence } from './evidence.js';
import { splitGlued } from './glued.js';
import { detectLanguage } from './language.js';
import type { Matches, RuleList } from './match/rule-set.js';
import { type FormatModel, type Model, shippedModel } from './model.js';
import { type Tokens, tokenise } from './parse/tokens.js';
import { parseDocument } from './parse-document.js';
import { ARTICLE_ROLES, ROLES, type Role } from './roles.js';
import { type Scores, scorePage, sigmoid } from './score/score.js';
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
  /** Address of the page, where it has none of its own: the rules of its site speak too. */
  url?: string;
  /** Form of the clean text; that of the input if left out: Markdown stays Markdown, all else becomes plain text. */
  form?: TextForm;
  /** `false` leaves the language `und` and saves the time to tell it. */
  language?: boolean;
}

/** What a page was judged by, for those who look further than cleaning does. */
export interface Examined {
  tokens: Tokens;
  scores: Scores;
}

declare module 'vfile' {
  interface DataMap {
    dechaff: Result;
    dechaffExamined: Examined;
    /** How the file is to be read; plain text if left out. */
    format?: Document['format'];
    /** Address of the page. */
    url?: string;
    /** Name of its site. */
    site?: string;
  }
}

/** The page with what each stage found out. */
interface Stages {
  page: Page;
  url?: string;
  /** The model's rules, with those of the page's site. */
  rules: RuleList;
  /** What is learned for pages of its format; undefined where the rules decide alone. */
  learned?: FormatModel;
  tokens: Tokens;
  matches: Matches;
  scores: Scores;
}

/** All that is known of a page once it is decided; roles and evidence are worked out when somebody asks: most runs never do. */
class DecidedPage {
  private named?: Role[];

  readonly decision: Decision;

  constructor(
    private readonly stages: Stages,
    threshold: number,
  ) {
    const { rules, scores, tokens, matches } = stages;
    const marked = new Map([...(matches.learned ?? [])].map(([p, hit]) => [p, rules.weightOf(hit)]));
    this.decision = decide(scores, tokens, threshold, stages.learned !== undefined, marked);
  }

  get roles(): Role[] {
    const { scores, matches, rules, learned } = this.stages;
    this.named ??= learned
      ? nameRoles(learned.roles, scores, rules, matches, learned.scoring.marks, this.decision)
      : rolesByRules(this.decision, rules, matches);
    return this.named;
  }

  evidence(p: number): Evidence[] {
    const { page, matches, scores, rules } = this.stages;
    const model = this.stages.learned?.scoring;
    return collectEvidence(page, p, rules, matches, scores, this.decision.shift, model);
  }

  /** Whether a paragraph stays: by its score alone where that is what is asked for, else by its role. */
  keeps(p: number, keep: ReadonlySet<Role>, articleOnly: boolean): boolean {
    if (!articleOnly) return keep.has(this.roles[p]);
    return this.decision.article[p] === 1 || (keep.has('headline') && this.decision.headlines.includes(p));
  }

  /** What the page states of its article, and where it states nothing, what stands in its text. */
  get metadata(): Metadata {
    const { url, page } = this.stages;
    const { text, children, markup } = page;
    const textOf = (p: number | undefined) =>
      p === undefined || p < 0 ? undefined : text.slice(children[p].start, children[p].end);
    return {
      headline: textOf(this.decision.headlines[0]),
      byline: textOf(this.roles.indexOf('byline')),
      dateline: textOf(this.roles.indexOf('dateline')),
      ...(markup?.stated && statedMetadata(markup.stated, url)),
    };
  }
}

class LazyVerdict implements Verdict {
  private known?: Evidence[];

  constructor(
    private readonly page: DecidedPage,
    private readonly p: number,
    readonly keep: boolean,
  ) {}

  get role(): Role {
    return this.page.roles[this.p];
  }

  get score(): number {
    return this.page.decision.score[this.p];
  }

  get evidence(): Evidence[] {
    this.known ??= this.page.evidence(this.p);
    return this.known;
  }
}

/** Whether the roles to keep are those of the article, with or without the headline: then no role need be named. */
function isArticleOnly(keep: ReadonlySet<Role>): boolean {
  return ROLES.every((role) => role === 'headline' || keep.has(role) === ARTICLE.has(role));
}

const ARTICLE = new Set<Role>(ARTICLE_ROLES);

/** Matches a page, splits glued lines, scores it. */
async function examine(
  parsed: Page,
  model: Model,
  useModel: boolean,
  { url, site }: Pick<Document, 'url' | 'site'>,
): Promise<Stages> {
  const named = url !== undefined || site !== undefined;
  const rules = (named ? await model.rulesOf?.(url, site) : undefined) ?? model.rules;
  let page = parsed;
  let tokens = tokenise(page);
  let matches = rules.match(page, tokens);
  const split = await splitGlued(page, tokens, rules, matches);
  if (split) {
    page = split;
    tokens = tokenise(page);
    matches = rules.match(page, tokens);
  }
  const learned = useModel ? learnedFor(page, model) : undefined;
  return {
    page,
    url,
    rules,
    learned,
    tokens,
    matches,
    scores: scorePage(page, tokens, rules, matches, learned?.scoring),
  };
}

const learnedFor = ({ markup }: Page, model: Model): FormatModel =>
  markup ? model.forMarkup(markup.format) : model;

/**
 * Creates the pipeline: a unified processor whose transformer makes paragraphs of a text and gives each a
 * role and a score, and whose compiler writes the clean text. The result stands in `file.data.dechaff`.
 */
export function createProcessor(options: CleanOptions = {}): Processor<Page, Page, Page, Page, string> {
  const model = options.model ?? shippedModel();
  const keepRoles = new Set<Role>(options.keep ?? ARTICLE_ROLES);
  const useModel = options.useModel ?? true;
  const threshold = options.threshold ?? DEFAULT_THRESHOLD;
  const articleOnly = isArticleOnly(keepRoles);
  return unified()
    .use(function textParser(this: Processor) {
      // Parsers of markup are loaded when they are asked for, which a parser of unified cannot wait for: transforming begins with it.
      this.parser = (text): Page => ({ type: 'page', text, children: [] });
    })
    .use(() => async ({ text }: Page, file: VFile) => {
      const tree = await parseDocument({ text, format: file.data.format });
      const url = file.data.url ?? options.url;
      const stages = await examine(tree, model, useModel, { url, site: file.data.site });
      const { page, tokens, scores } = stages;
      file.data.dechaffExamined = { tokens, scores };
      const decided = new DecidedPage(stages, threshold);
      const kept = page.children.map((_, p) => decided.keeps(p, keepRoles, articleOnly));
      for (const head of keptTableHeads(page, (p) => kept[p])) kept[head] = true;
      const verdicts = kept.map((keep, p) => new LazyVerdict(decided, p, keep));
      file.data.dechaff = {
        document: {
          id: file.path ?? 'stdin',
          text: page.text,
          ...(file.path && { path: file.path }),
          ...(url && { url }),
        },
        page,
        paragraphs: page.children,
        verdicts,
        pageThreshold: sigmoid(decided.decision.shift),
        get metadata() {
          return decided.metadata;
        },
        language: options.language === false ? 'und' : await detectLanguage(languageText({ page, verdicts })),
        text: '',
        comparison: { before: page.text, pieces: [], starts: [] },
      };
      return page;
    })
    .use(function textCompiler(this: Processor) {
      this.compiler = (tree, file) => {
        const page = tree as unknown as Page;
        const result = file.data.dechaff!;
        const compiled = compilePage(page, (p) => result.verdicts[p].keep, {
          form: options.form,
          images: keepRoles.has('caption'),
          url: result.document.url,
        });
        result.text = compiled.text;
        Object.defineProperty(result, 'comparison', { get: () => compiled.comparison, enumerable: true });
        return result.text;
      };
    }) as unknown as Processor<Page, Page, Page, Page, string>;
}

/** The text by which the language of a page is told: what stays of it, else all. */
export function languageText({ page, verdicts }: Pick<Result, 'page' | 'verdicts'>): string {
  const kept = page.children.filter((_, p) => verdicts[p].keep);
  return kept.map(({ start, end }) => page.text.slice(start, end)).join('\n') || page.text;
}

/** Runs a processor over one document. */
export async function processDocument(
  processor: ReturnType<typeof createProcessor>,
  document: Document,
): Promise<Result> {
  return (await examineDocument(processor, document)).result;
}

/** Runs a processor over one document, and gives what it was judged by too. */
export async function examineDocument(
  processor: ReturnType<typeof createProcessor>,
  document: Document,
): Promise<Examined & { result: Result }> {
  const { format, url, site } = document;
  const file = new VFile({
    value: document.text,
    data: { format, url, site },
    ...(document.path && { path: document.path }),
  });
  await processor.process(file);
  const result = file.data.dechaff!;
  result.document = document;
  return { result, ...file.data.dechaffExamined! };
}

/** Cleans one page: plain text, or what `format` says. */
export async function clean(
  text: string,
  options: CleanOptions & Pick<Document, 'format'> = {},
): Promise<Result> {
  const { format, url } = options;
  return processDocument(createProcessor(options), {
    id: 'text',
    text,
    ...(format && { format }),
    ...(url !== undefined && { url }),
  });
}
