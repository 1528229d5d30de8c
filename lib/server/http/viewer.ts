import 'server-only';
import { cookies, headers } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import { decode } from 'next-auth/jwt';
import { cache } from 'react';
import { can, type Permission } from '../../access';
import type { Viewer } from '../../contracts/viewer';
import { routes } from '../../routes';
import { findViewer, PATH_HEADER, sessionCookieName } from '../auth/public';
import { db } from '../db/public';
import { DeskError } from '../desk-error';
import { env } from '../env';
import { describeError, log } from '../log';

/**
 * The signed-in person of the current request, or `null`. The cookie names the session, and the session's row decides.
 * A layout and its page share one check, which belongs to their request alone.
 * @throws DeskError `database_unavailable` when the row cannot be read, because a cookie alone is no proof of a session
 */
export const currentViewer = cache(readViewer);

async function readViewer(): Promise<Viewer | null> {
  const sessionId = await currentSessionId();
  return sessionId === null ? null : await viewerOf(sessionId);
}

/**
 * The person of a session, as its row says now; `null` when it no longer counts.
 * @throws DeskError `database_unavailable`
 */
export async function viewerOf(sessionId: string): Promise<Viewer | null> {
  try {
    return await findViewer(db(), sessionId);
  } catch (error) {
    log().error({ event: 'session', ...describeError(error) });
    throw new DeskError('database_unavailable');
  }
}

/** The session that the cookie names, whether or not it still counts. */
export async function currentSessionId(): Promise<string | null> {
  const cookie = (await cookies()).get(sessionCookieName())?.value;
  if (cookie === undefined) return null;
  const token = await decode({ token: cookie, secret: env().NEXTAUTH_SECRET }).catch(() => null);
  return typeof token?.sid === 'string' ? token.sid : null;
}

/**
 * The signed-in person, for pages. Redirects a signed-out request to the sign-in page (and back afterwards), and a person
 * without their required second factor to its page. Without the permission the page does not exist for this person: 404.
 *
 * A page with a `loading.tsx` must also be guarded by a `layout.tsx` of its own segment. Next sends the skeleton, and the
 * status 200 with it, before the page's own check has run; a layout runs before that.
 */
export async function requireViewer(permission?: Permission): Promise<Viewer> {
  const viewer = await currentViewer();
  if (viewer === null) redirect(routes.signIn((await headers()).get(PATH_HEADER) ?? undefined));
  if (viewer.mustEnrol) redirect(routes.secondFactor());
  if (permission !== undefined && !can(viewer, permission)) notFound();
  return viewer;
}
