import type { Permission } from '@/lib/access';
import { COVERAGE_GAPS } from '@/lib/contracts/coverage';
import { WHY } from './purpose';

/**
 * What every route and every page of the desk asks of whoever calls it: one line for each, in the words of its file's
 * place under `app/`. `access.test.ts` reads the files, and fails by name for one without a line here.
 */

/** `open`: for anybody. `signed-in`: for every role. Else the permission of lib/access.ts that it takes. */
export type Needs = Permission | 'signed-in' | 'open';

export interface RouteRow {
  needs: Needs;
  /** A body that is valid and does no harm: there is no such customer, account or session. */
  body?: unknown;
  /** The one to try: where a pattern stands for more than one place, or a query is needed. */
  path?: string;
  /** Statuses of whoever may; 200 and 404 unless told. */
  answers?: readonly number[];
  /** Its body is a form: next-auth's alone. */
  form?: true;
}

/** A customer, account, session or anything that isn't there. */
export const NOBODY = '00000000-0000-4000-8000-000000000000';

const CONTACT = { email: 'new@corrected.example', expected: { email: null, phoneNumber: null } };

const PASSKEY_ANSWER = {
  id: 'bm9uZQ',
  clientDataJSON: 'e30',
  authenticatorData: 'oA',
  signature: 'oA',
  userHandle: 'oA',
};

export const ROUTES: Record<string, RouteRow> = {
  'GET /api/health': { needs: 'open' },
  'GET /api/health/live': { needs: 'open' },
  'GET /api/health/ready': { needs: 'open' },
  // Without `METRICS_TOKEN` there are none.
  'GET /api/metrics': { needs: 'open', answers: [404] },
  'GET /api/auth/[...nextauth]': { needs: 'open', path: '/api/auth/csrf' },
  // Without a CSRF token next-auth goes round in a circle, and does nothing.
  'POST /api/auth/[...nextauth]': {
    needs: 'open',
    path: '/api/auth/callback/credentials',
    form: true,
    body: 'email=a&password=b',
    answers: [302],
  },
  'GET /api/customers': { needs: 'customers:read' },
  'POST /api/customers/lookup': { needs: 'customers:read', body: { email: 'nobody@nowhere.example' } },
  'GET /api/customers/[uuid]': { needs: 'customers:read' },
  'POST /api/customers/[uuid]/reveal': { needs: 'identity:reveal', body: { field: 'dateOfBirth', why: WHY } },
  'POST /api/customers/[uuid]/images': { needs: 'images:view', body: {} },
  'POST /api/customers/[uuid]/images/keep': { needs: 'images:view' },
  'POST /api/customers/[uuid]/print': { needs: 'customers:read', body: { images: false, by: 'page' } },
  'PATCH /api/customers/[uuid]/contact': { needs: 'contact:edit', body: CONTACT },
  'POST /api/customers/[uuid]/caller-check': {
    needs: 'contact:edit',
    body: { birthDate: '1990-03-07', documentEnd: '1234' },
  },
  'GET /api/approvals': { needs: 'contact:approve' },
  'GET /api/approvals/count': { needs: 'contact:approve' },
  'POST /api/approvals/[id]/approve': { needs: 'contact:approve' },
  'POST /api/approvals/[id]/decline': { needs: 'contact:approve', body: { word: 'nobody asked' } },
  'POST /api/customers/[uuid]/link': { needs: 'link:create', body: {} },
  'POST /api/customers/owners': { needs: 'contact:edit', body: { email: 'nobody@nowhere.example', except: NOBODY } },
  'POST /api/customers/search': { needs: 'customers:read', body: { text: 'nobody' } },
  'POST /api/customers/counts': { needs: 'customers:read', body: { text: 'nobody' } },
  'POST /api/customers/neighbours': { needs: 'customers:read', body: { text: 'nobody', uuid: NOBODY } },
  'POST /api/customers/export': {
    needs: 'customers:export',
    body: { text: 'nobody', columns: ['uuid'], accepts: COVERAGE_GAPS, why: WHY },
  },
  'GET /api/expiring': { needs: 'customers:read' },
  'GET /api/expiring/customers': { needs: 'customers:read' },
  'GET /api/expiring/neighbours': { needs: 'customers:read', path: `/api/expiring/neighbours?uuid=${NOBODY}` },
  'POST /api/expiring/marks': {
    needs: 'customers:read',
    body: { documents: [{ uuid: NOBODY, documentType: 'passport', lastDay: null }], for: 'me', done: true },
  },
  'POST /api/expiring/export': { needs: 'customers:export', body: { accepts: COVERAGE_GAPS, why: WHY } },
  'GET /api/views': { needs: 'customers:read' },
  'POST /api/views': {
    needs: 'customers:read',
    // Refused for what it holds: nothing is saved.
    body: { id: NOBODY, name: 'Any', team: true, state: { page: 'customers', filters: { gender: ['Layla Haddad'] } } },
    answers: [422],
  },
  'GET /api/views/counts': { needs: 'customers:read', path: '/api/views/counts?page=customers' },
  'PATCH /api/views/[id]': { needs: 'customers:read', body: { version: 'any', name: 'Another' } },
  'DELETE /api/views/[id]': { needs: 'customers:read' },
  'GET /api/directory': { needs: 'customers:read' },
  'GET /api/customers/[uuid]/activity': { needs: 'customers:read' },
  // Of a customer whom the caller hasn't opened there are no notes for anybody.
  'GET /api/customers/[uuid]/notes': { needs: 'customers:read', answers: [403] },
  'POST /api/customers/[uuid]/notes': {
    needs: 'customers:read',
    body: { id: NOBODY, text: 'nothing', mentions: [] },
    answers: [403],
  },
  'PATCH /api/customers/[uuid]/notes/[id]': {
    needs: 'customers:read',
    body: { text: 'nothing', mentions: [], version: 1 },
    answers: [403],
  },
  'DELETE /api/customers/[uuid]/notes/[id]': { needs: 'customers:read', answers: [403] },
  'POST /api/customers/[uuid]/looking': { needs: 'customers:read', answers: [403] },
  'GET /api/colleagues': { needs: 'customers:read' },
  'GET /api/mentions': { needs: 'customers:read' },
  'POST /api/mentions/seen': { needs: 'customers:read', body: { notes: [NOBODY] } },
  'GET /api/audit': { needs: 'audit:customers' },
  'GET /api/audit/actors': { needs: 'audit:customers' },
  'POST /api/audit/verify': { needs: 'audit:all' },
  'GET /api/accounts': { needs: 'accounts:manage' },
  'POST /api/accounts': {
    needs: 'accounts:manage',
    body: { email: 'no address', name: 'Nobody', role: 'support' },
    answers: [422],
  },
  'PATCH /api/accounts/[id]': { needs: 'accounts:manage', body: { disabled: false }, answers: [409] },
  'POST /api/accounts/[id]/link': { needs: 'accounts:manage', answers: [409] },
  'DELETE /api/accounts/[id]/second-factor': { needs: 'accounts:manage', answers: [409] },
  'GET /api/accounts/[id]/budgets': { needs: 'accounts:manage' },
  'POST /api/accounts/[id]/budgets': {
    needs: 'accounts:manage',
    body: { budget: 'openings', more: 10 },
    answers: [409],
  },
  'GET /api/accounts/[id]/sessions': { needs: 'accounts:manage' },
  'DELETE /api/accounts/[id]/sessions': { needs: 'accounts:manage' },
  'DELETE /api/accounts/[id]/sessions/[sessionId]': { needs: 'accounts:manage' },
  'GET /api/reviews': { needs: 'reviews:read' },
  'POST /api/reviews/[number]/close': {
    needs: 'reviews:close',
    path: '/api/reviews/999999999999/close',
    body: { word: 'Nothing in it' },
  },
  'POST /api/access-review': { needs: 'access:review', body: { month: '2020-01' } },
  'GET /api/alerts': { needs: 'alerts:read' },
  'POST /api/alerts/test': { needs: 'alerts:read' },
  'GET /api/system': { needs: 'system:read' },
  'GET /api/system/trouble': { needs: 'signed-in' },
  'POST /api/prints': { needs: 'signed-in', body: { page: 'sessions', rows: 1, by: 'page' } },
  'GET /api/sessions': { needs: 'signed-in' },
  'DELETE /api/sessions/[id]': { needs: 'signed-in' },
  'DELETE /api/sessions/others': { needs: 'signed-in' },
  'POST /api/session/prove': { needs: 'signed-in', body: { password: 'not the pass phrase' }, answers: [403] },
  'POST /api/second-factor': { needs: 'signed-in' },
  'POST /api/second-factor/confirm': {
    needs: 'signed-in',
    body: { enrolment: 'none', code: '000000' },
    answers: [422],
  },
  'POST /api/second-factor/recovery-codes': { needs: 'signed-in', answers: [409] },
  'POST /api/session/prove/passkey': { needs: 'signed-in', body: PASSKEY_ANSWER, answers: [403] },
  'POST /api/passkeys/sign-in': { needs: 'open' },
  'POST /api/passkeys/proof': { needs: 'signed-in' },
  'POST /api/passkeys/enrolment': { needs: 'signed-in' },
  'POST /api/passkeys': {
    needs: 'signed-in',
    body: { name: 'Nothing', id: 'bm9uZQ', clientDataJSON: 'e30', attestationObject: 'oA', transports: [] },
    answers: [403],
  },
  'PATCH /api/passkeys/[id]': { needs: 'signed-in', body: { name: 'Nothing' } },
  'DELETE /api/passkeys/[id]': { needs: 'signed-in' },
  'POST /api/accounts/[id]/recovery': { needs: 'accounts:manage', answers: [409] },
  'POST /api/set-password': {
    needs: 'open',
    body: { token: 'none', password: 'a pass phrase of some length' },
    // The second, once strangers have tried too often from one address.
    answers: [410, 429],
  },
  'POST /api/audit/export': { needs: 'audit:all', body: { format: 'jsonl', from: '2000-01-01', to: '2000-01-01' } },
};

/** `home` only leads on; whoever may not see a page is led away from it. */
export const PAGES: Record<string, Needs | 'home'> = {
  '/': 'home',
  '/sign-in': 'open',
  '/customers': 'customers:read',
  '/customers/[uuid]': 'customers:read',
  '/audit': 'audit:customers',
  '/expiring': 'customers:read',
  '/views/[id]': 'customers:read',
  '/approvals': 'contact:approve',
  '/accounts': 'accounts:manage',
  '/access-review': 'access:review',
  '/alerts': 'alerts:read',
  '/system': 'system:read',
  '/reviews': 'reviews:read',
  '/sessions': 'signed-in',
  // For those alone who have to set one up.
  '/second-factor': 'home',
  '/set-password': 'open',
  '/signed-in': 'signed-in',
};

/** Of the build, without a file of ours to walk to, and for anybody. */
export const SERVED_TO_ALL = ['/favicon.ico/route', '/icon.svg/route', '/_not-found/page', '/_global-error/page'];
