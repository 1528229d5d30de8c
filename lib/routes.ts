import type { ListParams } from './contracts/list-params';

/** Every path of the desk. Links and fetches are built here alone, so that no personal data ever gets into a URL. */
export const routes = {
  signIn: (next?: string) => (next ? `/sign-in?next=${encodeURIComponent(next)}` : '/sign-in'),
  customers: (params?: Partial<ListParams>) => `/customers${listQuery(params)}`,
  customer: (uuid: string) => `/customers/${encodeURIComponent(uuid)}`,
} as const;

export const api = {
  customers: (params?: Partial<ListParams>) => `/api/customers${listQuery(params)}`,
  lookup: () => '/api/customers/lookup',
  customer: (uuid: string) => `/api/customers/${encodeURIComponent(uuid)}`,
  images: (uuid: string) => `/api/customers/${encodeURIComponent(uuid)}/images`,
  contact: (uuid: string) => `/api/customers/${encodeURIComponent(uuid)}/contact`,
  /** next-auth's own endpoints; what we call of them is in `lib/client/auth.ts` and `sso.ts`. */
  auth: (step: 'csrf' | 'callback/credentials' | 'signin/sso' | 'signin/sso-step-up' | 'signout') =>
    `/api/auth/${step}`,
} as const;

function listQuery(params: Partial<ListParams> = {}): string {
  const query = new URLSearchParams();
  for (const key of ['page', 'perPage', 'sortBy', 'order'] as const) {
    const value = params[key];
    if (value !== undefined) query.set(key, String(value));
  }
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}
