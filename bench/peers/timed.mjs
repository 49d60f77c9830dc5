import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { gunzipSync } from 'node:zlib';

/** Times an extractor over pages that it holds in memory: `skip` leaves pages out, `round` tells seconds and peak memory. */
export async function serve(extract) {
  const read = (path) => (path.endsWith('.gz') ? gunzipSync(readFileSync(path)) : readFileSync(path));
  let pages = JSON.parse(readFileSync(process.argv[2], 'utf8')).map((path) => ({ path, bytes: read(path) }));
  for await (const line of createInterface({ input: process.stdin })) {
    const ask = JSON.parse(line);
    let answer = {};
    if (ask.skip) pages = pages.filter(({ path }) => !ask.skip.includes(path));
    else {
      const from = performance.now();
      const before = process.cpuUsage();
      for (const { bytes } of pages) await extract(bytes);
      const { user, system } = process.cpuUsage(before);
      answer = {
        wall: (performance.now() - from) / 1000,
        own: (user + system) / 1e6,
        peak: process.resourceUsage().maxRSS / 1024,
      };
    }
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  }
}
