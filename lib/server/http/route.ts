import 'server-only';
import { can, type Permission } from '../../access';
import type { Viewer } from '../../contracts/viewer';
import { type AuditContext, trail } from '../audit/public';
import { requireRecentProof } from '../auth/public';
import { DeskError } from '../desk-error';
import { env } from '../env';
import { describeError, log } from '../log';
import { toDeskError } from '../to-desk-error';
import { clientAddress } from './client-address';
import { assertSameSite } from './cross-site';
import { errorResponse, HTTP_STATUS } from './errors';
import { currentViewer } from './viewer';

export interface RouteCall<Params> {
  request: Request;
  viewer: Viewer;
  params: Params;
  requestId: string;
  /** Who asks and how, for the audit trail. */
  audit: AuditContext;
}

const CLIENT_LEFT = 499;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

type NextHandler<Params> = (request: Request, context: { params: Promise<Params> }) => Promise<Response>;

export interface AccessOptions {
  /** Asks for a proof of who it is when the last one is more than ten minutes old (`auth/step-up.ts`). */
  recentProof?: boolean;
  /** Also for somebody who has yet to set up the second factor that their role needs. */
  whileEnrolling?: boolean;
}

/**
 * The one way into a handler: origin, session, second factor, permission, fresh proof, then the handler; whatever it throws becomes the error
 * envelope. Every answer is `no-store` and carries `x-request-id`; one log line each, with the route's pattern instead
 * of its path and never a query, naming the customer by uuid alone.
 *
 * @param name the route as it is logged, for example `GET /api/customers`
 * @param permission `null` for what everybody who is signed in may do, since it is their own
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
      const audit = auditContext(viewer, requestId, request.headers.get('x-forwarded-for'));
      if (viewer.mustEnrol && !options.whileEnrolling) throw new DeskError('second_factor_required');
      if (permission !== null && !can(viewer, permission)) {
        await noteDenial(audit, name, permission);
        throw new DeskError('forbidden');
      }
      if (options.recentProof) requireRecentProof(viewer);
      response = await handler({ request, viewer, params, requestId, audit });
    } catch (error) {
      failure = error;
      response = errorResponse(toDeskError(error), requestId);
    }
    const about = { name, requestId, accountId, customer: accountId === undefined ? undefined : customerIn(params) };
    return finished(request, response, failure, { ...about, ms: performance.now() - started });
  };
}

/**
 * The same for the few routes that nobody is signed in for: origin, then the handler.
 * @param handler gets the context of a stranger
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
      const address = clientAddress(request.headers.get('x-forwarded-for'));
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

/** Logs the answer and seals it. */
function finished(request: Request, response: Response, failure: unknown, line: Omit<Answered, 'status'>): Response {
  // Somebody who left before the answer (turned the page, typed on) is no failure of anything: nginx's 499.
  const left = failure !== undefined && request.signal.aborted && failure === request.signal.reason;
  logAnswer({ ...line, status: left ? CLIENT_LEFT : response.status }, left ? undefined : failure);
  return sealed(response, line.requestId);
}

/** What the trail keeps of a request, beside what was done. */
function auditContext(viewer: Viewer, requestId: string, forwardedFor: string | null): AuditContext {
  const { accountId: id, email, role, sessionId } = viewer;
  return { actor: { id, email, role }, sessionId, requestId, address: clientAddress(forwardedFor) };
}

/** A refusal stands whether or not it could be recorded. */
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

/** Whose record it was about, by the vendor's key. Only what has its shape: people paste numbers into paths. */
function customerIn(params: unknown): string | undefined {
  if (typeof params !== 'object' || params === null || !('uuid' in params)) return undefined;
  return typeof params.uuid === 'string' && UUID.test(params.uuid) ? params.uuid : undefined;
}

function logAnswer(line: Answered, failure: unknown): void {
  const entry = { ...line, ms: Math.round(line.ms * 10) / 10 };
  const code = failure === undefined ? undefined : toDeskError(failure).code;
  if (code === undefined) log().info(entry);
  // What a person did wrong is news, not a fault; of a fault we want to know where.
  else if (HTTP_STATUS[code] < 500) log().info({ ...entry, code });
  else log().error({ ...entry, code, error: describeError(failure) });
}

function sealed(response: Response, requestId: string): Response {
  response.headers.set('cache-control', 'no-store');
  response.headers.set('x-request-id', requestId);
  if (env().NEXTAUTH_URL.protocol === 'https:') {
    response.headers.set('strict-transport-security', 'max-age=63072000; includeSubDomains');
  }
  return response;
}
