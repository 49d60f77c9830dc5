import type { Attributes } from './attributes.js';
import { GROUPS, type Group, type Tag } from './tags.js';

/** An element whose end has not come yet. */
export interface OpenElement {
  tag: Tag;
  attributes: Attributes;
  /** As `Tag.flow`, decided for its place. */
  flow: 0 | 1 | 2;
  /** Its text is none of the page's. */
  skipped: boolean;
  hidden: boolean;
  /** It stands in `svg` or `math`, where tags are no HTML. */
  foreign: boolean;
  /** An inline mark whose end tag came while blocks in it were open: it marks no more. */
  ended: boolean;
  /** Number among the page's elements, that of its parent where it is none of them; -1 before its first text. */
  element: number;
  owns: boolean;
  /** Number among the page's inlines, or -1. */
  inline: number;
  /** Of an item of an ordered list, its number; of the list, the next one's. */
  ordinal: number;
  /** Code units in links before its first text. */
  linkedBefore: number;
}

/** The stack of open elements. Every question takes the same time however deep it is. */
export class OpenElements {
  readonly frames: OpenElement[] = [];
  private readonly byName = new Map<string, number[]>();
  private readonly groups: number[][] = GROUPS.map(() => []);
  private readonly blocks: number[] = [];

  get top(): OpenElement | undefined {
    return this.frames[this.frames.length - 1];
  }

  push(frame: OpenElement): void {
    const at = this.frames.push(frame) - 1;
    const places = this.byName.get(frame.tag.name);
    if (places) places.push(at);
    else this.byName.set(frame.tag.name, [at]);
    for (const group of frame.tag.groups) this.groups[group].push(at);
    if (frame.flow > 0) this.blocks.push(at);
  }

  pop(): OpenElement {
    const frame = this.frames.pop()!;
    if (!frame.ended) this.byName.get(frame.tag.name)!.pop();
    for (const group of frame.tag.groups) this.groups[group].pop();
    if (frame.flow > 0) this.blocks.pop();
    return frame;
  }

  /** Ends an inline mark where it stands, without what is open in it. */
  end(at: number): OpenElement {
    const frame = this.frames[at];
    frame.ended = true;
    this.byName.get(frame.tag.name)!.pop();
    return frame;
  }

  /** Place of the innermost open element of a name, or -1. */
  lastOf(name: string): number {
    const places = this.byName.get(name);
    return places === undefined || places.length === 0 ? -1 : places[places.length - 1];
  }

  /** Place of the innermost open element of a group, or -1. */
  last(group: Group): number {
    const places = this.groups[GROUPS.indexOf(group)];
    return places.length === 0 ? -1 : places[places.length - 1];
  }

  /** Place of the innermost open block, or -1. */
  get lastBlock(): number {
    return this.blocks.length === 0 ? -1 : this.blocks[this.blocks.length - 1];
  }

  countOf(name: string): number {
    return this.byName.get(name)?.length ?? 0;
  }
}
