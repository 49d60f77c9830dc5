import { describe, expect, it } from 'vitest';
import { run } from '../spy.js';
import { folderWith, HEADLINE, PAGE } from './files.js';

describe('explain', () => {
  const folder = folderWith({ 'page.txt': PAGE, 'in/a.txt': PAGE, 'in/b.txt': PAGE });

  it('says of each paragraph what becomes of it', async () => {
    const { code, stdout, stderr } = await folder.run(['explain', 'page.txt']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^line 1 {2}remove: /);
    expect(stdout).toMatch(new RegExp(`^line 11 {2}keep: headline {2}score .*\\n {2}${HEADLINE}$`, 'm'));
    expect(stdout.match(/^line \d+ /gm)).toHaveLength(PAGE.split('\n').filter(Boolean).length);
  });

  it('says it of the paragraph on one line, with the rule that spoke', async () => {
    const { stdout } = await folder.run(['explain', 'page.txt:47']);
    expect(stdout).toMatch(/^line 47 {2}remove: legal-notice .*\n.*©.*\n +\+\d/);
    expect(stdout).toContain('en/copyright-line');
    expect(stdout.match(/^line /gm)).toHaveLength(1);
  });

  it('takes a line between two paragraphs for the one above', async () => {
    expect((await folder.run(['explain', 'page.txt:12'])).stdout).toMatch(/^line 11 /);
  });

  it('reads standard input', async () => {
    expect(await run(['explain', '-'], { input: PAGE })).toEqual(await folder.run(['explain', 'page.txt']));
  });

  it('gives JSON', async () => {
    const { paragraphs, language } = JSON.parse(
      (await folder.run(['explain', 'page.txt:11', '--format', 'json'])).stdout,
    );
    expect(language).toBe('en');
    expect(paragraphs).toEqual([
      expect.objectContaining({ line: 11, role: 'headline', keep: true, text: HEADLINE }),
    ]);
  });

  it('names rules only where the model is left out', async () => {
    const { stdout } = await folder.run(['explain', 'page.txt:47', '--no-model']);
    expect(stdout).toContain('en/copyright-line');
    expect(stdout).not.toContain('feature/');
  });

  it('takes one file, and a line that is there', async () => {
    expect(await folder.run(['explain', 'in'])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'dechaff: in: explain takes one file\n',
    });
    expect(await folder.run(['explain', 'page.txt:0'])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'dechaff: page.txt: no paragraph at line 0\n',
    });
  });
});
