import { describe, expect, it, vi } from 'vitest';
import { keyRing } from '../audit/keys';
import { browserOf, knownBrowserCookieName, lastOfBrowser, rememberBrowser } from './known-browser';
import { seal } from './seal';

const desk = vi.hoisted(() => ({ isSecure: true }));
vi.mock('./cookie', () => ({ isSecure: () => desk.isSecure }));

const KEYS = keyRing('the audit key of a test, of 32 bytes or more');
const OTHER = keyRing('another audit key of a test, of 32 bytes or more');
const NEWER = keyRing('the audit key of next year, of 32 bytes or more', [
  'the audit key of a test, of 32 bytes or more',
]);
const NOW = new Date('2026-11-27T08:00:00Z');
const days = (count: number) => new Date(NOW.getTime() + count * 86_400_000);
const JO = 'jo@desk.example';
const MINA = 'mina@desk.example';

it('is tied to the host, where the desk is reached by https', () => {
  expect(knownBrowserCookieName()).toBe('__Host-desk-browser');
  desk.isSecure = false;
  expect(knownBrowserCookieName()).toBe('desk-browser');
});

it('has an id for the person who signed in last, and none for strangers', () => {
  const cookie = rememberBrowser(KEYS, rememberBrowser(KEYS, undefined, MINA, NOW), JO, NOW);
  expect(lastOfBrowser(KEYS, cookie, NOW)).toBe(browserOf(KEYS, cookie, JO, NOW));
  expect(lastOfBrowser(KEYS, cookie, days(91))).toBeNull();
  expect([undefined, '', 'made up'].map((value) => lastOfBrowser(KEYS, value, NOW))).toEqual([null, null, null]);
});

describe('a browser', () => {
  it('is known to the person who signed in there, however they write their e-mail, and to nobody else', () => {
    const cookie = rememberBrowser(KEYS, undefined, JO, NOW);
    expect(browserOf(KEYS, cookie, ` ${JO.toUpperCase()}`, NOW)).toMatch(/^[\w-]{16}$/);
    expect(browserOf(KEYS, cookie, MINA, NOW)).toBeNull();
    expect(browserOf(KEYS, undefined, JO, NOW)).toBeNull();
  });

  it('shows neither who used it nor when', () => {
    const cookie = rememberBrowser(KEYS, undefined, JO, NOW);
    // Of the bytes, because two letters are in one of twenty texts of base64.
    const bytes = Buffer.from(cookie.split('.').at(-1) ?? '', 'base64url').toString('latin1');
    expect(bytes).not.toMatch(/jo@|"who"|desk\.example/);
  });

  it('gets another id at each sign-in, so that an older copy has a count of its own', () => {
    const first = rememberBrowser(KEYS, undefined, JO, NOW);
    const second = rememberBrowser(KEYS, first, JO, NOW);
    expect(browserOf(KEYS, second, JO, NOW)).not.toBe(browserOf(KEYS, first, JO, NOW));
    const shared = rememberBrowser(KEYS, second, MINA, NOW);
    expect(browserOf(KEYS, shared, JO, NOW)).toBe(browserOf(KEYS, second, JO, NOW));
  });

  it('is known for ninety days after the last sign-in, to each person alone', () => {
    const first = rememberBrowser(KEYS, undefined, JO, NOW);
    const later = rememberBrowser(KEYS, first, MINA, days(60));
    expect(browserOf(KEYS, later, JO, days(89.9))).not.toBeNull();
    expect(browserOf(KEYS, later, JO, days(90))).toBeNull();
    expect(browserOf(KEYS, later, MINA, days(90))).not.toBeNull();
    expect(browserOf(KEYS, rememberBrowser(KEYS, first, JO, days(80)), JO, days(120))).not.toBeNull();
  });

  it('remembers eight people, the last ones, in a cookie that servers take', () => {
    const cookie = Array.from({ length: 9 }, (_, index) => `person-${index}@desk.example`).reduce<string | undefined>(
      (before, email) => rememberBrowser(KEYS, before, email, NOW),
      undefined,
    );
    const known = (index: number) => browserOf(KEYS, cookie, `person-${index}@desk.example`, NOW) !== null;
    expect([known(0), known(1), known(8)]).toEqual([false, true, true]);
    expect(cookie?.length).toBeLessThan(1_300);
  });

  it('stays known when the key of the desk changes', () => {
    expect(browserOf(NEWER, rememberBrowser(KEYS, undefined, JO, NOW), JO, NOW)).not.toBeNull();
  });
});

describe('a cookie counts as none', () => {
  const right = rememberBrowser(KEYS, undefined, JO, NOW);
  const sealed = (content: unknown, purpose = 'known-browser') => seal(KEYS, JSON.stringify(content), purpose);
  const mine = { who: 'x', id: 'y', at: NOW.getTime() };
  it.each([
    ['made up', 'v1.made.up'],
    ['empty', ''],
    ['changed', `${right.slice(0, -4)}AAAA`],
    ['of another desk', rememberBrowser(OTHER, undefined, JO, NOW)],
    ['sealed for something else', sealed([mine], 'totp:account')],
    ['of another shape', sealed({ mine })],
    ['longer than any of ours', `${right}${'A'.repeat(2_048)}`],
  ])('when it is %s', (_, cookie) => {
    expect(browserOf(KEYS, cookie, JO, NOW)).toBeNull();
    // A new one begins, with its owner alone.
    expect(browserOf(KEYS, rememberBrowser(KEYS, cookie, MINA, NOW), MINA, NOW)).not.toBeNull();
  });
});
