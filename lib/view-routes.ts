import type { ViewPage } from './contracts/views';
import { queryOf } from './query-of';

/** Paths of the routes about saved views. */
export const viewApi = {
  views: () => '/api/views',
  view: (id: string) => `/api/views/${encodeURIComponent(id)}`,
  counts: (page: ViewPage, timeZone: string) => `/api/views/counts${queryOf({ page, timeZone })}`,
} as const;

/** The page that opens a view: a link to it follows the view when the view changes. */
export const viewPath = (id: string) => `/views/${encodeURIComponent(id)}`;
