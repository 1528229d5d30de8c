import { expect, test } from 'vitest';
import type { VerdictItem } from '@/lib/kyc/verdict';
import type { CheckName } from '@/lib/words/checks';
import { placeOfItem } from './places';

const unread = (check: CheckName, document: VerdictItem['document']): VerdictItem => ({
  ...{ kind: 'unreadable', tone: 'attention', count: 1 },
  ...{ document, unread: check },
});

test('a check that could not be read leads to its own place', () => {
  const passport = { type: 'passport', place: 0 } as const;
  expect(placeOfItem(unread('faceMatch', passport))).toBe('check-passport-0-faceMatch');
  expect(placeOfItem(unread('classification', passport))).toBe('check-passport-0-classification');
  expect(placeOfItem(unread('liveness', null))).toBe('check-liveness');
});

test('every other item leads to the part that it is about', () => {
  const passport = { type: 'passport', place: 1 } as const;
  const item = { kind: 'expiring', tone: 'attention', count: 1, document: passport, unread: null } as const;
  expect(placeOfItem(item)).toBe('check-passport-1-expiry');
});
