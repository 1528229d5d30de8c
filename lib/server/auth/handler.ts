import 'server-only';
import NextAuth from 'next-auth';
import { assertSameSite } from '../cross-site';
import { env } from '../env';
import { errorResponse, toDeskError } from '../errors';
import { authOptions } from './options';

type Context = { params: Promise<{ nextauth: string[] }> };

/** next-auth's own routes (csrf, sign-in, sign-out), behind the same origin check as ours and never cached. */
export async function authenticate(request: Request, context: Context): Promise<Response> {
  let response: Response;
  try {
    assertSameSite(request, env().NEXTAUTH_URL);
    response = await NextAuth(request as never, context as never, authOptions());
  } catch (error) {
    response = errorResponse(toDeskError(error), crypto.randomUUID());
  }
  response.headers.set('cache-control', 'no-store');
  return response;
}
