import type { Stretch } from './features/types.js';

/** The stretch of paragraphs whose values have the largest sum above 0 (Kadane's algorithm); empty where there is none. */
export function densestStretch(count: number, worthOf: (p: number) => number): Stretch {
  const best = { from: 0, to: -1 };
  let most = 0;
  let from = 0;
  let sum = 0;
  for (let p = 0; p < count; p++) {
    sum += worthOf(p);
    if (sum <= 0) {
      sum = 0;
      from = p + 1;
    } else if (sum > most) {
      most = sum;
      best.from = from;
      best.to = p;
    }
  }
  return best;
}
