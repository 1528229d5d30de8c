import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Viewer } from '@/lib/contracts/viewer';
import { type OwnDatabases, ownDatabases } from '@/scripts/postgres/own-databases';
import { codeOf } from '../../../e2e/support/totp/one-time-code';
import { keyRing } from '../audit/keys';
import { openTrail, type Trail } from '../audit/trail';
import { openDatabase } from '../db/client';
import type { ChangeScope } from './account-transaction';
import { findCredentials } from './accounts';
import { beginEnrolment, confirmEnrolment } from './enrolment';
import { admitAttempt, admitLink, forgetFailures, forgetFailuresOf, forgetLinkFailures, takeBack } from './lockout';
import { takeCode } from './second-factor';
import { openSession } from './sessions';

/** How often guesses and codes count, and for how long, at a real Postgres, because the rules are in its statements. */

vi.mock('../env', () => ({ env: () => ({ LOCAL_ACCOUNTS: 'on', REQUIRE_TOTP: [] }) }));

const OLD = keyRing('an earlier audit key, of 32 bytes or more');
const NEW = keyRing('the audit key of today, of 32 bytes or more', ['an earlier audit key, of 32 bytes or more']);
const EMAIL = 'jo@desk.example';

let databases: OwnDatabases;
let database: ReturnType<typeof openDatabase>;
let trail: Trail;
beforeAll(async () => {
  databases = await ownDatabases();
  database = openDatabase(databases.url);
  trail = openTrail({ url: databases.url, keys: OLD });
}, 60_000);
afterAll(async () => {
  await trail?.close();
  await database?.close();
}, 60_000);

const admit = (address: string, email = EMAIL) => admitAttempt(database.db, { email, address });
const times = async (count: number, attempt: (index: number) => Promise<unknown>) => {
  for (let index = 0; index < count; index += 1) await attempt(index);
};
const change = (what: string) => databases.asOwner(`UPDATE sign_in_failures SET ${what}`);
/** The seconds of every lock that there is. */
const locks = async () => {
  const rows = await databases.asOwner(
    `SELECT extract(epoch FROM locked_until - last_failure_at)::int AS seconds FROM sign_in_failures
     WHERE locked_until IS NOT NULL ORDER BY 1`,
  );
  return rows.map(({ seconds }) => seconds);
};
afterEach(() => databases.asOwner('DELETE FROM sign_in_failures'));

describe('failed attempts with one e-mail from one address', () => {
  it('lock it with the fifth, for a minute, and the lock tells that it began', async () => {
    await times(4, async () => expect(await admit('one')).toMatchObject({ locks: false }));
    expect(await admit('one')).toMatchObject({ locks: true, pair: { locks: true }, email: { locks: false } });
    expect(await locks()).toEqual([60]);
    expect(await admit('one')).toBeNull();
    // However the e-mail is written; and not another e-mail, nor another address.
    expect(await admit('one', ` ${EMAIL.toUpperCase()}`)).toBeNull();
    expect(await admit('one', 'mina@desk.example')).not.toBeNull();
    expect(await admit('two')).not.toBeNull();
  });

  it.each([
    [5, 120],
    [9, 1_920],
    [10, 3_600],
    [1_000_000, 3_600],
  ])('after %i of them the next one locks it for %i seconds', async (failures, seconds) => {
    await admit('one');
    await change(`failures = ${failures} WHERE address_hash <> ''`);
    await admit('one');
    expect(await locks()).toEqual([seconds]);
  });

  it('are in a row for a day', async () => {
    await times(4, () => admit('one'));
    await change("last_failure_at = now() - interval '23 hours 59 minutes'");
    expect(await admit('one')).toMatchObject({ locks: true });
    await change("locked_until = now(), last_failure_at = now() - interval '24 hours 1 second'");
    expect(await admit('one')).toMatchObject({ locks: false });
  });

  it('are forgotten after a success, with those of strangers that are a day old, and no others', async () => {
    const left = async () => {
      const [row] = await databases.asOwner('SELECT count(*)::int AS rows FROM sign_in_failures');
      return row?.rows;
    };
    await admit('one', 'stranger@desk.example');
    await change("last_failure_at = now() - interval '24 hours 1 second'");
    await admit('one', 'mina@desk.example');
    await admit('one');
    await admit('two');
    expect(await left()).toBe(7);
    // Mina's two rows and the one of the other address stay.
    await forgetFailures(database.db, { email: EMAIL.toUpperCase(), address: 'one' });
    expect(await left()).toBe(3);
    await forgetFailuresOf(database.db, ` ${EMAIL.toUpperCase()}`);
    expect(await left()).toBe(2);
  });
});

describe('failed attempts with one e-mail from many addresses', () => {
  it('lock it everywhere with the twenty-fifth, and never for longer than a minute', async () => {
    await times(24, async (index) => expect(await admit(`address ${index}`)).toMatchObject({ locks: false }));
    expect(await admit('address 24')).toMatchObject({ locks: true, pair: { locks: false }, email: { locks: true } });
    expect(await admit('address 25')).toBeNull();
    await change("locked_until = now() WHERE address_hash = ''");
    expect(await admit('address 26')).toMatchObject({ locks: true });
    expect(await locks()).toEqual([60]);
  });
});

describe('an attempt that is taken back', () => {
  const attempt = { email: EMAIL, address: 'one' };
  const failures = async () => {
    const rows = await databases.asOwner('SELECT failures FROM sign_in_failures ORDER BY address_hash');
    return rows.map((row) => row.failures);
  };

  it('counts no longer, and the lock that it began is gone', async () => {
    await times(4, () => admit('one'));
    const fifth = await admit('one');
    if (fifth === null) throw new Error('the attempt was not admitted');
    await takeBack(database.db, attempt, fifth);
    expect([await locks(), await failures()]).toEqual([[], [4, 4]]);
    expect(await admit('one')).toMatchObject({ locks: true });
  });

  it('leaves the lock that another one began, and never counts below nothing', async () => {
    const first = await admit('one');
    if (first === null) throw new Error('the attempt was not admitted');
    await takeBack(database.db, attempt, first);
    await takeBack(database.db, attempt, first);
    expect(await failures()).toEqual([0, 0]);
    await times(5, () => admit('one'));
    await takeBack(database.db, attempt, first);
    expect(await locks()).toEqual([60]);
    await takeBack(database.db, { ...attempt, address: 'two' }, first);
    expect(await failures()).toEqual([3, 4]);
  });
});

it('wrong links lock their address with the fifth, until a right one came', async () => {
  const link = (address: string) => admitLink(database.db, address);
  await times(5, async () => expect(await link('one')).toBe(true));
  expect([await link('one'), await link('two')]).toEqual([false, true]);
  await forgetLinkFailures(database.db, 'one');
  await times(4, () => link('one'));
  expect([await link('two'), await link('one'), await link('one')]).toEqual([true, true, false]);
});

describe('a second factor', () => {
  let email = '';
  let viewer: Viewer;
  let scope: ChangeScope;
  beforeEach(async () => {
    email = `${randomUUID()}@desk.example`;
    const [row] = await databases.asOwner(
      `INSERT INTO accounts (kind, email, name, role) VALUES ('local', '${email}', 'Jo', 'support') RETURNING id`,
    );
    const accountId = String(row?.id);
    const how = {
      method: 'password',
      secondFactor: false,
      passwordHash: null,
      userAgent: null,
      address: null,
    } as const;
    const sessionId = (await openSession(database.db, { ...how, accountId })) ?? '';
    viewer = {
      ...{ accountId, sessionId, email, name: 'Jo', role: 'support', method: 'password' },
      ...{ enrolled: false, provedRecently: true, mustEnrol: false },
    };
    const actor = { id: accountId, email, role: 'support' };
    scope = { db: database.db, trail, audit: { actor, sessionId, requestId: null, address: null } };
  });
  afterEach(() => vi.useRealTimers());
  /** Sets the clock of the application; Postgres keeps its own. */
  const pass = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1_000);

  async function enrolled() {
    vi.useFakeTimers({ toFake: ['Date'] });
    const { secret, enrolment } = beginEnrolment(scope, viewer);
    const { codes } = await confirmEnrolment(scope, viewer, { enrolment, code: codeOf(secret) });
    return { secret, codes };
  }
  const take = async (code: string, keys = OLD) => {
    const account = await findCredentials(database.db, email);
    if (account === undefined) throw new Error('the account is gone');
    return await takeCode({ ...scope, trail: { ...trail, keys } }, account, code);
  };

  it.each([
    [14 * 60 + 59, true],
    [15 * 60, false],
  ])('may be confirmed %i seconds after it was begun: %s', async (seconds, may) => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const { secret, enrolment } = beginEnrolment(scope, viewer);
    pass(seconds);
    const confirmed = await confirmEnrolment(scope, viewer, { enrolment, code: codeOf(secret) }).then(
      () => true,
      () => false,
    );
    expect(confirmed).toBe(may);
  });

  it('has its confirming code used up, and every code that was taken, with all before it', async () => {
    const { secret } = await enrolled();
    expect(await take(codeOf(secret))).toBeNull();
    pass(90);
    expect(await take(codeOf(secret))).toBe('totp');
    expect(await take(codeOf(secret))).toBeNull();
    expect(await take(codeOf(secret, -1))).toBeNull();
    expect(await take(` ${codeOf(secret, 1).replace(/(?=...$)/, ' ')} `)).toBe('totp');
  });

  it('is sealed anew under the key of today, once a code was taken', async () => {
    const { secret } = await enrolled();
    const sealed = async () => (await findCredentials(database.db, email))?.totpSecret;
    const before = await sealed();
    pass(90);
    expect(await take('000000', NEW)).toBeNull();
    expect(await sealed()).toBe(before);
    expect(await take(codeOf(secret), NEW)).toBe('totp');
    expect(await sealed()).toContain(NEW.current.id);
    const after = await sealed();
    pass(90);
    expect(await take(codeOf(secret), NEW)).toBe('totp');
    expect(await sealed()).toBe(after);
  });

  it('is replaced by each of ten recovery codes, in any writing, once', async () => {
    const { codes } = await enrolled();
    const [first = '', second = ''] = codes;
    expect(new Set(codes).size).toBe(10);
    expect(codes.filter((code) => !/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/.test(code) || /[ilo]/.test(code))).toEqual([]);
    expect(await take(first)).toBe('recovery-code');
    expect(await take(first)).toBeNull();
    expect(await take(second.toUpperCase().replaceAll('-', ' '))).toBe('recovery-code');
    expect(await take('aaaa-aaaa-aaaa-aaaa')).toBeNull();
  });
});
