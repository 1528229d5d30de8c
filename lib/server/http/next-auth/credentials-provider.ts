import 'server-only';
import CredentialsProvider from 'next-auth/providers/credentials';
import { signIn } from '../../use-cases/sessions/sign-in';
import { clientAddress } from '../client-address';

/** next-auth's provider for sign-in with a password of the desk. `sign-in.ts` decides. */
export function passwordProvider() {
  return CredentialsProvider({
    id: 'credentials',
    name: 'Password',
    credentials: { email: { type: 'email' }, password: { type: 'password' }, code: { type: 'text' } },
    authorize: (credentials, request) =>
      signIn({
        email: credentials?.email ?? '',
        password: credentials?.password ?? '',
        code: credentials?.code ?? '',
        address: lastForwarded(request.headers?.['x-forwarded-for']),
        client: clientAddress(textOf(request.headers?.['x-forwarded-for'])),
        userAgent: textOf(request.headers?.['user-agent']),
      }),
  });
}

/** The entry that the nearest proxy appended. Without a proxy Next fills the header from the socket. */
function lastForwarded(header: unknown): string {
  return typeof header === 'string' ? (header.split(',').at(-1)?.trim() ?? '') : '';
}

function textOf(header: unknown): string | null {
  return typeof header === 'string' ? header : null;
}
