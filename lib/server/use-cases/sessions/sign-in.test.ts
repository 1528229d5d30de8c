import { verify } from '@node-rs/argon2';
import { beforeEach, expect, it, vi } from 'vitest';
import { type Credentials, findCredentials } from '../../auth/accounts';
import { hashPassword } from '../../auth/passwords';
import { signIn } from './sign-in';

/**
 * Over HTTP `auth.test.ts` shows what signing in does. What it costs can't be seen there without a stopwatch, and the
 * cost is what would tell a stranger which e-mails have accounts: so here the expensive part is counted.
 */
vi.mock('@node-rs/argon2', async (original) => {
  const argon2 = await original<typeof import('@node-rs/argon2')>();
  return { ...argon2, verify: vi.fn(argon2.verify) };
});
vi.mock('../../db/client', () => ({ db: () => ({}) }));
vi.mock('../../auth/accounts', () => ({ findCredentials: vi.fn() }));
vi.mock('../../audit/instance', () => ({ trail: () => ({}) }));
vi.mock('./refusals', () => ({ noteRefusal: async () => {} }));
vi.mock('../../auth/sessions', () => ({ pruneSessions: async () => {} }));
vi.mock('../../auth/lockout', () => ({
  admitAttempt: async () => ({ locks: false }),
  forgetFailures: async () => {},
}));
vi.mock('./start-session', () => ({ startSession: async () => 'session' }));

const PASSWORD = 'a pass phrase of some length';
const account = async (disabledAt: Date | null = null): Promise<Credentials> => ({
  id: 'account',
  email: 'jo@desk.example',
  name: 'Jo',
  role: 'support',
  disabledAt,
  createdAt: new Date(),
  kind: 'local',
  totpSecret: null,
  passwordHash: await hashPassword(PASSWORD),
});
const attempt = (password: string) =>
  signIn({ email: 'jo@desk.example', password, code: '', address: '', client: null, userAgent: null });

beforeEach(() => {
  vi.mocked(verify).mockClear();
});

it.each([
  ['the right pair', async () => account(), PASSWORD, { id: 'account', sessionId: 'session' }],
  ['a wrong password', async () => account(), 'another pass phrase', null],
  ['a disabled account', async () => account(new Date()), PASSWORD, null],
  ['an unknown e-mail', async () => undefined, PASSWORD, null],
])('costs one argon2 of the same strength for %s', async (_, found, password, expected) => {
  vi.mocked(findCredentials).mockResolvedValue(await found());
  expect(await attempt(password)).toEqual(expected);
  const strengths = vi.mocked(verify).mock.calls.map(([hash]) => String(hash).split('$').slice(1, 4).join(' '));
  expect(strengths).toEqual(['argon2id v=19 m=19456,t=2,p=1']);
});
