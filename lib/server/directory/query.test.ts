import { expect, it } from 'vitest';
import { readCursor, writeCursor } from './cursor';
import { deriveKeys } from './keys';
import { readQuery, readWholeQuery } from './query';

const NOW = new Date('2026-11-23T23:30:00Z');
const readWhole = (body: Parameters<typeof readQuery>[0]) => readQuery(body, NOW).whole;

const contactOf = (text: string) => readWhole({ text })?.contact ?? null;

it.each([
  ['Ali@Example.com', { email: 'Ali@Example.com' }],
  ['\u202aali@example.com\u202c ', { email: 'ali@example.com' }],
  ['\u2066+971 50 123 4567\u2069', { phoneNumber: '+971501234567' }],
  ['٠٥٠ ١٢٣ ٤٥٦٧', { phoneNumber: '+971501234567' }],
  ['+7 841 988 12 34', { phoneNumber: '+78419881234' }],
  ['ali@example', null],
  ['ali', null],
])('reads %j as %j', (text, contact) => expect(contactOf(text)).toEqual(contact));

it.each(['784198812345671', '784-1988-1234567-1', '784 1988 1234567 1', '٧٨٤١٩٨٨١٢٣٤٥٦٧١'])(
  'takes the Emirates ID %s for no phone number',
  (text) => {
    expect(contactOf(text)).toBeNull();
    expect(readWhole({ text })?.terms.document).toBe('784198812345671');
  },
);

it('reads nothing whole where more was asked', () => {
  const text = 'ali@example.com';
  expect(readWhole({ text, filters: { expired: true } })).toBeNull();
  expect(readWhole({ text, cursor: 'abc' })).toBeNull();
  expect(readWhole({ text, filters: { expired: undefined } })).not.toBeNull();
});

it('reads the terms, the kinds for the trail and the subject of a cursor from one text', () => {
  const read = readQuery({ text: ' Layla 050 123 ', filters: { gender: ['female'], expired: undefined } }, NOW);
  expect(read.audited).toEqual({ terms: ['word', 'digits', 'document-number'], filters: ['gender'] });
  expect(read).toMatchObject({ isTooShort: false, sort: { by: 'relevance' }, cursor: null, now: NOW });
  const same = readQuery({ text: 'Layla 050 123', filters: { gender: ['female'] }, cursor: 'abc' }, NOW);
  expect(same.about).toEqual(read.about);
});

it.each([
  { text: 'layla h', sort: { by: 'name', order: 'asc' } as const },
  { text: 'layla', sort: { by: 'name', order: 'desc' } as const },
  { text: 'layla', sort: { by: 'updatedAt', order: 'asc' } as const },
  { text: 'layla', sort: { by: 'relevance' } as const },
  { text: 'layla', sort: { by: 'name', order: 'asc' } as const, filters: { expired: true as const } },
])('gives the cursors of %j a subject of their own', (other) => {
  const keys = deriveKeys('a key of these tests, 32 bytes or more');
  const asked = { text: 'layla', sort: { by: 'name', order: 'asc' } as const };
  const { about } = readQuery(asked, NOW);
  const cursor = writeCursor(keys, about, { key: 'haddad', uuid: 'c-1' });
  expect(readCursor(keys, about, cursor)).toEqual({ key: 'haddad', uuid: 'c-1', alike: false });
  expect(() => readCursor(keys, readQuery(other, NOW).about, cursor)).toThrow('cursor belongs to no such result.');
});

it('knows days of one zone from days of another, and forgets the zone where nothing asks for days', () => {
  const subject = (timeZone?: string, filters: object = { updatedFrom: '2026-05-01' }) =>
    readQuery({ filters, timeZone }, NOW).subject;
  expect(subject('Asia/Dubai')).not.toEqual(subject('Asia/Kolkata'));
  expect(subject('Asia/Dubai', { updatedTo: '2026-05-01' })).not.toEqual(
    subject(undefined, { updatedTo: '2026-05-01' }),
  );
  expect(subject()).toEqual(subject('UTC'));
  expect(subject('Asia/Dubai', { expired: true })).toEqual(subject('UTC', { expired: true }));
  const keys = deriveKeys('a key of these tests, 32 bytes or more');
  const about = (timeZone: string) => readQuery({ filters: { updatedFrom: '2026-05-01' }, timeZone }, NOW).about;
  const cursor = writeCursor(keys, about('Asia/Dubai'), { key: '2026', uuid: 'c-1' });
  expect(readCursor(keys, about('Asia/Dubai'), cursor).uuid).toBe('c-1');
  expect(() => readCursor(keys, about('UTC'), cursor)).toThrow('cursor belongs to no such result.');
});

it('gives the same filters in another order the same subject, and other filters another', () => {
  const about = (filters: object) => readQuery({ filters }, NOW).about;
  expect(about({ gender: ['M'], expired: true, status: [6] })).toEqual(
    about({ status: [6], expired: true, gender: ['M'] }),
  );
  expect(about({ gender: ['M'] })).not.toEqual(about({ gender: ['F'] }));
  const expired = ['expired', true];
  const status = ['status', [6]];
  expect(readQuery({ text: 'layla', filters: { status: [6], expired: true } }, NOW).subject).toEqual([
    'layla',
    [expired, status],
  ]);
});

it('reads no terms and nothing whole without a text', () => {
  const read = readQuery({}, NOW);
  expect(read).toMatchObject({ terms: null, whole: null, isTooShort: false, audited: { terms: [], filters: [] } });
  expect(read.about).toEqual(readQuery({ text: ' ' }, NOW).about);
  expect(read.subject).toEqual(['', []]);
});

it('tells a text that is too short from none', () => {
  expect(readQuery({ text: 'z' }, NOW)).toMatchObject({ isTooShort: true, audited: { terms: ['too-short'] } });
  expect(readQuery({ text: ' ' }, NOW)).toMatchObject({ isTooShort: false, audited: { terms: [] } });
  expect(() => readWholeQuery({ text: 'z' }, NOW)).toThrow('too short');
  expect(readWholeQuery({ text: 'zz' }, NOW).terms).not.toBeNull();
});
