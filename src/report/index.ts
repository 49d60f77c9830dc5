import { diff } from './diff.js';
import { json } from './json.js';
import { jsonl } from './jsonl.js';
import { text } from './text.js';
import type { Reporter } from './types.js';

/** Every form of report, by its name on the command line. */
export const REPORTERS: Readonly<Record<string, Reporter>> = { diff, json, jsonl, text };
