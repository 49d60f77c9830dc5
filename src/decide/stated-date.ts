import type { Stated, Statement } from '../types.js';

const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:[.,]\d+)?\s*(Z|[+-]\d{2}:?\d{2})?)?/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:T?\d{4,6})?$/;
const EPOCH = /^\d{10}(?:\d{3})?$/;
const ZONE = /(?:Z|GMT|UTC|[+-]\d{2}:?\d{2})\s*$/i;
/** The web is no older; a page from the day after tomorrow has a wrong date. */
const FIRST_YEAR = 1990;

const zoneOf = (zone: string) => (zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone);

/**
 * A date as a page has it in ISO 8601: the day, with time and zone where both are known. ISO, compact digits, seconds or
 * milliseconds of Unix, and English forms are read; undefined for anything else.
 */
export function isoDate(text: string): string | undefined {
  const iso = ISO.exec(text);
  if (iso) {
    const [, year, month, day, time, zone] = iso;
    if (!isDay(+year, +month, +day)) return undefined;
    return `${year}-${month}-${day}${time && zone ? `T${time}${zoneOf(zone)}` : ''}`;
  }
  const compact = COMPACT.exec(text);
  if (compact)
    return isDay(+compact[1], +compact[2], +compact[3]) ? compact.slice(1, 4).join('-') : undefined;
  if (EPOCH.test(text)) return `${new Date(+text.padEnd(13, '0')).toISOString().slice(0, 19)}Z`;
  // Engines read `Mon, 3 May 2024 10:00:00 GMT` and `May 3, 2024`; numbers alone they guess at.
  if (!/[a-z]{3}/i.test(text) || !/\d{4}/.test(text)) return undefined;
  const time = Date.parse(ZONE.test(text) ? text : `${text} UTC`);
  if (Number.isNaN(time)) return undefined;
  const day = new Date(time).toISOString().slice(0, 10);
  return +day.slice(0, 4) >= FIRST_YEAR ? day : undefined;
}

function isDay(year: number, month: number, day: number): boolean {
  return year >= FIRST_YEAR && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

function firstDate(statements: readonly Statement[]): string | undefined {
  const ranked = [...statements].sort((a, b) => rank(a.source) - rank(b.source));
  for (const { text } of ranked) {
    const date = isoDate(text);
    if (date !== undefined) return date;
  }
  return undefined;
}

/** Day a page says it was published, or what it says of its last change where it says no more; ISO 8601. */
export function statedDate({ published, modified }: Stated): string | undefined {
  return firstDate(published) ?? firstDate(modified);
}

// Times in the text may be those of other stories: they come last.
function rank(source: string): number {
  if (source === 'json-ld' || source === 'article:published_time') return 0;
  if (source === 'time') return 3;
  return source === 'json-ld page' ? 2 : 1;
}
