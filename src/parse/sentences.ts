import type { Nodes } from 'nlcst';

let parser: { parse(text: string): Nodes } | undefined;

/** Loads the sentence finder: few pages need it, and it costs a start 30 ms. */
export async function loadSentenceParser(): Promise<void> {
  if (parser) return;
  const { ParseLatin } = await import('parse-latin');
  parser = new ParseLatin();
}

/** Offsets at which the sentences of a text begin. `loadSentenceParser` must have run. */
export function sentenceStarts(text: string): number[] {
  if (!parser) throw new Error('loadSentenceParser has not run');
  const starts: number[] = [];
  const visit = (node: Nodes): void => {
    if (node.type === 'SentenceNode') starts.push(node.position!.start.offset!);
    else if ('children' in node) for (const child of node.children) visit(child as Nodes);
  };
  visit(parser.parse(text));
  return starts;
}
