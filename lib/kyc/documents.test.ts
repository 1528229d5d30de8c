import { describe, expect, it } from 'vitest';
import { documentLabel } from '../words/documents';
import { expiryText } from '../words/expiry';
import { expiries } from './documents';

const now = new Date('2026-11-23T23:30:00Z');

describe('expiries', () => {
  const row = (documents: { type: string; dateOfExpiry: string | null }[], expiredDocuments: string[] = []) =>
    expiries({ documents, expiredDocuments }, now).map(expiryText);

  it('shows what the vendor calls expired, unknown names as they come', () => {
    expect(row([], ['emiratesId', 'residencePermit'])).toEqual(['Expired: Emirates ID', 'Expired: residencePermit']);
  });

  it('counts the last day as good, the day after as expired', () => {
    expect(row([{ type: 'passport', dateOfExpiry: '2026-11-23' }])).toEqual(['Expires today: Passport']);
    expect(row([{ type: 'passport', dateOfExpiry: '2026-11-22' }])).toEqual(['Expired: Passport']);
  });

  it('warns within 30 days and not before', () => {
    expect(row([{ type: 'passport', dateOfExpiry: '2026-12-05' }])).toEqual(['Expires in 12 days: Passport']);
    expect(row([{ type: 'passport', dateOfExpiry: '2026-11-24' }])).toEqual(['Expires in 1 day: Passport']);
    expect(row([{ type: 'passport', dateOfExpiry: '2026-12-23' }])).toEqual(['Expires in 30 days: Passport']);
    expect(row([{ type: 'passport', dateOfExpiry: '2026-12-24' }])).toEqual([]);
  });

  it('says a document once, and expired before expiring', () => {
    const documents = [
      { type: 'emiratesId', dateOfExpiry: '2026-12-01' },
      { type: 'emiratesId', dateOfExpiry: '2026-11-30' },
      { type: 'passport', dateOfExpiry: '2026-12-01' },
    ];
    expect(row(documents, ['passport'])).toEqual(['Expired: Passport', 'Expires in 7 days: Emirates ID']);
  });
});

it('shows an unknown type by its raw name, inherited names of objects too', () => {
  expect(documentLabel('egyptNationalId')).toBe('Egyptian national ID');
  expect(documentLabel('constructor')).toBe('constructor');
});
