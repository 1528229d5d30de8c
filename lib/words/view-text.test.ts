import { expect, it } from 'vitest';
import { digestText, viewText } from './view-text';

const label = (code: number) => (code === 2 ? 'Draft' : `Status ${code}`);

it('tells a view by its filters', () => {
  expect(viewText({ page: 'customers', filters: {} }, label)).toBe('all customers');
  expect(
    viewText(
      { page: 'customers', filters: { status: [2, 'none'], nationality: ['EGY'], faceMatchFailed: true } },
      label,
    ),
  ).toBe('Status: Draft, Status: No status, Nationality: Egypt, Face match failed');
  expect(
    viewText(
      { page: 'expiring', params: { within: 'this-month', documentType: 'passport', nationality: 'none' } },
      label,
    ),
  ).toBe('This month, Passport, Not given');
  expect(
    viewText({ page: 'expiring', params: { within: 'days', from: '2026-11-01', to: '2026-11-14', open: true } }, label),
  ).toBe('Last day from 01 Nov 2026 to 14 Nov 2026, those marked as done included');
});

it('tells the digest in whole sentences', () => {
  const view = { view: 'a', link: 'https://desk.example/views/a' };
  expect(
    digestText({
      day: '2026-11-27',
      views: [
        { ...view, page: 'customers', shows: 'Face match failed', count: 1_200, exact: true },
        { ...view, page: 'customers', shows: 'Updated from 01 Nov 2026', count: 50_000, exact: false },
        { ...view, page: 'expiring', shows: 'This month, Passport', count: 1, exact: true },
        { ...view, page: 'expiring', shows: 'Expired', count: null, exact: true },
      ],
    }),
  ).toBe(
    'Saved views on 27 Nov 2026. Customers (Face match failed): 1,200 customers. ' +
      'Customers (Updated from 01 Nov 2026): 50,000 customers or more. ' +
      'Expiring documents (This month, Passport): 1 document. Expiring documents (Expired): could not be counted.',
  );
});
