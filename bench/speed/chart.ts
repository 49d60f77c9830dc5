import type { LibrarySpeeds } from './library.js';

const BAR = 22;
const GAP = 8;
const NAMES = 190;
const WIDTH = 720;
const NUMBERS = 110;

/** A bar a tool: megabytes of HTML a second of own time. Colours are told apart on light and dark ground. */
export function speedChart({ megabytes, pages, speeds }: LibrarySpeeds): string {
  const rates = speeds
    .map(({ name, own }) => ({ name, rate: megabytes / own }))
    .sort((a, b) => b.rate - a.rate);
  const most = Math.max(...rates.map(({ rate }) => rate));
  const top = 34;
  const bars = rates.map(({ name, rate }, i) => {
    const y = top + i * (BAR + GAP);
    const width = (rate / most) * (WIDTH - NAMES - NUMBERS);
    const text = `y="${y + BAR * 0.72}" fill="#6e7781"`;
    return [
      `<text x="${NAMES - 8}" ${text} text-anchor="end">${name}</text>`,
      `<rect x="${NAMES}" y="${y}" width="${width.toFixed(1)}" height="${BAR}" rx="3" fill="${name === 'dechaff' ? '#1f883d' : '#8c959f'}"/>`,
      `<text x="${(NAMES + width + 6).toFixed(1)}" ${text}>${rate.toFixed(1)} MB/s</text>`,
    ].join('\n');
  });
  const height = top + rates.length * (BAR + GAP);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="system-ui, sans-serif" font-size="13" role="img">
<title>HTML cleaned a second of one process's own time</title>
<text x="0" y="18" fill="#6e7781">HTML a second of computing, one thread of work, decoding included: ${pages} news pages, ${megabytes.toFixed(0)} MB</text>
${bars.join('\n')}
</svg>
`;
}
