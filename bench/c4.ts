/** C4's line rules (Raffel et al., 2020, section 2.2), as a filter of lines: the baseline that corpus builders know. */
const POLICY = /terms of use|privacy policy|cookie policy|uses cookies|use of cookies|use cookies/i;
const LEAST_WORDS = 5;

/** The lines that C4 would keep. */
export function c4Filter(text: string): string {
  return text
    .split('\n')
    .filter((raw) => {
      const line = raw.trim();
      if (!/[.?!"”]$/.test(line) || line.endsWith('...') || line.endsWith('…')) return false;
      return line.split(/\s+/).length >= LEAST_WORDS && !/javascript/i.test(line) && !POLICY.test(line);
    })
    .join('\n');
}
