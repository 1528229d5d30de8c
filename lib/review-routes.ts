import type { ReviewState } from './contracts/reviews';
import { queryOf } from './query-of';

/** Paths of the routes about reviews. */
export const reviewApi = {
  reviews: (state: ReviewState, before?: number) => `/api/reviews${queryOf({ state, before })}`,
  close: (number: number) => `/api/reviews/${number}/close`,
} as const;
