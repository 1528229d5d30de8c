import { describe, expect, it } from 'vitest';
import type { CallerSays } from '../contracts/caller-check';
import { type CheckedRecord, itemsOf, judgeCaller, unusable } from './caller-check';

const RECORD: CheckedRecord = {
  dateOfBirth: '1990-03-07',
  nationality: 'GBR',
  phoneNumber: '+971501234567',
  documents: [{ number: null }, { number: '784-1990-1234567-1' }, { number: 'ab 123 456' }],
};
const RIGHT: Required<CallerSays> = {
  birthDate: '1990-03-07',
  documentEnd: '5671',
  nationality: 'GBR',
  oldPhone: '0501234567',
};
const ABROAD = { ...RECORD, phoneNumber: '+447400123456' };
const EMPTY: CheckedRecord = { dateOfBirth: null, nationality: ' ', phoneNumber: null, documents: [{ number: ' - ' }] };

const resultOf = (item: keyof CallerSays, said: string, record = RECORD) =>
  judgeCaller({ [item]: said }, record).items[item];

describe('an item matches in any usual writing', () => {
  it.each([
    ['birthDate', '7.3.1990'],
    ['birthDate', '07/03/90'],
    ['birthDate', '7 March 1990'],
    ['birthDate', '٠٧/٠٣/١٩٩٠'],
    ['documentEnd', '67-1 '.padStart(6, '5')],
    ['documentEnd', '123456'],
    ['documentEnd', 'B123456'],
    ['documentEnd', 'b 123 456'],
    ['nationality', 'gb'],
    ['nationality', 'United Kingdom'],
    ['oldPhone', '+971 50 123 4567'],
    ['oldPhone', '00971501234567'],
    ['oldPhone', '٠٥٠ ١٢٣ ٤٥٦٧'],
    ['oldPhone', '123-4567'],
  ] as const)('%s: %s', (item, said) => expect(resultOf(item, said)).toBe('match'));

  it.each(['07400 123456', '+44 (0)7400 123456', '7400123456'])('a number of another country: %s', (said) => {
    expect(resultOf('oldPhone', said, ABROAD)).toBe('match');
  });
});

describe('an item does not match', () => {
  it.each([
    ['birthDate', '1990-03-08'],
    ['birthDate', '3/7/1990'],
    ['documentEnd', '5672'],
    ['documentEnd', '1234'],
    ['nationality', 'ARE'],
    ['oldPhone', '0501234568'],
    ['oldPhone', '9050123456'],
  ] as const)('%s: %s', (item, said) => expect(resultOf(item, said)).toBe('no-match'));
});

describe('a check', () => {
  it('passes with points enough, and says nothing but the items', () => {
    expect(judgeCaller(RIGHT, RECORD)).toEqual({
      passed: true,
      items: { birthDate: 'match', documentEnd: 'match', nationality: 'match', oldPhone: 'match' },
      result: 'passed',
    });
    expect(judgeCaller({ birthDate: '1990-03-07', nationality: 'GBR' }, RECORD).result).toBe('passed');
    expect(judgeCaller({ documentEnd: '5671', oldPhone: '0501234567' }, RECORD).result).toBe('passed');
  });

  it('does not pass with too few points', () => {
    for (const says of [{ birthDate: '1990-03-07' }, { nationality: 'GBR', oldPhone: '0501234567' }]) {
      expect(judgeCaller(says, RECORD)).toMatchObject({ passed: false, result: 'wrong' });
    }
  });

  // Else the right items would let a person try the wrong one as often as they like.
  it.each(Object.keys(RIGHT))('fails by one wrong item, whatever else is right: %s', (item) => {
    const wrong = { birthDate: '1990-03-08', documentEnd: '9999', nationality: 'FRA', oldPhone: '0509999999' }[item];
    const judged = judgeCaller({ ...RIGHT, [item]: wrong }, RECORD);
    expect(judged).toMatchObject({ passed: false, result: 'wrong', items: { [item]: 'no-match' } });
  });

  it('gives no points for what the record lacks, and tells the same whatever was typed', () => {
    for (const says of [RIGHT, { ...RIGHT, birthDate: '1911-11-11', documentEnd: '0000' }]) {
      const judged = judgeCaller(says, EMPTY);
      expect(judged.passed).toBe(false);
      expect(judged.result).toBe('unchecked');
      expect(new Set(Object.values(judged.items))).toEqual(new Set(['unchecked']));
    }
    const dateless = { ...RECORD, dateOfBirth: null };
    expect(judgeCaller(RIGHT, dateless)).toMatchObject({ passed: true, result: 'passed' });
    expect(judgeCaller({ birthDate: '1990-03-07', nationality: 'GBR' }, dateless).result).toBe('unchecked');
    expect(judgeCaller({ birthDate: '1990-03-07', nationality: 'FRA' }, dateless).result).toBe('wrong');
  });
});

describe('what was typed', () => {
  it('is refused before it is compared, where it can mean nothing', () => {
    expect(unusable(RIGHT)).toEqual([]);
    expect(unusable({ birthDate: 'March', documentEnd: '67-1', nationality: '?', oldPhone: '0012 3456' })).toEqual([
      'birthDate',
      'documentEnd',
      'oldPhone',
    ]);
    expect(unusable({ documentEnd: '1-2-3-4', oldPhone: '001234567' })).toEqual([]);
  });

  it('is listed by its kinds alone', () => {
    expect(itemsOf({ oldPhone: '1', birthDate: '2' })).toEqual(['birthDate', 'oldPhone']);
    expect(itemsOf({})).toEqual([]);
  });
});
