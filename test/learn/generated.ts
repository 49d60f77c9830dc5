import { folderWith } from '../cli/files.js';

const TOWNS = ['Arden', 'Bexley', 'Corwen', 'Denby', 'Elsdon', 'Farley'];

/** What stands on every page of the site, and nowhere else. */
export const IMPRINT =
  'The Pebble Lane Gazette answers letters every second evening from a kitchen in Arden.';
/** What stands on every page with other names in it. */
export const vacancy = (i: number) =>
  `${20 + i},500 per annum: ${TOWNS[i % 6]} ${TOWNS[(i * 5 + 1) % 6]}: enquire within`;
/** What two articles quote. */
export const QUOTE =
  'The treasurer said that no coin of the fund had ever been spent on anything but slates and rope.';

const SUBJECTS = [
  'the ferryman',
  'a retired baker',
  'her cousin',
  'most councillors',
  'the choir',
  'an auditor',
  'the keeper',
];
const VERBS = [
  'mended',
  'argued over',
  'forgot about',
  'paid for',
  'drew',
  'moved',
  'counted',
  'photographed',
];
const THINGS = [
  'eleven slates',
  'the tall ladder',
  'some ropes',
  'a leaking boat',
  'old maps',
  'two bells',
  'plum trees',
];
const PLACES = [
  'below the mill',
  'near Arden',
  'behind closed doors',
  'at the quay',
  'on a steep lane',
  'in deep snow',
];
const ENDS = [
  'before anyone woke',
  'without a word',
  'as rain set in',
  'to general relief',
  'once the vote was lost',
  'for want of coal',
];

/** Sentences no two pages share. */
export function story(page: number): string[] {
  let at = page * 7919 + 13;
  const pick = (list: readonly string[]) => {
    at = (at * 48271) % 2147483647;
    return list[at % list.length];
  };
  const clause = () => [SUBJECTS, VERBS, THINGS, PLACES, ENDS].map(pick).join(' ');
  return Array.from(
    { length: 4 },
    () => `On ${page} mornings ${clause()}, while ${clause()}, and ${clause()}.`,
  );
}

/** Page `i` of the site as a record. */
export function record(i: number, more: Record<string, unknown> = {}): string {
  const text = [
    `Slates, ropes and ladder number ${i} of Arden`,
    IMPRINT,
    ...story(i),
    ...(i < 2 ? [QUOTE] : []),
    vacancy(i),
  ].join('\n\n');
  return JSON.stringify({
    id: `p${i}`,
    url: `https://www.pebble-lane.example/${i}`,
    date: `2024-03-${String(i + 1).padStart(2, '0')}`,
    text,
    ...more,
  });
}

/** A folder with twelve pages of the site. */
export function gazette() {
  const records = Array.from({ length: 12 }, (_, i) => record(i));
  return folderWith({
    'pages.jsonl': `${records.join('\n')}\n`,
    'turned.jsonl': `${records.toReversed().join('\n')}\n`,
    'new.jsonl': `${record(20)}\n`,
  });
}
