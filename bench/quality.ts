import { parseArgs } from 'node:util';
import { hasCorpus } from './corpus.js';
import { measureMarkup } from './markup-quality.js';
import { measureText } from './text-quality.js';

const MEASURES: Record<string, () => Promise<void>> = {
  text: measureText,
  html: () => measureMarkup('html'),
  markdown: () => measureMarkup('markdown'),
};

const { from } = parseArgs({ options: { from: { type: 'string', default: 'text' } } }).values;
if (!Object.hasOwn(MEASURES, from)) {
  console.error(`--from ${from}: unknown; use ${Object.keys(MEASURES).join(', ')}`);
  process.exitCode = 2;
} else if (hasCorpus()) await MEASURES[from]();
else console.log('no ../shared/corpus here: nothing to measure');
