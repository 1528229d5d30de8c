/** The page sizes of the vendor's list, and so of ours (docs/sentinel-contract.md, call 3). */
export const PER_PAGE = [10, 50, 100] as const;
export const SORT_KEYS = ['name', 'phoneNumber', 'nationality', 'gender', 'status', 'updatedAt'] as const;
export const ORDERS = ['asc', 'desc'] as const;

export type PerPage = (typeof PER_PAGE)[number];
export type SortKey = (typeof SORT_KEYS)[number];
export type Order = (typeof ORDERS)[number];

export interface ListParams {
  /** From 1. */
  page: number;
  perPage: PerPage;
  sortBy: SortKey;
  order: Order;
}

export const DEFAULT_LIST: ListParams = { page: 1, perPage: 50, sortBy: 'updatedAt', order: 'desc' };

/** Higher pages are refused before they reach the vendor. Our own limit, far above any real list. */
export const MAX_PAGE = 1_000_000;
