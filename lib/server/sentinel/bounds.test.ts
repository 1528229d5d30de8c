import { describe, expect, it } from 'vitest';
import { success } from '../../../e2e/support/vendor/example-answers';
import { DEFAULT_LIST } from '../../contracts/list-params';
import { DOCUMENTS } from '../../kyc/document-types';
import { readCustomer, readPage } from './answers';
import { DEADLINES } from './deadlines';
import { SentinelError } from './errors';
import { kindOfStatus } from './failures';
import { judgeImage } from './image-kind';
import { readImages } from './images';
import { parseJson } from './json';
import { readOcr } from './ocr';
import { itemsOf, looksLikeImage, readFlag, readScore, readStatus, readText, shownText, UNREADABLE } from './values';

/** How much of an answer is read and shown, and where that ends. */

const PASSPORT = DOCUMENTS.passport.list;
const EGYPT = DOCUMENTS.egyptNationalId.list;
const CALL = { name: 'test', path: '/' };
const row = (data: object) => readPage(CALL, success({ data: [{ uuid: 'c-1', ...data }] }), DEFAULT_LIST).rows[0];
const customer = (data: object) => readCustomer(CALL, success({ uuid: 'c-1', ...data }));
const ocr = (fields: unknown) => readOcr('passport', { ocrData: fields }, {});

it('waits five seconds for a connection, fifteen for an answer, and a minute in all', () => {
  expect(DEADLINES).toEqual({ connect: 5_000, headers: 15_000, body: 10_000, total: 60_000 });
});

describe('values', () => {
  it('are texts of up to 100,000 characters', () => {
    expect(readText('x'.repeat(100_000))).toHaveLength(100_000);
    expect(readText('x'.repeat(100_001))).toBe(UNREADABLE);
  });

  it.each([
    ['12', 12],
    ['+0000000012', 12],
    ['-7', -7],
    ['00000000012', UNREADABLE],
    ['x7', UNREADABLE],
    ['7x', UNREADABLE],
    ['*7', UNREADABLE],
  ])('the status %j is %s', (given, read) => expect(readStatus(given)).toBe(read));

  it.each([
    ['98.6', 98.6],
    ['98.625', 98.625],
    ['98.', UNREADABLE],
  ])('the score %j is %s', (given, read) => expect(readScore(given)).toBe(read));

  it('a flag is a word, not a word at the beginning of a long text', () => {
    expect(readFlag(' TRUE ')).toBe(true);
    expect(readFlag(`true${' '.repeat(100)}or not`)).toBe(true);
  });

  it('are shown up to 200 characters, in JSON up to 100 each, 20 parts and four levels', () => {
    expect(shownText('x y'.repeat(66).padEnd(200, 'z'))).toHaveLength(200);
    expect(shownText(`${'x y'.repeat(66)}zzz`)).toBe(`${'x y'.repeat(66)}zz…`);
    expect(shownText(12.5)).toBe('12.5');
    expect(shownText({ a: 'b c'.repeat(33).padEnd(100, 'd') })).toBe(`{"a":"${'b c'.repeat(33)}d"}`);
    expect(shownText({ a: `${'b c'.repeat(33)}dd` })).toBe(`{"a":"${'b c'.repeat(33)}d…"}`);
    expect(shownText(Array(21).fill(1))).toBe(`[${Array(20).fill(1).join()}]`);
    expect(shownText(Object.fromEntries(Array.from({ length: 21 }, (_, key) => [`k${key}`, 1])))).not.toContain('k20');
    expect(shownText([[[[1]]]])).toBe('[[[[1]]]]');
    expect(shownText([[[[[1]]]]])).toBe('[[[[…]]]]');
    expect(shownText({ a: { b: { c: 1 } } })).toBe('{"a":{"b":{"c":1}}}');
    expect(shownText({ a: { b: { c: { d: { e: 1 } } } } })).toBe('{"a":{"b":{"c":{"d":…}}}}');
  });

  it('look like an image from 257 characters of nothing but base64 on, or as a data URI', () => {
    expect(looksLikeImage('A'.repeat(256))).toBe(false);
    expect(looksLikeImage('A'.repeat(257))).toBe(true);
    expect(looksLikeImage(`${'A'.repeat(200)}\r\n\r\n${'A'.repeat(57)}`)).toBe(true);
    expect(looksLikeImage(`- ${'A'.repeat(257)}`)).toBe(false);
    expect(looksLikeImage('  DATA:image/png')).toBe(true);
    expect(looksLikeImage('about data:')).toBe(false);
  });

  it('in an object with numbered keys are a list, and in no other object', () => {
    expect(itemsOf({ 0: 'a', 1: 'b' })).toEqual(['a', 'b']);
    expect(itemsOf({ 0: 'a', 2: 'b' })).toEqual([{ 0: 'a', 2: 'b' }]);
    expect(itemsOf({})).toEqual([]);
  });
});

describe('a row', () => {
  const record = { dateOfExpiry: '2030-05-06' };

  it('has as many documents and expired names as are read, and says of the rest that it is unreadable', () => {
    expect(row({ [PASSPORT]: Array(50).fill(record) })?.documents).toHaveLength(50);
    expect(row({ [PASSPORT]: Array(50).fill(record) })?.unreadable).toBeUndefined();
    const many = row({ [PASSPORT]: Array(51).fill(record), expiredIds: Array.from({ length: 51 }, (_, n) => `n${n}`) });
    expect(many?.documents).toHaveLength(50);
    expect(many?.expiredDocuments).toHaveLength(50);
    expect(many?.unreadable).toEqual([
      { field: 'passport', given: '[{"dateOfExpiry":"2030-05-06"}]' },
      { field: 'expiredDocuments', given: '["n50"]' },
    ]);
  });

  it('has the names in expiredIds, and notes what is no name', () => {
    expect(row({ expiredIds: ['passport', ' ', 7, { type: 'permit' }, 'x'.repeat(100_001)] })).toMatchObject({
      expiredDocuments: ['passport', 'permit'],
    });
    expect(row({ expiredIds: [7, { type: 8 }] })?.unreadable).toHaveLength(2);
    expect(row({ expiredIds: 'passport, emiratesId' })?.expiredDocuments).toEqual(['passport', 'emiratesId']);
    expect(row({ expiredIds: 'passport, permit' })?.expiredDocuments).toEqual(['passport, permit']);
    expect(row({ expiredIds: ' permit ' })?.expiredDocuments).toEqual([' permit ']);
  });

  it('gives a document number of up to 1,000 characters', () => {
    const numbers = (document: object) => row({ [EGYPT]: [document] })?.documentNumbers;
    expect(numbers({ cardNumber: 'x'.repeat(1_000) })).toEqual(['x'.repeat(1_000)]);
    expect(numbers({ cardNumber: 'x'.repeat(1_001) })).toEqual([]);
    expect(numbers({ aNumber: { odd: 1 }, bNumber: 'AB1' })).toEqual(['AB1']);
    expect(numbers({ hasNumber: true, phoneNumber: '1' })).toEqual([]);
    expect(numbers({})).toEqual([]);
    const passport = row({ [PASSPORT]: [{ otherNumber: 'AB1' }] });
    expect(passport?.documentNumbers).toEqual([]);
  });
});

it('a document whose number is not named by the contract has the first one that can be read', () => {
  const number = (document: object) => customer({ egyptNationalId: document }).documents[0];
  expect(number({ aNumber: { odd: 1 }, bNumber: 'AB1' })).toMatchObject({ number: 'AB1' });
  expect(number({ aNumber: { odd: 1 } })).toMatchObject({
    number: null,
    unreadable: [{ field: 'number', given: '{"odd":1}' }],
  });
  expect(number({ hasNumber: true, type: 'x' })).toMatchObject({ number: null });
});

describe('what OCR read', () => {
  it('is in objects whose names begin with "ocr", up to 200 fields with names of up to 200 characters', () => {
    expect(readOcr('passport', { myOcr: { a: 'b' }, OCR_front: { c: 'd' } }, {})).toEqual([{ key: 'c', value: 'd' }]);
    const fields = (length: number) => Object.fromEntries(Array.from({ length }, (_, at) => [`k${at}`, 'v']));
    expect(ocr(fields(201))).toHaveLength(200);
    expect(ocr({ ['k'.repeat(200)]: 'v', ['l'.repeat(201)]: 'v' }).map(({ key }) => key.length)).toEqual([200]);
    expect(ocr({ '': 'v' })).toEqual([]);
  });

  it('is one field where it is a text, and none where it is spaces or a number', () => {
    expect(readOcr('passport', { ocr: 'read', ocrText: '  ', ocrScore: 7 }, {})).toEqual([
      { key: 'ocr', value: 'read' },
    ]);
  });

  it('is clipped beyond 10,000 characters and compact beyond six levels', () => {
    const long = (length: number) => ocr({ a: 'x y '.repeat(2_600).slice(0, length) })[0]?.value;
    expect(long(10_000)).toHaveLength(10_000);
    expect(long(10_000)?.endsWith('…')).toBe(false);
    expect(long(10_001)).toHaveLength(10_000);
    expect(long(10_001)?.endsWith('…')).toBe(true);
    const nest = (levels: number): unknown => (levels === 0 ? 'v' : { a: nest(levels - 1) });
    expect(ocr(nest(7))).toEqual([{ key: 'a.a.a.a.a.a.a', value: 'v' }]);
    expect(ocr(nest(8))).toEqual([{ key: 'a.a.a.a.a.a.a', value: '{"a":"v"}' }]);
    const lists = (levels: number): unknown => (levels === 0 ? { a: 'v' } : [lists(levels - 1)]);
    expect(ocr({ a: lists(7) })[0]?.key.split('.')).toHaveLength(7);
  });

  it('joins plain values of a list, and numbers those of another one', () => {
    expect(ocr({ a: ['x', null, '', 7, true] })).toEqual([{ key: 'a', value: 'x, 7, true' }]);
    expect(ocr({ a: ['x', { b: 'y' }] })).toEqual([
      { key: 'a.0', value: 'x' },
      { key: 'a.1.b', value: 'y' },
    ]);
    expect(ocr({ a: Array(200).fill('x') })).toHaveLength(1);
    expect(ocr({ a: Array(201).fill('x') }).map(({ key }) => key)).toHaveLength(200);
  });

  it('counts the readings of one field, and shows the same reading once', () => {
    const fields = readOcr('passport', { ocr1: { a: 'x' }, ocr2: { a: 'y' }, ocr3: { a: 'z' }, ocr4: { a: 'y' } }, {});
    expect(fields).toEqual([
      { key: 'a', value: 'x' },
      { key: 'a (2)', value: 'y' },
      { key: 'a (3)', value: 'z' },
    ]);
  });
});

describe('an image', () => {
  const png = (width: number, height: number) => {
    const header = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
    const size = Buffer.alloc(16);
    size.writeUInt32BE(width, 0);
    size.writeUInt32BE(height, 4);
    return Buffer.concat([header, size]);
  };

  const frame = (width: number, height: number, marker = 0xc0) => {
    const header = Buffer.from([0xff, marker, 0, 11, 8, 0, 0, 0, 0, 1, 1, 0x11, 0]);
    header.writeUInt16BE(height, 5);
    header.writeUInt16BE(width, 7);
    return header;
  };
  const START = Buffer.from('ffd8', 'hex');
  const metadata = (length: number) => {
    const segment = Buffer.alloc(length + 2);
    segment.writeUInt16BE(0xffe2, 0);
    segment.writeUInt16BE(length, 2);
    return segment;
  };
  const jpeg = (...parts: Buffer[]) => judgeImage(Buffer.concat([START, ...parts, Buffer.alloc(16)]));
  const DAMAGED = { shown: false, reason: 'Damaged.' };
  const TOO_LARGE = { shown: false, reason: 'Larger than 60 megapixels, which can stop a browser.' };

  it('needs a size', () => {
    expect(judgeImage(png(60, 40))).toMatchObject({ shown: true, width: 60, height: 40 });
    expect(judgeImage(png(0, 40))).toEqual(DAMAGED);
    expect(judgeImage(png(60, 0))).toEqual(DAMAGED);
    expect(jpeg(frame(60, 40))).toMatchObject({ shown: true, type: 'image/jpeg', width: 60, height: 40 });
    expect(jpeg(frame(0, 40))).toEqual(DAMAGED);
    expect(jpeg(Buffer.from('ff', 'hex'), Buffer.alloc(300_000))).toEqual(DAMAGED);
    expect(jpeg(Buffer.from('ffda', 'hex'), frame(60, 40))).toEqual(DAMAGED);
    expect(jpeg(Buffer.from('ffc4000203', 'hex'), frame(60, 40, 0xc2))).toMatchObject({ width: 60, height: 40 });
  });

  it('may have any amount of metadata in front of its size', () => {
    const far = Array.from({ length: 5 }, () => metadata(65_000));
    // The size of a thumbnail inside the metadata is not the size of the image.
    far[1]?.set(frame(1, 1), 100);
    expect(jpeg(...far, frame(600, 400))).toMatchObject({ shown: true, width: 600, height: 400 });
    expect(jpeg(...far, frame(60_000, 60_000))).toEqual(TOO_LARGE);
    expect(jpeg(Buffer.from('ffff', 'hex'), frame(60_000, 60_000, 0xcd))).toEqual(TOO_LARGE);
  });

  it('has 60 megapixels at the most', () => {
    expect(judgeImage(png(10_000, 6_000))).toMatchObject({ shown: true });
    expect(judgeImage(png(10_000, 6_001))).toEqual(TOO_LARGE);
    expect(jpeg(frame(10_000, 6_000))).toMatchObject({ shown: true });
    expect(jpeg(frame(6_001, 10_000))).toEqual(TOO_LARGE);
    const webp = Buffer.from('RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x0f\x27\0\x6f\x17\0', 'latin1');
    expect(judgeImage(webp)).toMatchObject({ shown: true, width: 10_000, height: 6_000 });
    webp[27] = 0x70;
    expect(judgeImage(webp)).toEqual(TOO_LARGE);
  });

  it.each(['RIFF1234WAVE', 'JUNK1234WEBP', 'RIFF', 'RIFFWEBP'])('is no WebP as %s', (head) => {
    expect(judgeImage(Buffer.from(head))).toEqual({ shown: false, reason: 'Not a JPEG, PNG or WebP image.' });
  });

  it('is one of at most fifty frames, and of ten documents of a type', () => {
    const idsOf = (data: object) => readImages(CALL, success({ uuid: 'c-1', ...data })).images.map(({ id }) => id);
    expect(idsOf({ isLiveFaces: Array(51).fill('x') })).toHaveLength(50);
    expect(idsOf({ passport: Array(11).fill({ frontImage: 'x' }) }).at(-1)).toBe('passport-10-front');
    expect(idsOf({ passport: ['x', { frontImage: 'y' }] })).toEqual(['passport-front']);
  });

  it('is empty where it is spaces, and damaged only where it says that it is base64', () => {
    const reason = (idFace: string) => {
      const [image] = readImages(CALL, success({ uuid: 'c-1', idFace })).images;
      return image !== undefined && 'reason' in image ? image.reason : undefined;
    };
    expect(reason('  ')).toBe('Empty.');
    expect(reason('data:image/png;base64,%%%')).toBe('Damaged.');
    expect(reason('no data:image/png;base64,%%%')).toBe('Not a JPEG, PNG or WebP image.');
  });
});

it('JSON may begin with a byte order mark, and what is no JSON is nothing', () => {
  expect(parseJson(Buffer.from('\ufeff{"a":1}'))).toEqual({ a: 1 });
  expect(parseJson(Buffer.from('{"a":'))).toBeUndefined();
});

it('a status of 400 and more is a failure of the service, and one below is no answer of this API', () => {
  expect(kindOfStatus(418)).toBe('unavailable');
  expect(kindOfStatus(399)).toBe('malformed');
});

it.each([
  ['unavailable', 'call: Sentinel can not be reached or can not answer'],
  ['timeout', 'call: Sentinel did not answer in time'],
  ['too-large', 'call: Sentinel gave images that are larger than the desk takes'],
] as const)('the error %s says "%s"', (kind, message) => {
  expect(new SentinelError(kind, 'call')).toMatchObject({ message, code: undefined });
});
