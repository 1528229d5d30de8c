import type { AuditPlace, AuditSelection } from './contracts/audit';
import type { ExpiringParams } from './contracts/expiring';
import type { ListParams } from './contracts/list-params';
import { queryOf } from './query-of';

/**
 * Builds every path of the desk, so that no personal data gets into a URL. Every page loads this file whole, so routes
 * that the list never calls have files of their own beside it (`…-routes.ts`).
 */
export const routes = {
  signIn: (next?: string) => (next ? `/sign-in?next=${encodeURIComponent(next)}` : '/sign-in'),
  /** Where the window for signing in again ends. */
  signedIn: () => '/signed-in',
  customers: (params?: Partial<ListParams>) => `/customers${listQuery(params)}`,
  customer: (uuid: string) => `/customers/${encodeURIComponent(uuid)}`,
  audit: (selection?: AuditSelection & Pick<AuditPlace, 'before'>) => `/audit${queryOf({ ...selection })}`,
  reviews: () => '/reviews',
  accounts: () => '/accounts',
  accessReview: () => '/access-review',
  alerts: () => '/alerts',
  system: () => '/system',
  approvals: () => '/approvals',
  sessions: () => '/sessions',
  secondFactor: () => '/second-factor',
  /** The token is in the fragment, which no server, log or referrer sees. */
  setPassword: (token = '') => `/set-password${token && `#${token}`}`,
  expiring: (params?: Partial<ExpiringParams>) => `/expiring${queryOf({ ...params })}`,
} as const;

export const api = {
  customers: (params?: Partial<ListParams>) => `/api/customers${listQuery(params)}`,
  lookup: () => '/api/customers/lookup',
  customer: (uuid: string) => `/api/customers/${encodeURIComponent(uuid)}`,
  images: (uuid: string) => `/api/customers/${encodeURIComponent(uuid)}/images`,
  keepImages: (uuid: string) => `/api/customers/${encodeURIComponent(uuid)}/images/keep`,
  contact: (uuid: string) => `/api/customers/${encodeURIComponent(uuid)}/contact`,
  /** next-auth's endpoints. `lib/client/auth.ts` and `sso.ts` call them. */
  auth: (
    step: 'csrf' | 'callback/credentials' | 'callback/passkey' | 'signin/sso' | 'signin/sso-step-up' | 'signout',
  ) => `/api/auth/${step}`,
} as const;

function listQuery({ page, perPage, sortBy, order }: Partial<ListParams> = {}): string {
  return queryOf({ page, perPage, sortBy, order });
}
