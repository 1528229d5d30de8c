import 'server-only';
import { can, type Permission } from '../../access';
import { BUDGET_HEADER } from '../../budget-header';
import type { Viewer } from '../../contracts/viewer';
import { ACCOUNT_HEADER } from '../../other-person';
import { type AuditContext, trail } from '../audit/public';
import { requireRecentProof } from '../auth/public';
import { DeskError } from '../desk-error';
import { env } from '../env';
import { describeError, log } from '../log';
import { countAnswer } from '../metrics';
import { toDeskError } from '../to-desk-error';
import { budgetNoteOf } from '../use-cases/spending';
import { clientAddress } from './client-address';
import { assertSameSite } from './cross-site';
import { errorResponse, HTTP_STATUS } from './errors';
import { currentViewer, viewerOf } from './viewer';

export interface RouteCall<Params> {
  request: Request;
  viewer: Viewer;
  params: Params;
  requestId: string;
  /** Person, session and address of the request, for the audit trail. */
  audit: AuditContext;
  /**
   * For an answer that takes its time: whether the session and the permission still count.
   * @throws DeskError `unauthenticated`, `forbidden`, `database_unavailable`
   */
  stillMay: () => Promise<void>;
}

const CLIENT_LEFT = 499;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

type NextHandler<Params> = (request: Request, context: { params: Promise<Params> }) => Promise<Response>;

export interface AccessOptions {
  /** Requires a proof of identity within the last ten minutes (`auth/step-up.ts`). */
  recentProof?: boolean;
  /** Also admits a person who has yet to set up the second factor that their role needs. */
  whileEnrolling?: boolean;
  /** Parses a query (`parseQuery`). Every other route refuses one: a misspelt filter must not be ignored in silence. */
  takesQuery?: boolean;
}

/**
 * Wraps every handler for signed-in people. Checks origin, session, second factor, permission and recent proof, then
 * runs the handler. Any thrown error becomes the error envelope. Every answer is `no-store` and carries `x-request-id`.
 * Each request gets one log line with the route's pattern instead of its path, without the query, and with the
 * customer's uuid alone.
 *
 * @param name the route as it is logged, for example `GET /api/customers`
 * @param permission `null` for routes that every signed-in person may use, because they concern only the person's own
 *   data
 */
export function withAccess<Params = Record<string, never>>(
  name: string,
  permission: Permission | null,
  handler: (call: RouteCall<Params>) => Promise<Response>,
  options: AccessOptions = {},
): NextHandler<Params> {
  return async (request, context) => {
    const requestId = crypto.randomUUID();
    const started = performance.now();
    const params = await context.params;
    let accountId: string | undefined;
    let response: Response;
    let failure: unknown;
    try {
      assertSameSite(request, env().NEXTAUTH_URL);
      const viewer = await currentViewer();
      if (viewer === null) throw new DeskError('unauthenticated');
      accountId = viewer.accountId;
      assertOwnPage(request, viewer);
      const audit = auditContext(viewer, requestId, clientAddress(request));
      if (viewer.mustEnrol && !options.whileEnrolling) throw new DeskError('second_factor_required');
      if (permission !== null && !can(viewer, permission)) {
        await noteDenial(audit, name, permission);
        throw new DeskError('forbidden');
      }
      if (options.recentProof) requireRecentProof(viewer);
      if (!options.takesQuery) assertNoQuery(request);
      const stillMay = () => assertStillMay(viewer.sessionId, permission);
      response = withNote(await handler({ request, viewer, params, requestId, audit, stillMay }), audit);
    } catch (error) {
      failure = error;
      response = errorResponse(toDeskError(error), requestId);
    }
    const about = { name, requestId, accountId, customer: accountId === undefined ? undefined : customerIn(params) };
    return finished(request, response, failure, { ...about, ms: performance.now() - started });
  };
}

/**
 * The same for the few routes without a session: checks the origin, then runs the handler.
 * @param handler gets an audit context without a person
 */
export function withAnybody(
  name: string,
  handler: (call: { request: Request; audit: AuditContext }) => Promise<Response>,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const requestId = crypto.randomUUID();
    const started = performance.now();
    let response: Response;
    let failure: unknown;
    try {
      assertSameSite(request, env().NEXTAUTH_URL);
      assertNoQuery(request);
      const address = clientAddress(request);
      const actor = { id: null, email: null, role: null };
      response = await handler({ request, audit: { actor, sessionId: null, requestId, address } });
    } catch (error) {
      failure = error;
      response = errorResponse(toDeskError(error), requestId);
    }
    const about = { name, requestId, accountId: undefined, customer: undefined };
    return finished(request, response, failure, { ...about, ms: performance.now() - started });
  };
}

/**
 * Refuses a call from a page that another person has loaded: the browser's cookie changed hands meanwhile, and what was
 * decided there must not be done in this person's name. Pages name their owner (`lib/client/request.ts`); a caller
 * without a page needs not.
 */
function assertOwnPage(request: Request, viewer: Viewer): void {
  const owner = request.headers.get(ACCOUNT_HEADER);
  if (owner !== null && owner !== viewer.accountId) throw new DeskError('other_person');
}

/** @throws as {@link RouteCall.stillMay} */
export async function assertStillMay(sessionId: string, permission: Permission | null): Promise<void> {
  const viewer = await viewerOf(sessionId);
  if (viewer === null) throw new DeskError('unauthenticated');
  if (permission !== null && !can(viewer, permission)) throw new DeskError('forbidden');
}

/** Tells the person's page that a budget nears its end. */
function withNote(response: Response, audit: AuditContext): Response {
  const note = budgetNoteOf(audit);
  if (note !== undefined) response.headers.set(BUDGET_HEADER, JSON.stringify(note));
  return response;
}

function assertNoQuery(request: Request): void {
  if (new URL(request.url).search !== '') throw new DeskError('invalid_request', { code: 'no_query_here' });
}

/** Logs the answer and sets the headers that every answer has. */
function finished(request: Request, response: Response, failure: unknown, line: Omit<Answered, 'status'>): Response {
  // The client left before the answer (turned the page, typed on). That is no failure, so it is logged as nginx's
  // status 499.
  const left = failure !== undefined && request.signal.aborted && failure === request.signal.reason;
  logAnswer({ ...line, status: left ? CLIENT_LEFT : response.status }, left ? undefined : failure);
  return sealed(response, line.requestId);
}

/** The part of a request that the trail keeps with each event. */
export function auditContext(viewer: Viewer, requestId: string, address: string | null): AuditContext {
  const { accountId: id, email, role, sessionId } = viewer;
  return { actor: { id, email, role }, sessionId, requestId, address };
}

/** Records a refusal. The refusal stands even when that fails. */
async function noteDenial(audit: AuditContext, route: string, permission: Permission): Promise<void> {
  await trail()
    .record(audit, 'access.denied', { route, permission })
    .catch((error) => log().error({ event: 'audit', action: 'access.denied', error: describeError(error) }));
}

interface Answered {
  name: string;
  requestId: string;
  accountId: string | undefined;
  customer: string | undefined;
  status: number;
  ms: number;
}

/**
 * The customer in a path, for the log. Only a text with the shape of a uuid, because people paste phone numbers into
 * paths.
 */
function customerIn(params: unknown): string | undefined {
  if (typeof params !== 'object' || params === null || !('uuid' in params)) return undefined;
  return typeof params.uuid === 'string' && UUID.test(params.uuid) ? params.uuid : undefined;
}

function logAnswer(line: Answered, failure: unknown): void {
  countAnswer(line.name, line.status, line.ms);
  const entry = { ...line, ms: Math.round(line.ms * 10) / 10 };
  const code = failure === undefined ? undefined : toDeskError(failure).code;
  if (code === undefined) log().info(entry);
  // A refused request is no fault of the desk. For a fault, the log names the error's place.
  else if (HTTP_STATUS[code] < 500) log().info({ ...entry, code });
  else log().error({ ...entry, code, error: describeError(failure) });
}

function sealed(response: Response, requestId: string): Response {
  response.headers.set('cache-control', 'no-store');
  response.headers.set('x-request-id', requestId);
  return response;
}
