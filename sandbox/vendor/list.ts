import { refused, success } from '../http/reply.ts';
import { SORT_KEYS, type SortKey, type SortOrder } from '../world/record.ts';
import type { VendorCall } from './call.ts';
import { row } from './shape.ts';

const PAGE_SIZES: readonly unknown[] = [10, 50, 100];

export const isSortKey = (value: unknown): value is SortKey => SORT_KEYS.some((key) => key === value);
export const isSortOrder = (value: unknown): value is SortOrder => value === 'asc' || value === 'desc';

/** Call 3. Its errors are `{ param, msg }`. */
export const list: VendorCall = (body, { world, options, plan }) => {
  const { page = 1, entriesPerPage = 50, sortBy = 'updatedAt', sortingOrder = 'desc' } = body;
  const errors: { param: string; msg: string }[] = [];
  const goodPage = typeof page === 'number' && Number.isSafeInteger(page) && page >= 1;
  if (!goodPage) errors.push({ param: 'page', msg: 'must be a whole number from 1 on' });
  const goodSize = typeof entriesPerPage === 'number' && PAGE_SIZES.includes(entriesPerPage);
  if (!goodSize) errors.push({ param: 'entriesPerPage', msg: 'must be 10, 50 or 100' });
  if (!isSortKey(sortBy)) errors.push({ param: 'sortBy', msg: `must be one of ${SORT_KEYS.join(', ')}` });
  if (!isSortOrder(sortingOrder)) errors.push({ param: 'sortingOrder', msg: 'must be asc or desc' });
  if (!goodPage || !goodSize || !isSortKey(sortBy) || !isSortOrder(sortingOrder)) return refused(422, errors);

  const lastPage = Math.max(1, Math.ceil(world.total() / entriesPerPage));
  const again = plan?.mode === 'last-page-again' && page > lastPage;
  const shown = again ? lastPage : page;
  const step = entriesPerPage - (plan?.mode === 'overlap' ? (plan.rows ?? 1) : 0);
  const places = world.slice(sortBy, sortingOrder, (shown - 1) * step, entriesPerPage);
  const said = plan?.mode === 'wrong-total' ? (plan.totals?.[0] ?? 0) : world.total();
  return success({
    meta: {
      total: said,
      perPage: entriesPerPage,
      currentPage: again && plan.currentPage !== 'asked' ? lastPage : page,
      lastPage: Math.max(1, Math.ceil(said / entriesPerPage)),
    },
    data: places
      .flatMap((index) => (plan?.mode === 'twice' ? [index, index] : [index]))
      .map((index) => row(world.record(index), world.today, options.rowShape)),
  });
};
