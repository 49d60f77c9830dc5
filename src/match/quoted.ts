const OPEN_QUOTE = /["“„«][^"”»]*$/;

/** Whether an offset of a text stands inside a quotation that opens in the same paragraph: then somebody else says it. */
export function isQuoted(text: string, paragraphStart: number, offset: number): boolean {
  return OPEN_QUOTE.test(text.slice(paragraphStart, offset));
}
