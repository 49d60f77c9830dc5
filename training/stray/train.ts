import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strayTraining } from '../../bench/stray-folds.js';

// Trains what finds single lines of boilerplate in clean texts, and writes rules/learned/stray.json. Models of the folds are read from the
// cache, or trained first.
const { all, recall, curve } = strayTraining();
writeFileSync(join(import.meta.dirname, '../../rules/learned/stray.json'), `${JSON.stringify(all)}\n`);
const share = ({ found, of }: { found: number; of: number }) =>
  `${((100 * found) / of).toFixed(1)} % of ${of}`;
for (const { role, single, run } of recall) console.log(`${role}: ${share(single)}, runs ${share(run)}`);
for (const { share: gold, threshold, single, run } of curve)
  console.log(`at ${gold} of the gold texts (${threshold}): ${single.toFixed(3)}, runs ${run.toFixed(3)}`);
