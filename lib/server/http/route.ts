import 'server-only';
import { can, type Permission } from '../../access';
import type { Viewer } from '../../contracts/viewer';
import { BUDGET_HEADER, MENTIONS_HEADER, TROUBLE_HEADER } from '../../note-headers';
import { ACCOUNT_HEADER } from '../../other-person';
import { type AuditContext, trail } from '../audit/public';
import { requireRecentProof } from '../auth/public';
import { DeskError, PermissionMissing } from '../desk-error';
import { env } from '../env';
import { describeError, log } from '../log';
import { budgetNoteOf } from '../use-cases/spending';
import { refusedAt } from '../use-cases/system/trouble';
import { answered } from './answered';
import { clientAddress } from './client-address';
import { assertSameSite } from './cross-site';
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
 * runs the handler, as `answered` does: one id, one line in the log, errors in the envelope. The line has the route's
 * pattern instead of its path, no query, and of a customer the uuid alone. A refusal for want of a permission, here, in the
 * handler or while its answer is under way, leaves its event in the trail.
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
    let isSignedIn = false;
    const response = await answered(request, name, async (told) => {
      assertSameSite(request, env().NEXTAUTH_URL);
      const viewer = await currentViewer();
      if (viewer === null) throw new DeskError('unauthenticated');
      isSignedIn = true;
      const { requestId } = told;
      const params = await context.params;
      Object.assign(told, { accountId: viewer.accountId, customer: customerIn(params) });
      assertOwnPage(request, viewer);
      const audit = auditContext(viewer, requestId, clientAddress(request));
      if (viewer.mustEnrol && !options.whileEnrolling) throw new DeskError('second_factor_required');
      if (permission !== null && !can(viewer, permission)) {
        await noteDenial(audit, name, permission);
        throw new DeskError('forbidden');
      }
      if (options.recentProof) requireRecentProof(viewer);
      if (!options.takesQuery) assertNoQuery(request);
      const noted = notedOnce(audit, name);
      // Also noted here: an answer in parts asks after the handler has answered.
      const stillMay = () => assertStillMay(viewer.sessionId, permission).catch(noted);
      const handled = handler({ request, viewer, params, requestId, audit, stillMay }).catch(noted);
      const answer = withNote(await handled, audit);
      // The session's check has read the number, so that no page has to ask for it.
      answer.headers.set(MENTIONS_HEADER, String(viewer.mentions ?? 0));
      return answer;
    });
    const refused = isSignedIn ? refusedAt() : null;
    // Failed answers tell of it as well.
    if (refused !== null) response.headers.set(TROUBLE_HEADER, refused);
    return response;
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
  return async (request) =>
    await answered(request, name, async ({ requestId }) => {
      assertSameSite(request, env().NEXTAUTH_URL);
      assertNoQuery(request);
      const address = clientAddress(request);
      const actor = { id: null, email: null, role: null };
      return await handler({ request, audit: { actor, sessionId: null, requestId, address } });
    });
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
  if (permission !== null && !can(viewer, permission)) throw new PermissionMissing(permission);
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

/** The part of a request that the trail keeps with each event. */
export function auditContext(viewer: Viewer, requestId: string, address: string | null): AuditContext {
  const { accountId: id, email, role, sessionId } = viewer;
  return { actor: { id, email, role }, sessionId, requestId, address };
}

/** Records a refusal for want of a permission, once for a request, and throws what it was given. */
export function notedOnce(audit: AuditContext, route: string): (error: unknown) => Promise<never> {
  let isNoted = false;
  return async (error) => {
    if (error instanceof PermissionMissing && !isNoted) {
      isNoted = true;
      await noteDenial(audit, route, error.permission);
    }
    throw error;
  };
}

/** Records a refusal. The refusal stands even when that fails. */
async function noteDenial(audit: AuditContext, route: string, permission: Permission): Promise<void> {
  await trail()
    .record(audit, 'access.denied', { route, permission })
    .catch((error) => log().error({ event: 'audit', action: 'access.denied', error: describeError(error) }));
}

/**
 * The customer in a path, for the log. Only a text with the shape of a uuid, because people paste phone numbers into
 * paths.
 */
function customerIn(params: unknown): string | undefined {
  if (typeof params !== 'object' || params === null || !('uuid' in params)) return undefined;
  return typeof params.uuid === 'string' && UUID.test(params.uuid) ? params.uuid : undefined;
}
