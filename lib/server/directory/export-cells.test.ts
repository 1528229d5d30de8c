import 'server-only';
import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { KNOWN_DOCUMENTS } from '../../kyc/document-types';
import { expiries, newestLastDay } from '../../kyc/expiry';
import { addDays, dayOf } from '../../writing/days';
import { toCells } from './export-cells';
import type { FoundRow } from './rows';

/** A line of an export says what the badges of the same customer say (`docs/expiry.md`). */

vi.mock('../env', () => ({ env: () => ({ SENTINEL_STATUS_LABELS: {} }) }));

const NOW = new Date('2026-11-23T23:30:00Z');
const STYLE = { now: NOW, moment: String };
const person: FoundRow = {
  ...{ uuid: 'c-1', status: null, name: null, surname: null, nationality: null, gender: null, email: null },
  ...{ phone: null, updatedAt: null, documents: [], expiredDocuments: [], unreadable: [] },
  ...{ sortKey: '', capped: false, documentMatched: false, alike: false },
};
const cells = (row: Partial<FoundRow>) =>
  toCells({ ...person, ...row }, ['expiredDocuments', 'nextExpiry', 'documents'], STYLE);

const day = fc.oneof(
  fc.constantFrom(-400, -1, 0, 1, 30, 31, 400).map((ahead) => addDays(dayOf(NOW), ahead)),
  fc.constant(null),
);
const documents = fc.array(
  fc.record({ type: fc.constantFrom(...KNOWN_DOCUMENTS), dateOfExpiry: day, idMatch: fc.constant(null) }),
  { maxLength: 4 },
);
const expiredDocuments = fc.uniqueArray(fc.constantFrom(...KNOWN_DOCUMENTS, 'visa'), { maxLength: 2 });

it('names as expired what the badges name, and of each type one document that was not replaced', () => {
  fc.assert(
    fc.property(documents, expiredDocuments, (given, listed) => {
      const [expired = '', next = '', all = ''] = cells({ documents: given, expiredDocuments: listed });
      const badges = expiries({ documents: given, expiredDocuments: listed }, NOW);
      const named = (text: string) => (text === '' ? [] : text.split('; '));
      expect(named(expired)).toEqual(badges.filter(({ kind }) => kind === 'expired').map(({ type }) => type));
      const newest = KNOWN_DOCUMENTS.flatMap((type) => newestLastDay(given, type) ?? []).sort();
      expect(next).toBe(newest[0] ?? '');
      for (const type of KNOWN_DOCUMENTS) {
        const current = named(all).filter(
          (text) => /\d/.test(text) && !text.endsWith('(replaced)') && text.startsWith(type),
        );
        expect(current).toEqual(newestLastDay(given, type) === null ? [] : [`${type} ${newestLastDay(given, type)}`]);
      }
    }),
  );
});

it('says what was replaced, and what could not be read, in every column', () => {
  const passport = (dateOfExpiry: string | null) => ({ type: 'passport' as const, dateOfExpiry, idMatch: null });
  const documents = [passport('2020-01-31'), passport('2030-01-31')];
  expect(cells({ documents })).toEqual(['', '2030-01-31', 'passport 2020-01-31 (replaced); passport 2030-01-31']);
  const odd = { ...passport(null), unreadable: [{ field: 'dateOfExpiry' as const, given: '31/01/2020' }] };
  const text = 'Given, but not readable: 31/01/2020';
  expect(cells({ documents: [odd], expiredDocuments: ['passport'] })).toEqual(['passport', text, `passport ${text}`]);
  for (const field of [
    'status',
    'name',
    'surname',
    'nationality',
    'gender',
    'email',
    'phoneNumber',
    'updatedAt',
  ] as const) {
    const row = { ...person, unreadable: [{ field, given: '{"a":1}' }] };
    expect(toCells(row, [field], STYLE)).toEqual(['Given, but not readable: {"a":1}']);
  }
});
