import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Facets, SearchFilters } from '@/lib/contracts/search';
import { chipsOf, countText, toggled, valueLabel } from './filters';

const FACETS: Facets = {
  status: [{ value: 6, label: 'Accepted', count: 12 }],
  nationality: [],
  gender: [],
  documentType: [],
  severalDocuments: 0,
  expired: 0,
  expiresWithin: { 30: 0, 60: 0, 90: 0 },
  faceMatchFailed: 0,
  expiryUnreadable: 0,
  faceMatchUnreadable: 0,
};
const EVERYTHING: SearchFilters = {
  status: [6, 7, 'none'],
  nationality: ['GBR', 'none', 'unreadable'],
  gender: ['female'],
  documentType: ['emiratesId', 'none'],
  severalDocuments: true,
  expired: true,
  expiresWithin: 0,
  faceMatchFailed: true,
  expiryUnreadable: true,
  faceMatchUnreadable: true,
  updatedFrom: '2026-01-01',
  updatedTo: '2026-01-31',
};

describe('chips', () => {
  test('say in words what is on, in one order', () => {
    expect(chipsOf(EVERYTHING, FACETS).map(({ label }) => label)).toEqual([
      'Status: Accepted',
      'Status: Status 7',
      'Status: No status',
      'Nationality: United Kingdom',
      'Nationality: Not given',
      'Nationality: Not readable',
      'Gender: Female',
      'Document: Emirates ID',
      'Document: No document',
      'Has expired documents',
      'Expires within 0 days',
      'Documents of several types',
      'Face match failed',
      'Expiry not readable',
      'Face match not readable',
      'Updated from 01 Jan 2026',
      'Updated until 31 Jan 2026',
    ]);
  });

  test('are none where nothing is on', () => {
    expect(chipsOf({}, FACETS)).toEqual([]);
    expect(chipsOf({ status: undefined, expired: undefined, updatedTo: undefined }, null)).toEqual([]);
  });

  test('name a status before its label has come', () => {
    expect(chipsOf({ status: [6] }, undefined).map(({ label }) => label)).toEqual(['Status: Status 6']);
  });

  test('take away themselves and nothing else, each', () => {
    const chips = chipsOf(EVERYTHING, FACETS);
    for (const { key, without } of chips) {
      const left = chipsOf(without, FACETS).map((chip) => chip.key);
      expect(left).toEqual(chips.map((chip) => chip.key).filter((other) => other !== key));
    }
    expect(new Set(chips.map(({ key }) => key)).size).toBe(chips.length);
  });

  test('are all gone, once each is taken away, whatever the order', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat()), (picks) => {
        let filters = EVERYTHING;
        for (const pick of picks) {
          const chips = chipsOf(filters, null);
          const one = chips[pick % chips.length];
          if (one === undefined) break;
          filters = one.without;
        }
        expect(Object.values(filters).every((value) => value === undefined)).toBe(true);
      }),
    );
  });
});

describe('toggled', () => {
  test('puts a value in, takes it out, and leaves no empty list behind', () => {
    const on = toggled({ expired: true }, 'gender', 'female');
    expect(on).toEqual({ expired: true, gender: ['female'] });
    expect(toggled(on, 'gender', 'male').gender).toEqual(['female', 'male']);
    expect(toggled(on, 'gender', 'female')).toStrictEqual({ expired: true, gender: undefined });
  });

  test('tells a code from the same number as a word', () => {
    expect(toggled({ status: [6] }, 'status', '6').status).toEqual([6, '6']);
  });
});

test('a value without a label is shown as it came', () => {
  expect(valueLabel('nationality', '__proto__', FACETS)).toBe('__proto__');
  expect(valueLabel('documentType', 'constructor', FACETS)).toBe('constructor');
  expect(valueLabel('status', 9, FACETS)).toBe('Status 9');
});

test('a count says whether it is one, and where it isn’t known there is none', () => {
  expect(countText(1_234, true)).toBe('1,234');
  expect(countText(1_234, false)).toBe('1,234+');
  expect(countText(undefined, false)).toBeUndefined();
});
