import 'server-only';
import { expect, it } from 'vitest';
import { deriveKeys, documentKey, fingerprint } from './keys';

const KEYS = deriveKeys('a key of these tests, 32 bytes or more');

it('derives 32 bytes for each purpose, and never one key for two', () => {
  expect([KEYS.documents.length, KEYS.cursors.length]).toEqual([32, 32]);
  expect(KEYS.documents.equals(KEYS.cursors)).toBe(false);
  expect(deriveKeys('another key of these tests, as long')).not.toEqual(KEYS);
});

// Computed with another program. Other keys would find no stored number, and refuse every cursor that is under way.
it('derives the same keys for ever', () => {
  expect(KEYS.documents.toString('hex')).toBe('26383d011db0c09e67e544c6e4e4eda7528b81c071db9c945a56ca2e3757549b');
  expect(KEYS.cursors.toString('hex')).toBe('a78335e971a00073e29c1d223c0b86987f3577d8e814b3a0547386d58ab56cf3');
  expect(documentKey(KEYS, '784198812345671')).toBe('-8786385689290841256');
});

it('finds a document number in any of its writings, and under its own key alone', () => {
  const key = documentKey(KEYS, '784198812345671');
  expect(key).toMatch(/^-?\d{1,19}$/);
  expect(documentKey(KEYS, '784-1988-1234567-1')).toBe(key);
  expect(documentKey(KEYS, '784-1988-1234567-2')).not.toBe(key);
  expect(documentKey({ ...KEYS, documents: KEYS.cursors }, '784198812345671')).not.toBe(key);
});

it('has no key for a number without a letter or digit', () => {
  expect([documentKey(KEYS, ''), documentKey(KEYS, ' - ')]).toEqual([null, null]);
});

it('tells records apart by 48 bits, which say nothing of a document number', () => {
  const record = fingerprint(KEYS, 'AB1234567');
  expect(record).toMatch(/^[0-9a-f]{12}$/);
  expect(fingerprint(KEYS, 'AB1234568')).not.toBe(record);
  const number = BigInt.asUintN(64, BigInt(documentKey(KEYS, 'AB1234567') ?? 0));
  expect(number.toString(16).padStart(16, '0').startsWith(record)).toBe(false);
});
