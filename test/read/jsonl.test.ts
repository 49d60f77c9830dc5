import { describe, expect, it } from 'vitest';
import { gist, itemsOf } from './inputs.js';

describe('JSON Lines', () => {
  it('are records in their order, with all their fields', async () => {
    const items = await itemsOf(
      'a.jsonl',
      '{"id":"a","url":"https://a.example/1","text":"One","n":1}\n{"id":2,"text":"Two"}',
    );
    expect(items).toMatchObject([
      {
        line: 1,
        document: { id: 'a', url: 'https://a.example/1', text: 'One', format: 'text' },
        fields: { n: 1 },
      },
      { line: 2, document: { id: '2', text: 'Two' } },
    ]);
  });

  it('hold HTML or text, and HTML where they hold both', async () => {
    const items = await itemsOf(
      'a.jsonl',
      '{"html":"<p>x","text":"x"}\n{"html":null,"text":"y"}\n{"html":""}\n',
    );
    expect(items).toMatchObject([
      { document: { format: 'html', text: '<p>x', id: 'record-1' } },
      { document: { format: 'text', text: 'y' } },
      { document: { format: 'html', text: '' } },
    ]);
  });

  it('have fields of other names where they are named', async () => {
    const options = { textField: 'content', htmlField: 'raw' };
    const items = await itemsOf('a.jsonl', '{"content":"x"}\n{"raw":"<p>y"}\n', options);
    expect(gist(items)).toEqual(['x', '<p>y']);
  });

  it('go on behind a line that is none', async () => {
    const lines = [
      '{"text":"first"}',
      '{"text":',
      '',
      '[1]',
      '"x"',
      'null',
      '{"text":7}',
      '{"id":"q"}',
      '{"text":"last"}',
    ];
    const items = await itemsOf('a.jsonl', lines.join('\r\n'));
    expect(gist(items)).toEqual([
      'first',
      expect.stringMatching(/^2: not valid JSON: /),
      '4: not a JSON object',
      '5: not a JSON object',
      '6: not a JSON object',
      '7: "text" is no text',
      '8: has neither "text" nor "html" (--text-field and --html-field name others)',
      'last',
    ]);
    expect(items[6]).toMatchObject({ id: 'q' });
  });

  it('go on behind a line that is too long, which is not held', async () => {
    const items = await itemsOf('a.jsonl', `{"text":"${'x'.repeat(3000)}"}\n{"text":"y"}\n`, {
      maxRecordSize: 1024,
    });
    expect(gist(items)).toEqual(['1: 2.9 KB, larger than --max-record-size 1 KB', 'y']);
  });

  it.each(['utf-16le', 'utf-8'] as const)('may begin with a byte order mark: %s', async (encoding) => {
    const items = await itemsOf(
      'a.jsonl',
      Buffer.from('\ufeff{"text":"Crème"}\n{"text":"ça"}\n', encoding === 'utf-8' ? 'utf8' : 'utf16le'),
    );
    expect(gist(items)).toEqual(['Crème', 'ça']);
  });

  it('are in the encoding that the user names', async () => {
    expect(
      gist(await itemsOf('a.jsonl', Buffer.from('{"text":"Crème"}\n', 'latin1'), { encoding: 'latin1' })),
    ).toEqual(['Crème']);
  });

  it('say how much of a line could not be decoded', async () => {
    const [item] = await itemsOf('a.jsonl', Buffer.from('{"text":"Cr\xe8me"}\n', 'latin1'));
    expect(item).toMatchObject({ document: { text: 'Cr\ufffdme' }, decoding: { replaced: 1 } });
  });
});
