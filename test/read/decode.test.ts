import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decodeBytes, knownEncoding, NotTextError } from '../../src/read/decode.js';

const RUSSIAN =
  'Городской совет утвердил новое расписание паромов. Первый рейс отправится в пятницу утром, сообщил глава порта. Жители островов ждали этого одиннадцать лет.';
const FRENCH =
  'Le conseil a approuvé mardi le nouvel horaire des traversées. « C’est une très bonne nouvelle pour les îles », a déclaré la présidente du port, visiblement émue.';
const JAPANESE =
  '市議会は火曜日、新しいフェリーの時刻表を承認した。最初の便は金曜日の朝に出発する予定だと港の責任者が述べた。島の住民は十一年間この日を待っていた。';
const CHINESE =
  '市议会星期二批准了新的渡轮时刻表。港口负责人说，第一班船将于星期五早上出发。岛上的居民为此等待了十一年，他们对这一决定表示欢迎。';
const KOREAN =
  '시의회는 화요일에 새로운 여객선 시간표를 승인했다. 항만 책임자는 첫 배가 금요일 아침에 출발할 것이라고 말했다. 섬 주민들은 이날을 십일 년 동안 기다려 왔다.';
const CZECH =
  'Zastupitelé v úterý schválili nový jízdní řád přívozu. První loď vypluje v pátek ráno, řekl šéf přístavu. Obyvatelé ostrovů na to čekali jedenáct let a jsou šťastní.';

describe('an encoding', () => {
  it.each([
    ['windows-1251', RUSSIAN],
    ['koi8-r', RUSSIAN],
    ['windows-1252', FRENCH],
    ['windows-1250', CZECH],
    ['shift_jis', JAPANESE],
    ['euc-jp', JAPANESE],
    ['gb18030', CHINESE],
    [
      'big5',
      '市議會星期二批准了新的渡輪時刻表。港口負責人說，第一班船將於星期五早上出發。島上的居民為此等待了十一年。',
    ],
    ['euc-kr', KOREAN],
  ])('is told by the text alone: %s', async (encoding, text) => {
    const bytes = iconv.encode(`${text}\n`.repeat(4), encoding);
    expect((await decodeBytes(bytes)).text.split('\n')[0]).toBe(text);
    expect(await decodeBytes(bytes, { encoding })).toMatchObject({
      encoding: await knownEncoding(encoding),
      replaced: 0,
    });
  });

  it.each(['utf-8', 'utf-16le', 'utf-16be', 'utf-32le'])(
    'is told by a byte order mark, which stays: %s',
    async (encoding) => {
      const bytes = iconv.encode(`\ufeff${FRENCH}`, encoding);
      expect(await decodeBytes(bytes)).toEqual({ text: `\ufeff${FRENCH}`, encoding, replaced: 0 });
    },
  );

  it('is told by a byte order mark, which is no part of markup', async () => {
    expect((await decodeBytes(Buffer.from('\ufeff<p>x'), { markup: true })).text).toBe('<p>x');
  });

  it.each(['utf-16le', 'utf-16be'])('is told by zeros: %s without a mark', async (encoding) => {
    expect((await decodeBytes(iconv.encode(FRENCH, encoding))).text).toBe(FRENCH);
  });

  it('is what the media type says, before what the page says', async () => {
    const page = `<html><head><meta charset="shift_jis"></head><body>${RUSSIAN}</body>`;
    const bytes = iconv.encode(page, 'koi8-r');
    expect((await decodeBytes(bytes, { markup: true, mediaType: 'text/html; charset=KOI8-R' })).text).toBe(
      page,
    );
  });

  it.each([
    '<!-- charset=utf-8 --><meta http-equiv="Content-Type" content="text/html; charset=windows-1251">',
    "<META CHARSET='cp1251'>",
    '<?xml version="1.0" encoding="windows-1251"?>',
  ])('is what the page says: %s', async (head) => {
    const page = `${head}<p>Паром</p>`;
    const bytes = iconv.encode(page, 'windows-1251');
    expect(await decodeBytes(bytes, { markup: true })).toEqual({
      text: page,
      encoding: 'windows-1251',
      replaced: 0,
    });
  });

  it('is UTF-8 where a page that can be read says UTF-16', async () => {
    const page = '<meta charset="utf-16"><p>Crème</p>';
    expect((await decodeBytes(Buffer.from(page), { markup: true })).text).toBe(page);
  });

  it('is passed over where nobody knows it', async () => {
    expect((await decodeBytes(Buffer.from('<meta charset="klingon">é'), { markup: true })).encoding).toBe(
      'utf-8',
    );
    expect(await knownEncoding('klingon')).toBeUndefined();
    expect(await knownEncoding('latin1')).toBe('windows-1252');
    expect(await knownEncoding('ibm850')).toBe('ibm850');
  });

  it('is what the user says, whatever else is said', async () => {
    const bytes = Buffer.from('\ufeffé');
    expect(
      (await decodeBytes(bytes, { encoding: 'latin1', mediaType: 'text/plain; charset=utf-8' })).text,
    ).toBe('ï»¿Ã©');
  });

  it('is one that only browsers know', async () => {
    const bytes = Buffer.from('\u001b$B%U%\u001b(B', 'latin1');
    expect(await decodeBytes(bytes, { encoding: 'csiso2022jp' })).toMatchObject({
      text: 'フ\ufffd',
      encoding: 'iso-2022-jp',
      replaced: 1,
    });
  });
});

describe('what cannot be decoded', () => {
  it('is replaced and counted, and the rest stays', async () => {
    const bytes = Buffer.concat([Buffer.from(FRENCH), Buffer.from([0xff]), Buffer.from(' fin \ufffd')]);
    expect(await decodeBytes(bytes)).toEqual({
      text: `${FRENCH}\ufffd fin \ufffd`,
      encoding: 'utf-8',
      replaced: 1,
    });
  });

  it('is counted in other encodings', async () => {
    const bytes = Buffer.concat([iconv.encode(JAPANESE, 'shift_jis'), Buffer.from([0xff])]);
    expect(await decodeBytes(bytes, { encoding: 'shift_jis' })).toMatchObject({ replaced: 1 });
  });

  it('is binary data', async () => {
    await expect(decodeBytes(Buffer.from('\u0089PNG\r\n\0\0'))).rejects.toThrow(NotTextError);
    await expect(decodeBytes(Buffer.from('\u0001\u0002\u0003\u0004'), { markup: true })).rejects.toThrow(
      NotTextError,
    );
  });

  it('is not a zero in markup, over which browsers read', async () => {
    expect((await decodeBytes(Buffer.from('<p>one\0two</p>'), { markup: true })).text).toBe(
      '<p>one\0two</p>',
    );
  });
});
