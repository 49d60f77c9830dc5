// Prints "N passed, N failed" from the runner's own report; a gate that failed beside the tests counts as one failure.
import { existsSync, readFileSync } from 'node:fs';

const [report, code] = process.argv.slice(2);
const counts = existsSync(report)
  ? JSON.parse(readFileSync(report, 'utf8'))
  : { numPassedTests: 0, numFailedTests: 0 };
const gate = Number(code) !== 0 && counts.numFailedTests === 0 ? 1 : 0;
console.log(`${counts.numPassedTests} passed, ${counts.numFailedTests + gate} failed`);
process.exit(Number(code) === 0 && counts.numPassedTests > 0 ? 0 : 1);
