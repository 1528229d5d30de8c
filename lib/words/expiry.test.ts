import { expect, test } from 'vitest';
import type { KnownDocument } from '@/lib/kyc/document-types';
import { daysText } from './expiry';

test.each<[string, number | null, KnownDocument]>([
  ['Expires in 12 days: Passport', 12, 'passport'],
  ['Expires in 1 day: Passport', 1, 'passport'],
  ['Expires today: Emirates ID', 0, 'emiratesId'],
  ['Expired yesterday: Emirates ID', -1, 'emiratesId'],
  ['Expired 2 days ago: Egyptian national ID', -2, 'egyptNationalId'],
  // The vendor's word alone, without a date.
  ['Expired: Passport', null, 'passport'],
])('%s', (text, days, documentType) => expect(daysText({ days, documentType })).toBe(text));
