import type { MarkupElement, Stated } from '../../types.js';
import type { Attributes } from './attributes.js';
import { addJsonLd } from './json-ld.js';
import { topicOfMeta, topicOfProperty } from './meta-names.js';
import type { OpenElement } from './open-elements.js';
import { Statements, type Topic } from './statements.js';

/** An element whose text is a statement. */
interface Marked {
  topic: Topic | 'names';
  source: string;
  element: number;
}

/** Hears of a page's head and marked elements, and makes of them what the page says of its article. */
export class StatedCollector {
  private readonly statements = new Statements();
  private readonly jsonLd: string[] = [];
  private readonly marked: Marked[] = [];

  /** A void element. */
  point(tag: string, attributes: Attributes): void {
    const { content, rel, href } = attributes;
    if (tag === 'link' && rel?.toLowerCase() === 'canonical') this.statements.canonical ??= href?.trim();
    if (tag !== 'meta' || content === undefined) return;
    const name = (attributes.property ?? attributes.name)?.trim().toLowerCase();
    const topic = name !== undefined ? topicOfMeta(name) : undefined;
    if (topic) this.statements.add(topic, content, name!);
    else if (attributes.itemprop !== undefined) this.property(attributes.itemprop, content);
  }

  enter(tag: string, { lang }: Attributes): void {
    if (tag === 'html') this.statements.language ??= lang?.trim();
  }

  /** Text of a `title` or `script` element. */
  raw(tag: string, text: string): void {
    if (tag === 'title') this.statements.add('titles', text, 'title');
    else this.jsonLd.push(text);
  }

  /** An element of the page ends. */
  leave({ tag: { name }, attributes, element }: OpenElement): void {
    const { itemprop, rel, datetime } = attributes;
    if (name === 'h1') this.marked.push({ topic: 'titles', source: 'h1', element });
    const property = itemprop?.toLowerCase();
    const topic = property !== undefined ? topicOfProperty(property) : undefined;
    if (topic !== undefined && datetime === undefined)
      this.marked.push({ topic, source: 'microdata', element });
    if (property === 'name') this.marked.push({ topic: 'names', source: 'microdata', element });
    if (name === 'a' && rel !== undefined && /\bauthor\b/i.test(rel))
      this.marked.push({ topic: 'authors', source: 'rel-author', element });
    if (datetime === undefined) return;
    if (topic !== undefined) this.statements.add(topic, datetime, 'microdata');
    else if (name === 'time') this.statements.add('published', datetime, 'time');
  }

  finish(text: string, elements: readonly MarkupElement[]): Stated {
    addJsonLd(this.jsonLd, this.statements);
    // Inner elements end first, and the page's order is that of beginnings.
    this.marked.sort((a, b) => a.element - b.element);
    const names = this.marked
      .filter(({ topic }) => topic === 'names')
      .map(({ element }) => elements[element]);
    for (const { topic, source, element } of this.marked) {
      if (topic === 'names') continue;
      const { start, end } = nameWithin(elements[element], topic === 'authors' ? names : []);
      this.statements.add(topic, text.slice(start, end), source);
    }
    return this.statements;
  }

  private property(itemprop: string, content: string): void {
    const topic = topicOfProperty(itemprop.toLowerCase());
    if (topic) this.statements.add(topic, content, 'microdata');
  }
}

function nameWithin(element: MarkupElement, names: readonly MarkupElement[]): MarkupElement {
  return names.find(({ start, end }) => start >= element.start && end <= element.end) ?? element;
}
