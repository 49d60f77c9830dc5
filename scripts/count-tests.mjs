// Prints "N passed, N failed" from the runners' own reports (vitest's JSON, pytest's JUnit), each followed by its exit code; a
// runner or gate that failed beside its tests, or reported none, counts as one failure.
import { existsSync, readFileSync } from 'node:fs';

function countsOf(report) {
  if (!existsSync(report)) return { passed: 0, failed: 0 };
  const text = readFileSync(report, 'utf8');
  if (report.endsWith('.json')) {
    const { numPassedTests, numFailedTests } = JSON.parse(text);
    return { passed: numPassedTests, failed: numFailedTests };
  }
  const suite = /<testsuite [^>]*>/.exec(text)?.[0] ?? '';
  const number = (name) => Number(new RegExp(` ${name}="(\\d+)"`).exec(suite)?.[1] ?? 0);
  const failed = number('failures') + number('errors');
  return { passed: number('tests') - failed - number('skipped'), failed };
}

let [passed, failed] = [0, 0];
for (let i = 2; i < process.argv.length; i += 2) {
  const counts = countsOf(process.argv[i]);
  const wrong = Number(process.argv[i + 1]) !== 0 || counts.passed === 0;
  passed += counts.passed;
  failed += counts.failed + (wrong && counts.failed === 0 ? 1 : 0);
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
