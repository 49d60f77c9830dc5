import { describe, expect, it } from 'vitest';
import { clean } from '../src/index.js';
import { documentRecord } from '../src/report/json-record.js';

const SOURCE = `---
title: Ferry
---
[Skip to content](#main)

[Home](/) [News](/news) [Sport](/sport)

# The harbour ferry sails again

The **ferry** to the island left on time on Monday, for the first time since the storm in March, said the harbour master.

She had waited for the new engine until the end of the summer, when the yard could at last deliver [the parts](/parts).

Sign up for our newsletter to get the best stories in your inbox.

© 2024 Harbour Times. All rights reserved.
`;

describe('cleaning Markdown', () => {
  it('gives Markdown: slices of the page', async () => {
    const { text } = await clean(SOURCE, { format: 'markdown' });
    expect(text).toContain('The **ferry** to the island');
    expect(text).toContain('[the parts](/parts).');
    expect(text).not.toContain('title:');
    expect(text).not.toContain('rights reserved');
  });

  it('gives plain text where that is asked for', async () => {
    const { text } = await clean(SOURCE, { format: 'markdown', form: 'text' });
    expect(text).toContain('The ferry to the island');
    expect(text).toContain('deliver the parts.');
  });

  it('reports offsets in the source', async () => {
    const result = await clean(SOURCE, { format: 'markdown' });
    const { paragraphs } = documentRecord(result);
    const ferry = paragraphs.find(({ text }) => text.startsWith('The ferry'));
    expect(SOURCE.slice(ferry?.start, ferry?.end)).toMatch(/^The \*\*ferry\*\* .* harbour master\.$/);
    for (const { start, end, evidence } of paragraphs)
      for (const reason of evidence) {
        expect(reason.start).toBeGreaterThanOrEqual(start);
        expect(reason.end).toBeLessThanOrEqual(end);
      }
  });
});
