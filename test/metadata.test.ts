import { describe, expect, it } from 'vitest';
import { clean } from '../src/index.js';

const story = Array.from(
  { length: 5 },
  (_, i) =>
    `<p>The harbour board met for the ${i + 2}nd time on Monday and heard from fishermen, teachers and the two doctors of the islands.</p>`,
).join('\n');

describe('metadata of an HTML page', () => {
  it('is what the page states', async () => {
    const { metadata } = await clean(
      `<head><title>Board hears the islands - Island Post</title>
       <meta property="og:site_name" content="Island Post"><meta property="og:title" content="Board hears the islands">
       <script type="application/ld+json">{"@type":"NewsArticle","headline":"Board hears the islands",
       "datePublished":"2025-03-04T08:00:00Z","author":{"@type":"Person","name":"Ada Lund"}}</script></head>
       <body><article><h1>Board hears the islands</h1>${story}</article></body>`,
      { format: 'html' },
    );
    expect(metadata).toMatchObject({ headline: 'Board hears the islands', byline: 'Ada Lund' });
    expect(metadata.published).toMatch(/^2025-03-04/);
  });

  it('is what stands in its text where it states nothing', async () => {
    const { metadata } = await clean(`<h1>Board hears the islands</h1>${story}`, { format: 'html' });
    expect(metadata.headline).toBe('Board hears the islands');
    expect(metadata.published).toBeUndefined();
  });
});
