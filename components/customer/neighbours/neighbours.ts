import type { CustomerPage } from '@/lib/contracts/customer';
import type { ListParams } from '@/lib/contracts/list-params';

/** Where a customer stands in the list that they were opened from. */
export interface ListPlace {
  params: ListParams;
  index: number;
  page: CustomerPage;
}

/** The page that holds this customer, among those that the browser has of the list. */
export function findPlace(
  uuid: string,
  shown: ListParams | undefined,
  pages: readonly (readonly [ListParams, CustomerPage | undefined])[],
): ListPlace | undefined {
  if (shown === undefined) return undefined;
  const candidates = pages.filter(([params]) => isSameList(params, shown));
  // The page that was on screen first: after a change elsewhere somebody may stand on two of them.
  candidates.sort(([one], [other]) => Math.abs(one.page - shown.page) - Math.abs(other.page - shown.page));
  for (const [params, page] of candidates) {
    const index = page?.rows.findIndex((row) => row.uuid === uuid) ?? -1;
    if (page && index >= 0) return { params, index, page };
  }
  return undefined;
}

/** Which further page has the neighbour that this one lacks: `null` at neither edge, and at the ends of the list. */
export function pageBefore(place: ListPlace | undefined): ListParams | null {
  if (place === undefined || place.index > 0 || place.params.page === 1) return null;
  return { ...place.params, page: place.params.page - 1 };
}

export function pageAfter(place: ListPlace | undefined): ListParams | null {
  if (place === undefined || place.index < place.page.rows.length - 1) return null;
  return place.params.page < place.page.lastPage ? { ...place.params, page: place.params.page + 1 } : null;
}

function isSameList(one: ListParams, other: ListParams): boolean {
  return one.perPage === other.perPage && one.sortBy === other.sortBy && one.order === other.order;
}
