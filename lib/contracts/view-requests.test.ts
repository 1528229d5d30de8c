import { describe, expect, it } from 'vitest';
import { newViewSchema, viewPatchSchema } from './view-requests';

const ID = '3fa85f64-5717-4562-b3fc-2c963f66afa6';
const customers = (filters: object, more: object = {}) => ({ page: 'customers', filters, ...more });
const expiring = (params: object) => ({ page: 'expiring', params });
const view = (state: object, name = 'Egypt, failed') => ({ id: ID, name, team: false, state });
const taken = (given: unknown) => newViewSchema.safeParse(given).success;

describe('a view', () => {
  it.each([
    view(customers({})),
    view(customers({ nationality: ['EGY', 'none'], gender: ['Male', 'unreadable'] })),
    view(customers({ status: [2] }, { sort: { by: 'name', order: 'asc' }, columns: ['name', 'status'] })),
    view(expiring({ within: 'this-month', documentType: 'passport', nationality: 'ARE', open: true })),
    view(expiring({ within: 'days', from: '2026-11-01', to: '2026-11-30' })),
    view(customers({}), '  Überfällig, Pässe  '),
  ])('is taken: %j', (given) => expect(taken(given)).toBe(true));

  it.each([
    ['a text of a search', view(customers({}, { text: 'layla' }))],
    ['a text among the filters', view(customers({ text: 'layla' }))],
    ['a nationality in the vendor’s own words', view(customers({ nationality: ['Layla Haddad'] }))],
    ['a gender in the vendor’s own words', view(customers({ gender: ['Layla'] }))],
    ['the same on Expiring', view(expiring({ within: 30, nationality: 'Layla Haddad' }))],
    ['a window without its days', view(expiring({ within: 'days' }))],
    ['columns that are no ids', view(customers({}, { columns: ['layla@haddad.example'] }))],
    ['a column twice', view(customers({}, { columns: ['name', 'name'] }))],
    ['no column', view(customers({}, { columns: [] }))],
    ['another page', view({ page: 'audit', filters: {} })],
    ['filters of the other page', view({ page: 'expiring', filters: {} })],
  ])('is refused: %s', (_, given) => expect(taken(given)).toBe(false));
});

describe('a name', () => {
  it.each(['ab', 'x'.repeat(40), 'Week 48, 12345', 'Expiring 30/60/90', 'from\ta table'])('is taken: %s', (name) =>
    expect(taken(view(customers({}), name))).toBe(true),
  );

  it.each(['', ' a ', 'x'.repeat(41), 'layla@haddad.example', 'call +971 50 123 4567', '784-1990-1234567-1'])(
    'is refused: %j',
    (name) => expect(taken(view(customers({}), name))).toBe(false),
  );
});

it('a change names something, and the version that it starts from', () => {
  expect(viewPatchSchema.safeParse({ version: '1', digest: true }).success).toBe(true);
  expect(viewPatchSchema.safeParse({ version: '1' }).success).toBe(false);
  expect(viewPatchSchema.safeParse({ digest: true }).success).toBe(false);
  expect(viewPatchSchema.safeParse({ version: '1', owner: 'me' }).success).toBe(false);
});
