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
import {
  type Admitted,
  admitAttempt,
  admitProof,
  admitWrongLink,
  forgetFailures,
  forgetFailuresOf,
  pruneFailures,
  takeBack,
} from './lockout';
import { takeCode } from './second-factor';
import { openSession } from './sessions';

/** How often guesses and codes count, and for how long, at a real Postgres, because the rules are in its statements. */

vi.mock('../env', () => ({
  env: () => ({ LOCAL_ACCOUNTS: 'on', REQUIRE_TOTP: [], REQUIRE_PASSKEY: [], IDENTITY_REVEAL: [] }),
}));

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

const admit = (address: string | null, email = EMAIL, browser: string | null = null) =>
  admitAttempt(database.db, { email, address, browser });
const admitted = async (attempt: Promise<Admitted | null>) => {
  const found = await attempt;
  if (found === null) throw new Error('the attempt was not admitted');
  return found;
};
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
/** The failures of every count that there is: of the pair, the e-mail, the address and its network for a stranger. */
const failures = async () => {
  const rows = await databases.asOwner('SELECT failures FROM sign_in_failures ORDER BY failures DESC');
  return rows.map((row) => row.failures);
};
/** Addresses of different networks. */
const address = (index: number) => `198.${51 + Math.floor(index / 250)}.${index % 250}.7`;
const [ONE, TWO] = [address(1), address(2)];
afterEach(() => databases.asOwner('DELETE FROM sign_in_failures'));

describe('failed attempts with one e-mail from one address', () => {
  it('lock it with the fifth, for a minute, and the lock tells that it began', async () => {
    await times(4, async () => expect(await admit(ONE)).toMatchObject({ locks: false }));
    expect(await admit(ONE)).toMatchObject({ locks: true });
    expect(await locks()).toEqual([60]);
    expect(await admit(ONE)).toBeNull();
    // However the e-mail is written; and not another e-mail, nor another address.
    expect(await admit(ONE, ` ${EMAIL.toUpperCase()}`)).toBeNull();
    expect(await admit(ONE, 'mina@desk.example')).not.toBeNull();
    expect(await admit(TWO)).not.toBeNull();
  });

  it.each([
    [5, 120],
    [9, 1_920],
    [10, 3_600],
    [1_000_000, 3_600],
  ])('after %i of them the next one locks it for %i seconds', async (count, seconds) => {
    await admit(ONE);
    await change(`failures = ${count} WHERE email_hash NOT IN ('address', 'network') AND address_hash <> ''`);
    await admit(ONE);
    expect(await locks()).toEqual([seconds]);
  });

  it('are in a row for a day', async () => {
    await times(4, () => admit(ONE));
    await change("last_failure_at = now() - interval '23 hours 59 minutes'");
    expect(await admit(ONE)).toMatchObject({ locks: true });
    await change("locked_until = now(), last_failure_at = now() - interval '24 hours 1 second'");
    expect(await admit(ONE)).toMatchObject({ locks: false });
  });

  it('count nowhere while a lock lasts, and not twice when they come at once', async () => {
    const all = await Promise.all(Array.from({ length: 12 }, () => admit(ONE)));
    expect(all.filter((one) => one !== null)).toHaveLength(5);
    await admit(ONE);
    expect(await failures()).toEqual([5, 5, 5, 5]);
  });

  it('are forgotten after a success, but never those of its address', async () => {
    await times(3, () => admit(ONE));
    await admit(ONE, 'mina@desk.example');
    await forgetFailures(database.db, await admitted(admit(ONE)));
    // Mina's pair and e-mail; four wrong ones of the address and the network.
    expect(await failures()).toEqual([4, 4, 1, 1]);
    await forgetFailuresOf(database.db, ' MINA@desk.example');
    expect(await failures()).toEqual([4, 4]);
  });

  it('are removed once they are a day old, and no others', async () => {
    await admit(ONE);
    await change("last_failure_at = now() - interval '24 hours 1 second'");
    await admit(TWO, 'mina@desk.example');
    expect(await pruneFailures(database.db)).toBe(4);
    expect(await failures()).toEqual([1, 1, 1, 1]);
  });
});

describe('failed attempts with one e-mail from many addresses', () => {
  it('lock it for strangers with the twenty-fifth, and never for longer than a minute', async () => {
    await times(24, async (index) => expect(await admit(address(index))).toMatchObject({ locks: false }));
    expect(await admit(address(24))).toMatchObject({ locks: true });
    expect(await admit(address(25))).toBeNull();
    await change("locked_until = now() WHERE address_hash = ''");
    expect(await admit(address(26))).toMatchObject({ locks: true });
    expect(await locks()).toEqual([60]);
  });

  it('keep its owner neither from a known browser nor from a step-up, which count by themselves', async () => {
    await times(25, (index) => admit(address(index)));
    await times(4, async () => expect(await admit(ONE, EMAIL, 'laptop')).toMatchObject({ locks: false }));
    expect(await admit(ONE, EMAIL, 'laptop')).toMatchObject({ locks: true });
    expect(await admit(TWO, EMAIL, 'laptop')).toBeNull();
    expect(await admit(ONE, EMAIL, 'phone')).not.toBeNull();
    const step = () => admitProof(database.db, 'session');
    await times(4, async () => expect(await step()).toMatchObject({ locks: false }));
    expect(await step()).toMatchObject({ locks: true });
    expect([await step(), await admitProof(database.db, 'another')]).toEqual([null, expect.anything()]);
  });
});

describe('failed attempts with many e-mails', () => {
  const spray = (index: number) => `person-${index}@desk.example`;

  it('lock their address with the twentieth, and leave no row of further e-mails', async () => {
    await times(20, async (index) => expect(await admit(ONE, spray(index))).not.toBeNull());
    expect(await locks()).toEqual([60]);
    const before = (await failures()).length;
    await times(40, async (index) => expect(await admit(ONE, spray(20 + index))).toBeNull());
    expect((await failures()).length).toBe(before);
    // Another address of the same network, and a browser that knows its person.
    expect(await admit('198.51.1.8', spray(99))).not.toBeNull();
    expect(await admit(ONE, EMAIL, 'laptop')).not.toBeNull();
  });

  it('lock their network with the sixtieth, an IPv6 network like one address', async () => {
    await times(60, async (index) => expect(await admit(`198.51.1.${index}`, spray(index))).not.toBeNull());
    expect(await admit('198.51.1.99', EMAIL)).toBeNull();
    expect(await admit('198.51.2.99', EMAIL)).not.toBeNull();
    await times(20, async (index) => expect(await admit(`2001:db8::${index}`, spray(index))).not.toBeNull());
    expect([await admit('2001:db8::99'), await admit('2001:db8:0:1::99')]).toEqual([null, expect.anything()]);
  });

  it('are in a row for an hour, and clients without an address are one', async () => {
    await times(19, (index) => admit(null, spray(index)));
    await change("last_failure_at = now() - interval '59 minutes'");
    expect(await admit(null, spray(19))).toMatchObject({ locks: true });
    expect(await admit(null, spray(20))).toBeNull();
    await change("locked_until = now(), last_failure_at = now() - interval '61 minutes'");
    expect(await admit(null, spray(21))).toMatchObject({ locks: false });
  });
});

describe('an attempt that is taken back', () => {
  it('counts no longer, and the lock that it began is gone', async () => {
    await times(4, () => admit(ONE));
    await takeBack(database.db, await admitted(admit(ONE)));
    expect([await locks(), await failures()]).toEqual([[], [4, 4, 4, 4]]);
    expect(await admit(ONE)).toMatchObject({ locks: true });
  });

  it('leaves the lock that another one began, and never counts below nothing', async () => {
    const first = await admitted(admit(ONE));
    await takeBack(database.db, first);
    await takeBack(database.db, first);
    expect(await failures()).toEqual([0, 0, 0, 0]);
    await times(5, () => admit(ONE));
    await takeBack(database.db, first);
    expect(await locks()).toEqual([60]);
    expect(await failures()).toEqual([4, 4, 4, 4]);
  });
});

it('wrong links lock their address with the fifth, its network with the twentieth, and nobody else', async () => {
  const link = (from: string) => admitWrongLink(database.db, from);
  await times(5, async () => expect(await link(ONE)).toBe(true));
  expect([await link(ONE), await link(TWO)]).toEqual([false, true]);
  await times(15, async (index) => expect(await link(`198.51.1.${100 + index}`)).toBe(true));
  expect(await link('198.51.1.200')).toBe(false);
  expect(await admit(ONE)).not.toBeNull();
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
      ...{ enrolled: false, provedRecently: true, hasPasskey: false, needsPasskey: false, mustEnrol: false },
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
    const { recovery } = await confirmEnrolment(scope, viewer, { enrolment, code: codeOf(secret) });
    return { secret, codes: recovery.codes };
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
