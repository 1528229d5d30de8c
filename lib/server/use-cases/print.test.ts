import { beforeEach, expect, it, vi } from 'vitest';
import type { Viewer } from '../../contracts/viewer';
import type { AuditContext } from '../audit/public';
import { printCustomer, printPage } from './print';

/** What the trail says of a print, of a desk whose operator asks what prints are for. */

const told = vi.hoisted(() => vi.fn());
vi.mock('../env', () => ({ env: () => ({ ACCESS_PURPOSES: ['regulator', 'other'], ACCESS_PURPOSES_FOR: ['print'] }) }));
vi.mock('../db/public', () => ({ db: () => ({}) }));
vi.mock('../auth/public', () => ({ rememberPurpose: async () => {}, rememberedPurpose: async () => null }));
vi.mock('./audited', () => ({
  recorded: (_: unknown, { work, detail }: { work: () => unknown; detail: () => unknown }) => {
    told(detail());
    return work();
  },
}));

const audit: AuditContext = {
  actor: { id: null, email: null, role: null },
  sessionId: null,
  requestId: 'r-1',
  address: null,
};
const viewer = (role: Viewer['role']) => ({ role }) as Viewer;
const why = { purpose: 'regulator' };

beforeEach(() => {
  told.mockReset();
});

it('a print by the browser’s own menu is recorded without a purpose, and the event says so', async () => {
  const withoutPurpose = true;
  const printed = await printCustomer('one', { by: 'browser', images: false }, viewer('admin'), audit);
  expect(told.mock.lastCall).toEqual([{ by: 'browser', images: false, withoutPurpose }]);
  expect(printed).toEqual({ at: expect.any(String), requestId: 'r-1' });
  await printPage({ by: 'browser', page: 'expiring', rows: 3 }, viewer('admin'), audit);
  expect(told.mock.lastCall).toEqual([{ what: 'expiring', rows: 3, by: 'browser', withoutPurpose }]);
});

it('a print that the desk can still stop needs its purpose, and so does a purpose that is none', async () => {
  const none = { code: 'purpose_required' };
  await expect(printCustomer('one', { by: 'page', images: false }, viewer('admin'), audit)).rejects.toMatchObject(none);
  await expect(printPage({ by: 'page', page: 'system', rows: 0 }, viewer('admin'), audit)).rejects.toMatchObject(none);
  const odd = { by: 'browser', images: false, why: { purpose: 'curiosity' } } as const;
  await expect(printCustomer('one', odd, viewer('admin'), audit)).rejects.toMatchObject({ code: 'invalid_request' });
  expect(told).not.toHaveBeenCalled();
});

it.each([
  ['support', 'system', 'system:read'],
  ['support', 'reviews', 'reviews:read'],
  ['compliance', 'accounts', 'accounts:manage'],
] as const)('%s may not print %s, and the refusal names what is missing', async (role, page, permission) => {
  const printing = printPage({ by: 'page', page, rows: 0, why }, viewer(role), audit);
  await expect(printing).rejects.toMatchObject({ code: 'forbidden', permission });
  expect(told).not.toHaveBeenCalled();
});

it.each([
  ['support', false],
  ['compliance', true],
  ['admin', true],
] as const)('images on the paper of %s: %s, whatever the browser says', async (role, images) => {
  await printCustomer('one', { by: 'page', images: true, why }, viewer(role), audit);
  expect(told.mock.lastCall).toEqual([{ by: 'page', images, ...why }]);
});
