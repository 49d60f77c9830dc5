/** Characters that are enough to tell a language; more only costs time. */
const SAMPLE = 4000;

/** The part of a text by which its language is told: the middle. */
export function languageSample(text: string): string {
  const middle = Math.max(0, (text.length - SAMPLE) >> 1);
  return text.slice(middle, middle + SAMPLE);
}

/** ISO 639-1 code of a text's language, or `und` where it cannot be told. */
export async function detectLanguage(text: string): Promise<string> {
  // Loaded on first use: its tables cost more than cleaning a page, and not every run asks.
  const { eld } = await import('eld/small');
  const guess = eld.detect(languageSample(text));
  return guess.isReliable() ? guess.language : 'und';
}
