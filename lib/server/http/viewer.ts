import 'server-only';
import { createHash } from 'node:crypto';
import { cookies, headers } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import { decode } from 'next-auth/jwt';
import { cache } from 'react';
import { can, type Permission } from '../../access';
import type { Viewer } from '../../contracts/viewer';
import { routes } from '../../routes';
import { findViewer, PATH_HEADER, type SessionName, sessionCookieName } from '../auth/public';
import { db } from '../db/public';
import { DeskError } from '../desk-error';
import { env } from '../env';
import { describeError, log } from '../log';
import { singleton } from '../singleton';
import { sessionOf } from './session-cookie';

/**
 * The signed-in person of the current request, or `null`. The cookie names the session, and the session's row decides.
 * A layout and its page share one check, which belongs to their request alone.
 * @throws DeskError `database_unavailable` when the row cannot be read, because a cookie alone is no proof of a session
 */
export const currentViewer = cache(readViewer);

async function readViewer(): Promise<Viewer | null> {
  const session = await currentSession();
  return session === null ? null : await viewerOf(session.id, session.generation);
}

/**
 * The person of a session, as its row says now; `null` when it no longer counts.
 *
 * @param generation that of a cookie; left out for work that began under the session and goes on, whose cookie may have
 *   been replaced meanwhile
 * @throws DeskError `database_unavailable`
 */
export async function viewerOf(sessionId: string, generation?: number): Promise<Viewer | null> {
  try {
    return await findViewer(db(), sessionId, generation);
  } catch (error) {
    log().error({ event: 'session', ...describeError(error) });
    throw new DeskError('database_unavailable');
  }
}

/** The session that the cookie names, whether or not it still counts. */
export async function currentSession(): Promise<SessionName | null> {
  const cookie = (await cookies()).get(sessionCookieName())?.value;
  if (cookie === undefined) return null;
  const read = singleton('cookies-read', () => new Map<string, { session: SessionName; until: number }>());
  // Opening a cookie's envelope costs as much as the rest of the check. The session's row is asked all the same.
  const print = createHash('sha256').update(cookie).digest('base64');
  const known = read.get(print);
  if (known !== undefined && known.until > Date.now()) return known.session;
  const token = await decode({ token: cookie, secret: env().NEXTAUTH_SECRET }).catch(() => null);
  const session = sessionOf(token);
  if (session === null) return null;
  // All at once, and rarely: people are fewer.
  if (read.size >= MOST_COOKIES) read.clear();
  const expires = typeof token?.exp === 'number' ? token.exp * 1_000 : 0;
  read.set(print, { session, until: Math.min(expires, Date.now() + COOKIE_READ_FOR) });
  return session;
}

/** How long the session id of a cookie is remembered, ms. */
const COOKIE_READ_FOR = 60_000;
const MOST_COOKIES = 5_000;

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
