import { json } from './json.js';
import { markdown } from './markdown.js';
import { text } from './text.js';
import type { EvaluationReporter } from './types.js';

/** Every form of the result, by its name on the command line. */
export const EVALUATION_REPORTERS: Readonly<Record<string, EvaluationReporter>> = { text, json, markdown };
