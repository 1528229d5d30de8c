import 'server-only';
import { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { readText } from '../body';
import { assertSameSite } from '../cross-site';
import { db } from '../db/client';
import { env } from '../env';
import { errorResponse, toDeskError } from '../errors';
import { describeError, log } from '../log';
import { authOptions } from './options';
import { endSession } from './sessions';
import { currentSessionId } from './viewer';

type Context = { params: Promise<{ nextauth: string[] }> };

/** An e-mail, a password and a token. */
const MAX_BODY_BYTES = 8_192;

/** next-auth's own routes (csrf, sign-in, sign-out), behind the same origin check as ours, bounded and never cached. */
export async function authenticate(request: NextRequest, context: Context): Promise<Response> {
  let response: Response;
  try {
    assertSameSite(request, env().NEXTAUTH_URL);
    const bounded = request.method === 'GET' ? request : await withBoundedBody(request);
    const { nextauth } = await context.params;
    // Here rather than in next-auth's event, whose failure it would swallow: nobody may believe to be signed out while
    // their session still counts.
    if (request.method === 'POST' && nextauth[0] === 'signout') await endCurrentSession();
    response = await NextAuth(bounded, { params: Promise.resolve({ nextauth }) }, authOptions());
  } catch (error) {
    const failure = toDeskError(error);
    log().error({ event: 'auth', code: failure.code, error: describeError(error) });
    response = errorResponse(failure, crypto.randomUUID());
  }
  response.headers.set('cache-control', 'no-store');
  return response;
}

/** next-auth reads a body to its end, however long it is. */
async function withBoundedBody(request: NextRequest): Promise<NextRequest> {
  const body = await readText(request, MAX_BODY_BYTES);
  const headers = new Headers(request.headers);
  headers.delete('content-length');
  return new NextRequest(request.url, { method: request.method, headers, body });
}

async function endCurrentSession(): Promise<void> {
  const sessionId = await currentSessionId();
  if (sessionId !== null) await endSession(db(), sessionId);
}
