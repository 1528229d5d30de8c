import { verify } from '@node-rs/argon2';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keyRing } from '../../audit/keys';
import { type Credentials, findCredentials } from '../../auth/accounts';
import { browserOf, rememberBrowser } from '../../auth/known-browser';
import { hashPassword } from '../../auth/passwords';
import { signIn } from './sign-in';

/**
 * Over HTTP `auth.test.ts` shows what signing in does. What it costs can't be seen there without a stopwatch, and the
 * cost is what would tell a stranger which e-mails have accounts. So this test counts the work before the answer: every
 * statement, and the expensive hash.
 */
const desk = vi.hoisted(() => ({ work: [] as unknown[], isLocked: false }));
vi.mock('@node-rs/argon2', async (original) => {
  const argon2 = await original<typeof import('@node-rs/argon2')>();
  return { ...argon2, verify: vi.fn(argon2.verify) };
});
vi.mock('../../db/client', () => ({ db: () => ({}) }));
vi.mock('../../auth/accounts', () => ({ findCredentials: vi.fn() }));
vi.mock('../../audit/instance', () => ({
  trail: () => ({ keys: KEYS, record: async (_: unknown, action: string) => desk.work.push(action) }),
}));
vi.mock('../../auth/sessions', () => ({}));
vi.mock('../../auth/cookie', () => ({ isSecure: () => true }));
vi.mock('../../auth/lockout', () => ({
  admitAttempt: async (_: unknown, { browser }: { browser: string | null }) => {
    desk.work.push(browser === null ? 'counted as a stranger' : 'counted by browser');
    return desk.isLocked ? null : { locks: false, counted: [] };
  },
  forgetFailures: async () => desk.work.push('forgot'),
  takeBack: async () => desk.work.push('took back'),
}));
vi.mock('./start-session', () => ({ startSession: async () => 'session' }));

const KEYS = keyRing('the audit key of a test, of 32 bytes or more');
const PASSWORD = 'a pass phrase of some length';
const EMAIL = 'jo@desk.example';
const account = async (disabledAt: Date | null = null): Promise<Credentials> => ({
  id: 'account',
  email: EMAIL,
  name: 'Jo',
  role: 'support',
  disabledAt,
  createdAt: new Date(),
  kind: 'local',
  totpSecret: null,
  passkeys: 0,
  passwordHash: await hashPassword(PASSWORD),
});
const attempt = (password: string, browser?: string) =>
  signIn({ email: EMAIL, password, code: '', address: null, userAgent: null, browser, replaces: null });
const strengths = () => vi.mocked(verify).mock.calls.map(([hash]) => String(hash).split('$').slice(1, 4).join(' '));

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  vi.mocked(verify).mockClear();
  Object.assign(desk, { work: [], isLocked: false });
});
afterEach(() => vi.useRealTimers());

it.each([
  ['the right pair', async () => account(), PASSWORD, { id: 'account', sessionId: 'session' }],
  ['a wrong password', async () => account(), 'another pass phrase', null],
  ['a disabled account', async () => account(new Date()), PASSWORD, null],
  ['an unknown e-mail', async () => undefined, PASSWORD, null],
])('costs one argon2 of the same strength for %s', async (_, found, password, expected) => {
  vi.mocked(findCredentials).mockResolvedValue(await found());
  const signedIn = await attempt(password);
  if (expected === null) expect(signedIn).toBeNull();
  else expect(signedIn).toMatchObject(expected);
  expect(strengths()).toEqual(['argon2id v=19 m=19456,t=2,p=1']);
});

describe('a refusal', () => {
  it.each([
    ['a wrong password', async () => account()],
    ['a disabled account', async () => account(new Date())],
    ['an unknown e-mail', async () => undefined],
  ])('of %s is answered after one count, and recorded after the answer', async (_, found) => {
    vi.mocked(findCredentials).mockResolvedValue(await found());
    expect(await attempt('another pass phrase')).toBeNull();
    expect(desk.work).toEqual(['counted as a stranger']);
    await vi.runAllTimersAsync();
    expect(desk.work).toEqual(['counted as a stranger', 'session.refused']);
  });

  it('for load counts nowhere, and is not recorded', async () => {
    vi.mocked(findCredentials).mockResolvedValue(await account());
    const all = await Promise.allSettled(Array.from({ length: 24 }, () => attempt('another pass phrase')));
    const busy = all.filter(({ status }) => status === 'rejected');
    expect(busy).toEqual(Array(2).fill({ status: 'rejected', reason: new Error('Unavailable') }));
    expect(desk.work.filter((step) => step === 'took back')).toHaveLength(2);
    await vi.runAllTimersAsync();
    expect(desk.work.filter((step) => step === 'session.refused')).toHaveLength(22);
  });

  it('for a lock costs no argon2', async () => {
    desk.isLocked = true;
    await expect(attempt(PASSWORD)).rejects.toThrow('Locked');
    expect(strengths()).toEqual([]);
  });
});

it('a browser is known after a success, and then counts by itself', async () => {
  vi.mocked(findCredentials).mockResolvedValue(await account());
  const { browser } = (await attempt(PASSWORD)) ?? {};
  expect(browserOf(KEYS, browser, EMAIL, new Date())).not.toBeNull();
  await attempt(PASSWORD, browser);
  await attempt(PASSWORD, rememberBrowser(KEYS, undefined, 'mina@desk.example', new Date()));
  expect(desk.work.filter((step) => step !== 'forgot')).toEqual([
    'counted as a stranger',
    'counted by browser',
    'counted as a stranger',
  ]);
});
