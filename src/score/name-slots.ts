import { SLOTS } from './phrase-table.js';

/** 32-bit FNV-1a over UTF-16 code units. */
export function hashName(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return hash;
}

/** The slot of a table that a name's hash falls into; `seed` tells apart what the name is a name of. */
export function nameSlot(seed: number, name: number): number {
  const h = Math.imul(seed ^ Math.imul(name, 0x85ebca6b), 0xc2b2ae35);
  return (Math.imul(h ^ (h >>> 15), 0x27d4eb2f) >>> 8) & (SLOTS - 1);
}
