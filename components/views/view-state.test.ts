import { expect, it } from 'vitest';
import type { ColumnLook } from '@/components/table/column-look';
import { newViewSchema } from '@/lib/contracts/view-requests';
import type { ViewState } from '@/lib/contracts/views';
import { addressOf, arrangedAs, keptState, shownColumns, stateOf } from './view-state';

const ID = '3fa85f64-5717-4562-b3fc-2c963f66afa6';
const STATES: ViewState[] = [
  { page: 'customers', filters: {} },
  { page: 'customers', filters: { nationality: ['EGY'], faceMatchFailed: true }, sort: { by: 'name', order: 'desc' } },
  { page: 'customers', filters: { status: [2, 'none'], updatedFrom: '2026-11-01' } },
  { page: 'expiring', params: { within: 'this-month', documentType: 'passport', open: true } },
  { page: 'expiring', params: { within: 'days', from: '2026-11-01', to: '2026-11-14', sortBy: 'name', order: 'asc' } },
];

it.each(STATES)('opens as it was saved: %j', (state) => {
  const address = new URL(addressOf(state), 'https://desk.example');
  const read = stateOf(state.page, address.search);
  expect(read).toEqual(state);
  // What a page can show can be saved.
  expect(newViewSchema.safeParse({ id: ID, name: 'Any view', team: false, state: read })).toMatchObject({
    success: true,
  });
});

it('keeps columns in a view that has them', () => {
  const shown = { ...STATES[0], columns: ['name', 'email'] } as ViewState;
  expect(keptState(shown, true)).toEqual(shown);
  expect(keptState(shown, false)).toEqual(STATES[0]);
});

it('an address without a window shows the usual window', () => {
  expect(stateOf('expiring', '')).toEqual({ page: 'expiring', params: { within: 30 } });
});

const look = (more: Partial<ColumnLook> = {}): ColumnLook => ({ label: 'x', min: 64, bone: 'w-4', ...more });
const LOOKS = { name: look({ fixed: true }), email: look(), phone: look(), status: look() };

it('arranges columns as the view has them, and leaves their widths', () => {
  const own = { visibility: { phone: false }, order: ['name', 'email', 'phone', 'status'], widths: { email: 300 } };
  expect(shownColumns(own)).toEqual(['name', 'email', 'status']);
  const arranged = arrangedAs(['name', 'status', 'phone', 'of-another-release'], own, LOOKS);
  expect(shownColumns(arranged)).toEqual(['name', 'status', 'phone']);
  expect(arranged.order).toEqual(['name', 'status', 'phone', 'email']);
  expect(arranged.widths).toEqual({ email: 300 });
});
