import { Chalk } from 'chalk';
import { applyPatch, parsePatch, reversePatch } from 'diff';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileText } from '../../src/compile/text.js';
import { parseText } from '../../src/parse/text.js';
import { diff } from '../../src/report/diff.js';
import type { Result } from '../../src/types.js';

const context = { chalk: new Chalk({ level: 0 }), version: '0', rulesHash: '', threshold: 0.5 };

/** A result in which the paragraphs of some numbers were removed. */
function result(text: string, removed: (p: number) => boolean): Result {
  const page = parseText(text);
  const paragraphs = page.children;
  const verdicts = paragraphs.map((p) => ({
    role: removed(p.index) ? ('other' as const) : ('body' as const),
    keep: !removed(p.index),
    score: 0,
    evidence: [],
  }));
  return {
    document: { id: 'page.txt', text },
    page,
    paragraphs,
    verdicts,
    metadata: {},
    pageThreshold: 0.5,
    language: 'en',
    ...compileText(text, paragraphs, (p) => !removed(p)),
  };
}

const report = (r: Result) => diff.document(r, context);

describe('the diff report', () => {
  it('names the roles of what went in the header of each hunk', () => {
    expect(report(result('One.\nTwo.\nThree.\n', (p) => p === 1))).toBe(
      '--- a/page.txt\n+++ b/page.txt\n@@ -1,3 +1,3 @@ other\n One.\n-Two.\n+\n Three.\n',
    );
  });

  it('is empty where nothing changed', () => {
    expect(report(result('One.\n\nTwo.\n', () => false))).toBe('');
  });

  it('says where there is no newline at the end', () => {
    expect(report(result('One.\nTwo.', (p) => p === 1))).toContain('-Two.\n\\ No newline at end of file\n');
    expect(report(result('One.', () => false))).toBe(
      '--- a/page.txt\n+++ b/page.txt\n@@ -1,1 +1,1 @@\n-One.\n\\ No newline at end of file\n+One.\n'.replaceAll(
        '1,1',
        '1',
      ),
    );
  });

  it('gives the output when applied, and the input back when reversed, whatever the text', () => {
    const piece = fc.constantFrom(
      'One.',
      'A longer line of words',
      '\n',
      '\n\n',
      '\r\n',
      ' ',
      '  • item',
      '\u00a0',
      '\ufeff',
      '\u2028',
      '-',
      '+',
      '@@ -1 +1 @@',
      'same',
      'same\n',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), fc.integer(), (pieces, bits) => {
        const text = pieces.join('');
        const r = result(text, (p) => ((bits >> (p % 30)) & 1) === 1);
        const patch = report(r);
        if (patch === '') expect(r.text).toBe(text);
        else {
          const options = { autoConvertLineEndings: false };
          expect(applyPatch(text, patch, options)).toBe(r.text);
          const [parsed] = parsePatch(patch);
          expect(applyPatch(r.text, reversePatch(parsed), options)).toBe(text);
        }
      }),
      { numRuns: 500 },
    );
  });
});
