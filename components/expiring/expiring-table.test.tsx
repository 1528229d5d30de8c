import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { ExpiryBadge } from './expiring-table';

const badge = (days: number | null) =>
  renderToStaticMarkup(
    <ExpiryBadge
      row={{
        uuid: '3fa85f64-5717-4562-b3fc-2c963f66afa6',
        name: null,
        surname: null,
        nationality: null,
        documentType: 'passport',
        dateOfExpiry: null,
        days,
      }}
    />,
  );

test('an expired document is red, also when only Sentinel says that it has expired', () => {
  for (const days of [-400, -1, null]) expect(badge(days)).toMatch(/\btext-bad\b/);
});

test('a document that is still valid is amber, on its last day too', () => {
  for (const days of [0, 1, 90]) expect(badge(days)).toMatch(/\btext-attention\b/);
});
