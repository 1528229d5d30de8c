import { expect, test } from 'vitest';
import type { CustomerRow } from '@/lib/contracts/customer';
import { shownFromRow } from './shown';

const ROW: CustomerRow = {
  uuid: 'a',
  status: { code: 6, label: 'Accepted', tone: 'good' },
  name: 'Noor',
  surname: null,
  email: null,
  phoneNumber: '+971501234567',
  nationality: null,
  gender: null,
  updatedAt: null,
  documents: [],
  expiredDocuments: [],
};

test('shows what the row has, and takes what it lacks for still coming', () => {
  const shown = shownFromRow(ROW);
  expect(shown).toEqual({ uuid: 'a', status: ROW.status, name: 'Noor', phoneNumber: '+971501234567' });
  expect('email' in shown).toBe(false);
});
