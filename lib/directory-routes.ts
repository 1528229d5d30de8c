import type { ExpiringParams } from './contracts/expiring';
import { queryOf } from './query-of';

/** Paths of the routes that search, count, list and export from the directory. */
export const directoryApi = {
  link: (uuid: string) => `/api/customers/${encodeURIComponent(uuid)}/link`,
  owners: () => '/api/customers/owners',
  search: () => '/api/customers/search',
  counts: () => '/api/customers/counts',
  neighbours: () => '/api/customers/neighbours',
  exportCustomers: () => '/api/customers/export',
  expiring: (params?: Partial<ExpiringParams>) => `/api/expiring${queryOf({ ...params })}`,
  expiringCustomers: (params: Partial<ExpiringParams> & { cursor?: string }) =>
    `/api/expiring/customers${queryOf({ ...params })}`,
  marks: () => '/api/expiring/marks',
  exportExpiring: () => '/api/expiring/export',
  expiringNeighbours: (params: ExpiringParams, uuid: string) =>
    `/api/expiring/neighbours${queryOf({ ...params, uuid })}`,
  directory: () => '/api/directory',
} as const;
