import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { CustomerRow, DocumentSummary } from '@/lib/contracts/customer';
import type { KnownDocument } from '@/lib/kyc/document-types';
import { DocumentsCell } from './documents-cell';

const endsIn = (type: KnownDocument, days: number): DocumentSummary => ({
  type,
  dateOfExpiry: new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10),
  idMatch: true,
});

const customer = (documents: DocumentSummary[], expiredDocuments: string[] = []): CustomerRow => ({
  uuid: '3fa85f64-5717-4562-b3fc-2c963f66afa6',
  status: null,
  name: null,
  surname: null,
  email: null,
  phoneNumber: null,
  nationality: null,
  gender: null,
  updatedAt: null,
  documents,
  expiredDocuments,
});

/** The classes of the badge with this text. */
function badgeOf(row: CustomerRow, text: RegExp): string {
  const html = renderToStaticMarkup(<DocumentsCell customer={row} />);
  const badges = [...html.matchAll(/<span title="([^"]*)" dir="auto" class="(badge[^"]*)"/g)];
  return badges.find(([, title = '']) => text.test(title))?.[2] ?? `no badge in ${html}`;
}

test('an expired document is red, one that expires soon is amber, one in order has no colour', () => {
  const row = customer([endsIn('emiratesId', -3), endsIn('passport', 12), endsIn('egyptNationalId', 900)]);
  expect(badgeOf(row, /^Expired: Emirates ID$/)).toMatch(/\btext-bad\b/);
  expect(badgeOf(row, /^Expires in 1[12] days: Passport$/)).toMatch(/\btext-attention\b/);
  expect(badgeOf(row, /Egypt/)).toMatch(/\btext-ink\b/);
});

test('an expiry and a face match that could not be read are amber, and name what was given', () => {
  const passport: DocumentSummary = {
    type: 'passport',
    dateOfExpiry: null,
    idMatch: null,
    unreadable: [
      { field: 'dateOfExpiry', given: '31/01/2020' },
      { field: 'idMatch', given: 'maybe' },
    ],
  };
  const row: CustomerRow = { ...customer([passport]), unreadable: [{ field: 'emiratesId', given: '' }] };
  for (const text of [
    /^Passport, Expiry: Given, but not readable: 31.01.2020$/,
    /^Passport, Face match: Given, but not readable: maybe$/,
    /^Emirates ID: Given, but not readable$/,
  ]) {
    expect(badgeOf(row, text)).toMatch(/\btext-attention\b/);
  }
});

test('a document that Sentinel calls expired is red, whatever its date says', () => {
  const row = customer([endsIn('passport', 12)], ['passport']);
  expect(badgeOf(row, /^Expired: Passport$/)).toMatch(/\btext-bad\b/);
});
