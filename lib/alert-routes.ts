import { queryOf } from './query-of';

/** Paths of the routes about alerts. */
export const alertApi = {
  alerts: (before?: number) => `/api/alerts${queryOf({ before })}`,
  test: () => '/api/alerts/test',
} as const;
