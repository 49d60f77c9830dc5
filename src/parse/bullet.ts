import type { Bullet } from '../types.js';
import { Char, charClass } from './chars.js';

const NUMBERED = /^(?:\d{1,3}|[a-z])[.)]\s/u;
const BULLETS = '•‣◦▪▫●○■□*-–—+>»›·✓✔→';

/** How a line, by its own text, is marked as an item of a list. */
export function bulletOf(text: string, start: number, end: number): Bullet {
  if (
    BULLETS.includes(text[start]) &&
    end - start > 1 &&
    charClass(text.charCodeAt(start + 1)) === Char.Space
  )
    return 'mark';
  const unit = text.charCodeAt(start);
  return unit < 128 && NUMBERED.test(text.slice(start, Math.min(end, start + 6))) ? 'number' : 'none';
}
