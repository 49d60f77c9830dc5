import { Readable, Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { Progress, progressLine } from '../../src/cli/clean/progress.js';
import { emptyTotals } from '../../src/report/totals.js';

const totals = { ...emptyTotals(), documents: 120, failed: 2 };

function progress(kind: 'bar' | 'lines') {
  let text = '';
  const stderr = new Writable({
    write(chunk, _encoding, done) {
      text += chunk;
      done();
    },
  });
  const io = {
    stdin: Readable.from([]),
    stdout: stderr,
    stderr: Object.assign(stderr, { isTTY: true }),
    cwd: '.',
    env: {},
  };
  let now = performance.now();
  const shown = new Progress(io, kind, () => now);
  return {
    shown,
    later: (ms: number) => {
      now += ms;
    },
    text: () => text,
  };
}

it('tells documents, megabytes, rate, time left and failures', () => {
  expect(progressLine(totals, { read: 3e6, total: 9e6 }, 2)).toBe(
    '120 documents, 3.0 of 9.0 MB, 1.5 MB/s, 0:04 left, 2 failed',
  );
  expect(progressLine(totals, { read: 3e6 }, 2)).toBe('120 documents, 3.0 MB, 1.5 MB/s, 2 failed');
});

it('is a plain line every ten seconds where there is no terminal', async () => {
  const { shown, later, text } = progress('lines');
  for (let second = 0; second <= 25; second++) {
    await shown.tell(totals, { read: 1e6 });
    later(1000);
  }
  expect(text().trimEnd().split('\n')).toHaveLength(2);
});

it('is a bar on a terminal, none in short runs, and messages do not stand in it', async () => {
  const { shown, later, text } = progress('bar');
  await shown.tell(totals, { read: 1e6, total: 4e6 });
  expect(text()).toBe('');
  later(600);
  await shown.tell(totals, { read: 1e6, total: 4e6 });
  expect(text()).toContain('25%');
  await shown.say('dechaff: a message\n');
  expect(text()).toContain('\u001b[Kdechaff: a message\n');
  shown.end();
});
