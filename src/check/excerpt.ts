/** Code units of a text that a message shows. */
const LENGTH = 72;

/** A text on one line, cut. */
export function excerpt(text: string, length = LENGTH): string {
  const line = text
    .slice(0, length * 4)
    .replace(/\s+/g, ' ')
    .trim();
  return line.length <= length ? line : `${line.slice(0, length - 1).trimEnd()}…`;
}
