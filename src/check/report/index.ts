import { github } from './github.js';
import { html } from './html.js';
import { json } from './json.js';
import { jsonl } from './jsonl.js';
import { junit } from './junit.js';
import { markdown } from './markdown.js';
import { sarif } from './sarif.js';
import { text } from './text.js';
import type { CheckReporter } from './types.js';

/** Every form of the result, by its name on the command line. */
export const CHECK_REPORTERS: Readonly<Record<string, CheckReporter>> = {
  text,
  json,
  jsonl,
  sarif,
  github,
  junit,
  markdown,
  html,
};
