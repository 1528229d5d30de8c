import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Viewer } from '../../contracts/viewer';
import { assertPasskeys, counterWentBack, demandsPasskey, passkeySite, passkeysOffered } from './passkey-rules';
import { waysToProve } from './step-up';

const settings = vi.hoisted(() => ({
  LOCAL_ACCOUNTS: 'on',
  REQUIRE_PASSKEY: ['admin'],
  NEXTAUTH_URL: new URL('https://desk.example.com'),
}));
vi.mock('../env', () => ({ env: () => settings }));

beforeEach(() => Object.assign(settings, { LOCAL_ACCOUNTS: 'on', NEXTAUTH_URL: new URL('https://desk.example.com') }));

describe('the site of an address', () => {
  it.each([
    ['https://desk.example.com', { origin: 'https://desk.example.com', rpId: 'desk.example.com' }],
    ['https://desk.example.com:8443', { origin: 'https://desk.example.com:8443', rpId: 'desk.example.com' }],
    ['http://localhost:3000', { origin: 'http://localhost:3000', rpId: 'localhost' }],
    ['http://127.0.0.1:3000', { origin: 'http://localhost:3000', rpId: 'localhost' }],
    ['http://[::1]:3000', { origin: 'http://localhost:3000', rpId: 'localhost' }],
    ['https://192.0.2.7', null],
    ['https://[2001:db8::1]', null],
  ])('%s', (address, site) => {
    expect(passkeySite(new URL(address))).toEqual(site);
  });
});

describe('passkeys are offered', () => {
  it('where there are local accounts and a name', () => {
    expect(passkeysOffered()).toBe(true);
    expect(assertPasskeys().rpId).toBe('desk.example.com');
  });

  it('neither without local accounts nor on a number', () => {
    settings.NEXTAUTH_URL = new URL('https://192.0.2.7');
    expect(passkeysOffered()).toBe(false);
    expect(assertPasskeys).toThrow('number');
    Object.assign(settings, { LOCAL_ACCOUNTS: 'off', NEXTAUTH_URL: new URL('https://desk.example.com') });
    expect(passkeysOffered()).toBe(false);
    expect(assertPasskeys).toThrow('no passwords');
  });
});

it.each([
  [0, 0, false],
  [0, 1, false],
  [1, 2, false],
  [2, 2, true],
  [2, 1, true],
  [2, 0, true],
])('a counter from %i to %i: went back is %s', (stored, shown, back) => {
  expect(counterWentBack(stored, shown)).toBe(back);
});

describe('the ways to prove who one is', () => {
  const person = (change: Partial<Viewer>): Viewer => ({
    ...{ accountId: 'a', sessionId: 's', email: 'mina@desk.example', name: 'Mina', role: 'support' },
    ...{ method: 'password', enrolled: false, provedRecently: false },
    ...{ hasPasskey: false, needsPasskey: false, mustEnrol: false },
    ...change,
  });

  it.each([
    ['a password alone', {}, { method: 'password', code: false, passkey: false }],
    ['with a phone', { enrolled: true }, { method: 'password', code: true, passkey: false }],
    ['with a passkey', { hasPasskey: true }, { method: 'passkey', code: false, passkey: true }],
    ['signed in by it', { method: 'passkey', hasPasskey: true }, { method: 'passkey', code: false, passkey: true }],
    ['with both', { enrolled: true, hasPasskey: true }, { method: 'password', code: true, passkey: true }],
    [
      'with both, in a role that needs a passkey',
      { role: 'admin', enrolled: true, hasPasskey: true },
      { method: 'passkey', code: false, passkey: true },
    ],
    [
      'with a phone, in such a role',
      { role: 'admin', enrolled: true },
      { method: 'password', code: true, passkey: false },
    ],
    ['of the provider', { method: 'sso', hasPasskey: true }, { method: 'sso', code: false, passkey: false }],
  ] as const)('%s', (_, change, ways) => {
    expect(waysToProve(person(change))).toEqual(ways);
  });

  it('a role is asked for a passkey where REQUIRE_PASSKEY names it', () => {
    expect([demandsPasskey('admin'), demandsPasskey('support')]).toEqual([true, false]);
  });
});
