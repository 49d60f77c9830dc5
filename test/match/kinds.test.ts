import { describe, expect, it } from 'vitest';
import { fingerprint, formatFingerprint } from '../../src/match/kinds/fingerprint.js';
import { outlineOf } from '../../src/match/kinds/pattern.js';
import { parseShape } from '../../src/match/kinds/shape-syntax.js';
import type { Rule } from '../../src/match/rule.js';
import { RuleSet } from '../../src/match/rule-set.js';
import { parseText } from '../../src/parse/text.js';
import { tokenise, tokeniseText } from '../../src/parse/tokens.js';

const base = { id: 'test/rule', role: 'other' as const, why: 'For the test.', unless: [] };

/** Lines on which a rule speaks. */
function lines(rule: Partial<Rule>, text: string): number[] {
  const set = new RuleSet([{ ...base, kind: 'phrases', ...rule }]);
  const page = parseText(text);
  return set.match(page, tokenise(page)).hits.map((hit) => page.children[hit.paragraph].line);
}

describe('shapes', () => {
  it.each([
    [
      '<money> - <money> ... : <name>: <text>',
      '£25000 - £35000 per annum: Oak Partners: A fine chance for someone',
      true,
    ],
    ['<money> - <money> ... : <name>: <text>', 'It cost £25000 - £35000 to mend', false],
    ['by <name> and? <name>?', 'By Ann van der Berg and J. Okoro', true],
    ['by <name>', 'By the river', false],
    ['<date>', 'Thursday 12 March 2026', true],
    ['<date>', 'March 12, 2026', true],
    ['<date>', '12/03/2026', true],
    ['<date>', '4.6/5', false],
    ['<date> <time>', '3 Oct 2026 09:30 GMT', true],
    ['... | <upper>', 'Nine boats | BBC', true],
  ])('%s on "%s"', (shape, text, expected) => {
    expect(lines({ shapes: [shape] }, text).length > 0).toBe(expected);
  });

  it('pass over the bullet of a list', () => {
    expect(lines({ shapes: ['read : <text>'] }, '• Read: a thing')).toEqual([1]);
  });

  it('refuse what they do not know', () => {
    expect(() => parseShape('<price>')).toThrow('no element "<price>"; known: <number>');
    expect(() => parseShape('...')).toThrow('needs an element or a word');
  });
});

describe('the outline of an expression', () => {
  it.each<[string, boolean, string[]]>([
    ['\\(ap\\)[.\\s]*$', true, ['(', ')']],
    ['[(\\[]\\s*(file )?photo\\b[^()]{0,90}[)\\]][.\\s]*$', true, ['([', ')]']],
    ['(a|b) photo$', true, []],
    ['[\\p{L}.\u2019 -]{3,40}\\s?/\\s?(ap|pa)$', true, ['/']],
    ['^©?\\s*\\d{4}: x$', false, [':']],
    ['(^|\\s)photo$', false, []],
    ['(?:#|%)+photo', false, []],
    ['image:|photo$', false, []],
    ['photo\\$', false, ['$']],
    ['#{2,3}a@*', false, ['#']],
    ['^\\[email\\]$', false, ['[', ']']],
  ])('%s', (source, atEnd, needs) => {
    expect(outlineOf(source)).toEqual({ atEnd, needs: needs.map((marks) => [...marks]) });
  });
});

describe('expressions that end with the paragraph', () => {
  it('are looked for at its end, however long it is', () => {
    const rule: Partial<Rule> = {
      kind: 'patterns',
      patterns: ['\\bby [a-z ]{2,60} / gull$'],
      keywords: ['gull'],
    };
    const long = 'The ferry came by the quay / gull wing. '.repeat(2000);
    expect(lines(rule, `${long}\n\n${long}Lamp by Ada Moor / Gull`)).toEqual([3]);
  });
});

describe('patterns', () => {
  const rule: Partial<Rule> = { kind: 'patterns', patterns: ['^©\\s*\\d{4}'], keywords: ['©'] };
  it('run where a keyword stands', () => {
    expect(lines(rule, 'A line.\n© 2026 The Post\nIt says © 2026.')).toEqual([2]);
  });
  it('keep their places after letters that grow in lower case', () => {
    expect(lines(rule, 'İİİİ İstanbul\n© 2026 The Post')).toEqual([2]);
  });
  it('find keywords in capitals on a page that has such letters, too', () => {
    const follow: Partial<Rule> = { kind: 'patterns', patterns: ['^follow us'], keywords: ['follow'] };
    expect(lines(follow, 'A match in İzmir.\nFOLLOW US')).toEqual([2]);
  });
  it('find keywords that overlap, and those of one and two characters', () => {
    const tiny: Partial<Rule> = {
      kind: 'patterns',
      patterns: ['^#|%d|share'],
      keywords: ['#', '%d', 'hare', 'share'],
    };
    expect(lines(tiny, '# one\nno %s\n100 %d\nUnshared')).toEqual([1, 3, 4]);
  });
});

describe('sequences', () => {
  const rule: Partial<Rule> = {
    kind: 'sequence',
    sequence: { heading: ['^most read$'], then: 'title', atLeast: 3, atMost: 4 },
  };
  it('mark the heading and what follows it', () => {
    expect(lines(rule, 'Most read\nA bridge is closed\nA choir will sing\nA bus is late')).toEqual([
      1, 2, 3, 4,
    ]);
  });
  it('are silent where too few follow', () => {
    expect(lines(rule, 'Most read\nA bridge is closed\nThe mayor said on Monday that it was over.')).toEqual(
      [],
    );
  });
  it('stop at their limit', () => {
    expect(
      lines(rule, 'Most read\nOne two three\nTwo three four\nThree four five\nFour five six\nFive six seven'),
    ).toHaveLength(5);
  });
});

describe('positions', () => {
  const story =
    'The mayor said on Monday that the bridge over the river would stay closed until the spring, because the engineers who were asked about it had found a second crack.';
  const text = ['Comments', story, 'Comments', 'x', 'y', 'Comments'].join('\n');
  const at = (place: 'start' | 'end' | 'before-text' | 'after-text', within: number) =>
    lines({ kind: 'position', position: { at: place, within, phrases: ['^comments$'], shapes: [] } }, text);
  it('look at the beginning, the end, and around the running text', () => {
    expect(at('start', 2)).toEqual([1]);
    expect(at('end', 1)).toEqual([6]);
    expect(at('before-text', 3)).toEqual([1]);
    expect(at('after-text', 2)).toEqual([3]);
  });
});

describe('fingerprints', () => {
  const print = (text: string) => {
    const tokens = tokeniseText(text);
    return formatFingerprint(fingerprint(tokens, 0, tokens.count));
  };
  it('are alike whatever the case, the marks and the numbers', () => {
    expect(print('Copyright 2025 The Post!')).toBe(print('copyright 2026, the post'));
    expect(print('Copyright 2025 The Post')).not.toBe(print('Copyright 2025 The Past'));
  });
  it('find a paragraph', () => {
    expect(
      lines(
        { kind: 'fingerprints', fingerprints: [print('All rights reserved 1999')] },
        'One.\nAll rights reserved, 2026.',
      ),
    ).toEqual([2]);
  });
});

describe('unless', () => {
  it('silences a rule on the paragraph it stands in', () => {
    expect(
      lines(
        { phrases: ['make a donation'], unless: ['court'] },
        'Make a donation\nThe court heard she could make a donation',
      ),
    ).toEqual([1]);
  });
});
