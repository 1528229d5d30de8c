import { expect, it } from 'vitest';
import type { LookupBody } from '../../contracts/requests';
import { matchesAsPart, ownersOf } from './exact';
import { deriveKeys } from './keys';
import { countOf, toNeighbours } from './neighbours';
import { readQuery } from './query';
import type { FoundRow } from './rows';
import type { Terms } from './terms';

const KEYS = deriveKeys('a key of these tests, 32 bytes or more');
const UUID = '2f1f3a52-5f0b-4c3e-9a55-0d8f3a8f4f11';
const ROW: FoundRow = {
  ...{
    uuid: 'c-1',
    status: null,
    name: null,
    surname: null,
    nationality: null,
    gender: null,
    email: null,
    phone: null,
  },
  ...{ updatedAt: null, documents: [], expiredDocuments: [], unreadable: [] },
  ...{ sortKey: '', capped: false, documentMatched: false, alike: false },
};

/** The owners of a text among the rows that Postgres found. */
async function owners(rows: Partial<FoundRow>[], contact: LookupBody | null, terms: Partial<Terms> = {}) {
  let asked = 0;
  const whole = { terms: { terms: [], document: null, uuid: null, sounds: [], ...terms }, contact };
  const found = await ownersOf(whole, KEYS, async () => {
    asked += 1;
    return { rows: rows.map((row) => ({ ...ROW, ...row })) };
  });
  return { ...found, asked };
}

it.each([
  ['ali@example.com', true],
  ['shahid.siddiqui8768902@post.example', true],
  ['Ali.Al-Mansoori@Example.COM', true],
  ['a_li@example.com', true],
  ['Ali <ali@example.com>', true],
  // Numbers are found by more than their text.
  ['+971 50 123 4567', false],
  ['784-1988-1234567-1', false],
  [UUID, false],
  ['ali', false],
])('%s shows its owners among all that match it as a part: %s', (text, expected) => {
  const { whole } = readQuery({ text }, new Date());
  expect(whole !== null && matchesAsPart(whole)).toBe(expected);
});

it('asks nothing for a text that is no contact, number or uuid', async () => {
  expect(await owners([{}], null)).toEqual({ knowsContact: false, uuids: [], asked: 0 });
});

it('an e-mail address belongs to the rows that have the whole of it, in any case', async () => {
  const rows = [
    { uuid: 'c-1', email: 'Ali@Example.com' },
    { uuid: 'c-2', email: 'xali@example.com' },
    { uuid: 'c-3', phone: '+971501234567' },
  ];
  const email = 'ali@example.COM';
  expect(await owners(rows, { email })).toEqual({ knowsContact: true, uuids: ['c-1'], asked: 1 });
  expect(await owners(rows.slice(1), { email })).toEqual({ knowsContact: false, uuids: [], asked: 1 });
});

it('a phone number belongs to the rows that have it in any writing', async () => {
  const rows = [
    { uuid: 'c-1', phone: '+971501234567' },
    { uuid: 'c-2', phone: '050 123 4567' },
    { uuid: 'c-3', phone: '+971501234568' },
    { uuid: 'c-4', email: 'ali@example.com' },
  ];
  const contact = { phoneNumber: '+971501234567' };
  expect(await owners(rows, contact)).toEqual({ knowsContact: true, uuids: ['c-1', 'c-2'], asked: 1 });
});

it('a document number belongs to the rows that Postgres matched by it, and is no contact', async () => {
  const rows = [{ uuid: 'c-1', documentMatched: true }, { uuid: 'c-2' }];
  expect(await owners(rows, null, { document: 'AB123' })).toEqual({ knowsContact: false, uuids: ['c-1'], asked: 1 });
});

it('a uuid belongs to the row that has it in any case', async () => {
  const rows = [{ uuid: UUID.toUpperCase() }, { uuid: 'c-2' }];
  const uuids = [UUID.toUpperCase()];
  expect(await owners(rows, null, { uuid: UUID })).toEqual({ knowsContact: false, uuids, asked: 1 });
  expect(await owners([{ uuid: 'c-2' }], null, { uuid: UUID })).toMatchObject({ uuids: [] });
});

it('a person is one owner, by contact and number alike', async () => {
  const rows = [
    { uuid: 'c-1', phone: '+971501234567', documentMatched: true },
    { uuid: 'c-2', documentMatched: true },
  ];
  const contact = { phoneNumber: '+971501234567' };
  expect(await owners(rows, contact, { document: '971501234567' })).toMatchObject({ uuids: ['c-1', 'c-2'] });
});

it('neighbours are told with whether the customer is in the result, and counted for the trail', () => {
  expect(toNeighbours([])).toEqual({ previous: null, next: null, found: false });
  expect(countOf(toNeighbours([]))).toBe(0);
  expect(toNeighbours([{ previous: 'a', next: null }])).toEqual({ previous: 'a', next: null, found: true });
  expect(countOf(toNeighbours([{ previous: 'a', next: null }]))).toBe(2);
  expect(countOf(toNeighbours([{ previous: null, next: 'b' }]))).toBe(2);
  expect(countOf(toNeighbours([{ previous: 'a', next: 'b' }]))).toBe(3);
  expect(() => toNeighbours([{ previous: 1 }])).toThrow();
});
