import { decode, encode } from 'next-auth/jwt';
import { disableAccount } from '@/lib/server/auth/account-changes';
import { type Desk, signOut, stack } from './desk';
import { changeSessions, inAccounts, newPerson } from './staff';

/** Ways in which a cookie of an administrator's is worth nothing; each of them has worked a moment ago. */
export const DEAD_COOKIES = [
  'signed out',
  'a disabled account',
  'an idle session',
  'a session past its day',
  'a cookie replayed after sign-out',
  'an ended session',
  'a cookie that was touched',
  'a cookie made with another secret',
] as const;
export type DeadCookie = (typeof DEAD_COOKIES)[number];

/** One cookie of each kind. */
export async function makeDeadCookies(): Promise<Record<DeadCookie, string>> {
  const entries: [DeadCookie, string][] = [];
  for (const kind of DEAD_COOKIES) {
    const { account, signIn } = await newPerson('admin');
    const desk = await signIn();
    const { status } = await desk.get('/api/customers?perPage=10');
    if (status !== 200) throw new Error(`a cookie that never worked proves nothing: ${status}`);
    entries.push([kind, await KILL[kind]({ id: account.id, desk })]);
  }
  return Object.fromEntries(entries) as Record<DeadCookie, string>;
}

const KILL: Record<DeadCookie, (person: { id: string; desk: Desk }) => Promise<string>> = {
  'signed out': async () => '',
  'a disabled account': async ({ id, desk }) => {
    await inAccounts((scope) => disableAccount(scope, id));
    // The account alone must do: not that its sessions were ended with it.
    await changeSessions(id, 'ended_at = NULL');
    return desk.cookie;
  },
  'an idle session': async ({ id, desk }) => {
    await changeSessions(id, "last_seen_at = now() - interval '31 minutes'");
    return desk.cookie;
  },
  'a session past its day': async ({ id, desk }) => {
    await changeSessions(id, "created_at = now() - interval '12 hours 1 minute'");
    return desk.cookie;
  },
  'a cookie replayed after sign-out': async ({ desk }) => {
    await signOut(desk);
    return desk.cookie;
  },
  'an ended session': async ({ id, desk }) => {
    await changeSessions(id, 'ended_at = now()');
    return desk.cookie;
  },
  'a cookie that was touched': async ({ desk }) =>
    desk.cookie.replace(TOKEN, (whole) => whole.slice(0, -60) + (whole.at(-60) === 'A' ? 'B' : 'A') + whole.slice(-59)),
  'a cookie made with another secret': async ({ desk }) => {
    const [token = ''] = TOKEN.exec(desk.cookie) ?? [];
    const said = await decode({ token, secret: stack.applicationEnv.NEXTAUTH_SECRET ?? '' });
    if (typeof said?.sid !== 'string') throw new Error('the cookie names no session');
    const forged = await encode({ token: said, secret: 'another secret, of 32 characters or more' });
    return desk.cookie.replace(TOKEN, () => forged);
  },
};

const TOKEN = /(?<=session-token=)[^;]+/;
