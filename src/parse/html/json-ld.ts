import { plainText, type Statements } from './statements.js';

type Node = Record<string, unknown>;

/** More nodes than this are a catalogue. */
const MOST_NODES = 2_000;
const ARTICLE = /Article|Posting|Report$|^Review|^Recipe$|^HowTo$|^Interview|^CreativeWork$|^VideoObject$/;
const PAGE = /WebPage$|^ItemPage$|^AboutPage$/;
/** Properties that lead to what the page is about; others lead to what it mentions. */
const LEADS = ['@graph', 'mainEntity', 'mainEntityOfPage'];

/** Reads a block of JSON-LD; one that is no JSON says nothing. */
function parse(text: string): unknown {
  const bare = text
    .trim()
    .replace(/^(?:<!--|(?:\/\/|\/\*)?\s*<!\[CDATA\[(?:\s*\*\/)?)/, '')
    .replace(/(?:-->|(?:\/\*|\/\/)?\s*\]\]>(?:\s*\*\/)?)$/, '')
    .replace(/;\s*$/, '');
  // Raw line feeds within strings are what breaks most blocks; outside of them they mean nothing.
  for (const form of [bare, bare.replace(/[\u0000-\u001f]+/g, ' ')])
    try {
      return JSON.parse(form);
    } catch {}
  return undefined;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

function hasType(node: Node, type: RegExp): boolean {
  return listOf(node['@type']).some((name) => typeof name === 'string' && type.test(name));
}

/** All nodes that speak of the page itself, in order. */
function nodesOf(blocks: readonly unknown[]): Node[] {
  const nodes: Node[] = [];
  const queue = [...blocks];
  for (let at = 0; at < queue.length && nodes.length < MOST_NODES; at++) {
    const value = queue[at];
    if (Array.isArray(value)) queue.push(...value.slice(0, MOST_NODES));
    else if (isNode(value)) {
      nodes.push(value);
      for (const lead of LEADS) if (typeof value[lead] === 'object') queue.push(value[lead]);
    }
  }
  return nodes;
}

/** Names of people or organisations, which may stand in another node. */
function namesOf(value: unknown, named: ReadonlyMap<unknown, Node>): unknown[] {
  return listOf(value).flatMap((one) => {
    if (!isNode(one)) return [one];
    const node = one.name === undefined ? (named.get(one['@id']) ?? one) : one;
    return listOf(node.name);
  });
}

/** Adds what blocks of JSON-LD say of the article; the first article node speaks, and others where it is silent. */
export function addJsonLd(texts: readonly string[], statements: Statements): void {
  const nodes = nodesOf(texts.map(parse));
  const named = new Map(nodes.filter((node) => node['@id'] !== undefined).map((node) => [node['@id'], node]));
  const articles = nodes.filter((node) => hasType(node, ARTICLE));
  const pages = nodes.filter((node) => hasType(node, PAGE));
  const first = (name: string) => articles.find((node) => node[name] != null && node[name] !== '')?.[name];
  for (const title of listOf(first('headline') ?? first('name'))) statements.add('titles', title, 'json-ld');
  for (const page of pages) statements.add('titles', page.name ?? page.headline, 'json-ld page');
  for (const author of namesOf(first('author') ?? first('creator'), named))
    statements.add('authors', author, 'json-ld');
  for (const [topic, name] of [
    ['published', 'datePublished'],
    ['modified', 'dateModified'],
    ['descriptions', 'description'],
  ] as const) {
    statements.add(topic, first(name), 'json-ld');
    for (const page of pages) statements.add(topic, page[name], 'json-ld page');
  }
  for (const publisher of namesOf(first('publisher'), named))
    statements.add('siteNames', publisher, 'json-ld');
  for (const node of nodes)
    if (hasType(node, /^WebSite$/)) statements.add('siteNames', node.name, 'json-ld site');
  const body = first('articleBody');
  if (typeof body === 'string') statements.articleBody ??= plainText(body);
}
