import type { AuditPlace, AuditSelection } from './contracts/audit';
import type { ExpiringParams } from './contracts/directory';
import type { ListParams } from './contracts/list-params';

/** Every path of the desk. Links and fetches are built here alone, so that no personal data ever gets into a URL. */
export const routes = {
  signIn: (next?: string) => (next ? `/sign-in?next=${encodeURIComponent(next)}` : '/sign-in'),
  customers: (params?: Partial<ListParams>) => `/customers${listQuery(params)}`,
  customer: (uuid: string) => `/customers/${encodeURIComponent(uuid)}`,
  audit: (selection?: AuditSelection) => `/audit${queryOf({ ...selection })}`,
  expiring: (params?: Partial<ExpiringParams>) => `/expiring${expiringQuery(params)}`,
} as const;

export const api = {
  customers: (params?: Partial<ListParams>) => `/api/customers${listQuery(params)}`,
  lookup: () => '/api/customers/lookup',
  customer: (uuid: string) => `/api/customers/${encodeURIComponent(uuid)}`,
  images: (uuid: string) => `/api/customers/${encodeURIComponent(uuid)}/images`,
  contact: (uuid: string) => `/api/customers/${encodeURIComponent(uuid)}/contact`,
  activity: (uuid: string, place?: AuditPlace) =>
    `/api/customers/${encodeURIComponent(uuid)}/activity${queryOf({ ...place })}`,
  audit: (selection?: AuditSelection & AuditPlace) => `/api/audit${queryOf({ ...selection })}`,
  auditActors: () => '/api/audit/actors',
  auditVerify: () => '/api/audit/verify',
  auditExport: () => '/api/audit/export',
  link: (uuid: string) => `/api/customers/${encodeURIComponent(uuid)}/link`,
  search: () => '/api/customers/search',
  counts: () => '/api/customers/counts',
  neighbours: () => '/api/customers/neighbours',
  exportCustomers: () => '/api/customers/export',
  expiring: (params?: Partial<ExpiringParams>) => `/api/expiring${expiringQuery(params)}`,
  expiringCustomers: (params: Partial<ExpiringParams> & { cursor?: string }) =>
    `/api/expiring/customers${expiringQuery(params)}`,
  directory: () => '/api/directory',
  /** next-auth's own endpoints; what we call of them is in `lib/client/auth.ts`. */
  auth: (step: 'csrf' | 'callback/credentials' | 'signout') => `/api/auth/${step}`,
} as const;

function listQuery({ page, perPage, sortBy, order }: Partial<ListParams> = {}): string {
  return queryOf({ page, perPage, sortBy, order });
}

function expiringQuery(params: Partial<ExpiringParams> & { cursor?: string } = {}): string {
  const { within, documentType, nationality, cursor } = params;
  return queryOf({ within, documentType, nationality, cursor });
}

function queryOf(values: Record<string, string | number | undefined>): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(values)) if (value !== undefined) query.set(key, String(value));
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}
