import type { CustomerPage } from '@/lib/contracts/customer';
import type { ListParams } from '@/lib/contracts/list-params';

/** A customer's place in the list that they were opened from. */
export interface ListPlace {
  params: ListParams;
  index: number;
  page: CustomerPage;
}

/** Finds the customer in the cached pages of the list that was shown. */
export function findPlace(
  uuid: string,
  shown: ListParams | undefined,
  pages: readonly (readonly [ListParams, CustomerPage | undefined])[],
): ListPlace | undefined {
  if (shown === undefined) return undefined;
  const candidates = pages.filter(([params]) => isSameList(params, shown));
  // The page that was on screen comes first: rows move between loads, so a customer may stand on two cached pages.
  candidates.sort(([one], [other]) => Math.abs(one.page - shown.page) - Math.abs(other.page - shown.page));
  for (const [params, page] of candidates) {
    const index = page?.rows.findIndex((row) => row.uuid === uuid) ?? -1;
    if (page && index >= 0) return { params, index, page };
  }
  return undefined;
}

/** The page with the previous customer, when this page lacks it. `null` within a page, and at the start of the list. */
export function pageBefore(place: ListPlace | undefined): ListParams | null {
  if (place === undefined || place.index > 0 || place.params.page === 1) return null;
  return { ...place.params, page: place.params.page - 1 };
}

/** The page with the next customer, when this page lacks it. `null` within a page, and at the end of the list. */
export function pageAfter(place: ListPlace | undefined): ListParams | null {
  if (place === undefined || place.index < place.page.rows.length - 1) return null;
  return place.params.page < place.page.lastPage ? { ...place.params, page: place.params.page + 1 } : null;
}

function isSameList(one: ListParams, other: ListParams): boolean {
  return one.perPage === other.perPage && one.sortBy === other.sortBy && one.order === other.order;
}
