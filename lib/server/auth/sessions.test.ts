import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type OwnDatabases, ownDatabases } from '@/scripts/postgres/own-databases';
import { openDatabase } from '../db/client';
import { endOldestSessions, wasEndedByLimit } from './session-limit';
import {
  endSession,
  endSessionOf,
  endSessionsOf,
  findViewer,
  type NewSession,
  openSession,
  pruneSessions,
  renewProof,
} from './sessions';

/** When a session counts, at a real Postgres, because the rules are in its statements. */

const required = vi.hoisted(() => ({ roles: [] as string[] }));
vi.mock('../env', () => ({ env: () => ({ REQUIRE_TOTP: required.roles, REQUIRE_PASSKEY: [], IDENTITY_REVEAL: [] }) }));

let databases: OwnDatabases;
let database: ReturnType<typeof openDatabase>;
let accountId = '';
beforeAll(async () => {
  databases = await ownDatabases();
  database = openDatabase(databases.url);
  const rows = await databases.asOwner(
    "INSERT INTO accounts (kind, email, name, role) VALUES ('local', 'jo@desk.example', 'Jo', 'support') RETURNING id",
  );
  accountId = String(rows[0]?.id);
}, 60_000);
afterAll(async () => {
  await database?.close();
}, 60_000);

let sessionId = '';
const open = (how: Partial<NewSession> = {}) =>
  openSession(database.db, {
    ...{ accountId, method: 'password', secondFactor: false, passwordHash: null, userAgent: null, address: null },
    ...how,
  });
beforeEach(async () => {
  sessionId = (await open()) ?? '';
});
/** Changes the account for a moment. */
async function withAccount<T>(what: string, work: () => Promise<T>): Promise<T> {
  await databases.asOwner(`UPDATE accounts SET ${what}`);
  try {
    return await work();
  } finally {
    await databases.asOwner('UPDATE accounts SET disabled_at = NULL, password_hash = NULL, totp_secret = NULL');
  }
}
const numberOfSessions = async () => {
  const [row] = await databases.asOwner('SELECT count(*)::int AS rows FROM sessions');
  return Number(row?.rows);
};
const change = (what: string) => databases.asOwner(`UPDATE sessions SET ${what} WHERE id = '${sessionId}'`);
const counts = async () => (await findViewer(database.db, sessionId)) !== null;
const secondsUnseen = async () => {
  const rows = await databases.asOwner(
    `SELECT extract(epoch FROM now() - last_seen_at)::float8 AS seconds FROM sessions WHERE id = '${sessionId}'`,
  );
  return Number(rows[0]?.seconds);
};

describe('a session', () => {
  it('goes on while it is used: each use renews the 30 minutes', async () => {
    for (let use = 1; use <= 3; use += 1) {
      await change("last_seen_at = last_seen_at - interval '20 minutes'");
      expect(await counts()).toBe(true);
      expect(await secondsUnseen()).toBeLessThan(30);
    }
  });

  it('is written once a minute at most, not with each request', async () => {
    await change("last_seen_at = now() - interval '50 seconds'");
    expect(await counts()).toBe(true);
    expect(await secondsUnseen()).toBeGreaterThan(45);
  });

  it('ends after 30 minutes without a request, and a late request does not revive it', async () => {
    await change("last_seen_at = now() - interval '29 minutes 50 seconds'");
    expect(await counts()).toBe(true);
    await change("last_seen_at = now() - interval '30 minutes 1 second'");
    expect(await counts()).toBe(false);
    expect(await secondsUnseen()).toBeGreaterThan(1_800);
  });

  it('ends after 12 hours, used or not', async () => {
    await change("created_at = now() - interval '11 hours 59 minutes'");
    expect(await counts()).toBe(true);
    await change("created_at = now() - interval '12 hours 1 second'");
    expect(await counts()).toBe(false);
  });

  it('needs a new proof ten minutes after the last one', async () => {
    const proved = async () => (await findViewer(database.db, sessionId))?.provedRecently;
    await change("proved_at = now() - interval '9 minutes 50 seconds'");
    expect(await proved()).toBe(true);
    await change("proved_at = now() - interval '10 minutes 1 second'");
    expect(await proved()).toBe(false);
  });
});

describe('requests that arrive together', () => {
  it('share one statement, and each gets its own person', async () => {
    const [other, ended] = [await open(), (await open()) ?? ''];
    await endSession(database.db, { id: ended, generation: 0 });
    await findViewer(database.db, sessionId);
    const query = vi.spyOn(database.pool, 'query');
    const asked = [sessionId, other ?? '', ended, sessionId, sessionId.toUpperCase(), 'none'];
    const found = await Promise.all(asked.map((id) => findViewer(database.db, id)));
    expect(found.map((viewer) => viewer?.sessionId)).toEqual([
      ...[sessionId, other, undefined, sessionId, sessionId, undefined],
    ]);
    expect(query).toHaveBeenCalledTimes(1);
    query.mockRestore();
  });

  it('never share the answer of a statement that was sent before one of them came', async () => {
    let letThrough = () => {};
    const gate = new Promise<void>((resolve) => {
      letThrough = resolve;
    });
    const real = database.pool.query.bind(database.pool) as (...args: unknown[]) => Promise<unknown>;
    let asked = false;
    const query = vi.spyOn(database.pool, 'query').mockImplementationOnce((async (...args: unknown[]) => {
      const answer = await real(...args);
      asked = true;
      await gate;
      return answer;
    }) as never);
    const before = counts();
    await vi.waitFor(() => expect(asked).toBe(true));
    query.mockRestore();
    await endSession(database.db, { id: sessionId, generation: 0 });
    expect(await counts()).toBe(false);
    letThrough();
    expect(await before).toBe(true);
  });

  it('all hear of a database that does not answer, and the next ones are asked again', async () => {
    const query = vi.spyOn(database.pool, 'query').mockRejectedValueOnce(new Error('down') as never);
    const told = await Promise.allSettled([counts(), counts()]);
    query.mockRestore();
    expect(told.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await counts()).toBe(true);
  });
});

describe('a session is opened', () => {
  it('not for an account that was disabled, enrolled, or given another password meanwhile', async () => {
    expect(await withAccount('disabled_at = now()', open)).toBeNull();
    expect(await withAccount("password_hash = 'of today'", open)).toBeNull();
    expect(await withAccount("password_hash = 'of today'", () => open({ passwordHash: 'of today' }))).not.toBeNull();
    expect(await withAccount("totp_secret = 'sealed'", open)).toBeNull();
    expect(await withAccount("totp_secret = 'sealed'", () => open({ secondFactor: true }))).not.toBeNull();
    expect(await open({ accountId: sessionId })).toBeNull();
  });

  it('with the proof of its sign-in, which is never in the future, and with 256 letters of the user agent', async () => {
    const stored = async (id: string | null) =>
      (await databases.asOwner(`SELECT *, proved_at <= now() AS past FROM sessions WHERE id = '${id}'`))[0];
    const provedAt = new Date('2026-01-02T03:04:05Z');
    expect(await stored(await open({ provedAt }))).toMatchObject({ proved_at: provedAt, past: true });
    const future = await open({ provedAt: new Date(Date.now() + 3_600_000), userAgent: 'x'.repeat(300) });
    expect(await stored(future)).toMatchObject({ past: true, user_agent: 'x'.repeat(256) });
  });
});

describe('a person', () => {
  it('is nobody while the account is disabled, and under an id that is none', async () => {
    expect(await withAccount('disabled_at = now()', counts)).toBe(false);
    expect(await findViewer(database.db, "' OR true --")).toBeNull();
  });

  it('must enrol where the role needs a second factor, the password alone was shown, and the desk asks for it', async () => {
    const mustEnrol = async (how: Partial<NewSession>) =>
      (await findViewer(database.db, (await open(how)) ?? ''))?.mustEnrol;
    expect(await mustEnrol({})).toBe(false);
    required.roles = ['support'];
    try {
      expect(await mustEnrol({})).toBe(true);
      expect(await mustEnrol({ secondFactor: true })).toBe(false);
      expect(await mustEnrol({ method: 'sso' })).toBe(false);
      required.roles = ['admin'];
      expect(await mustEnrol({})).toBe(false);
    } finally {
      required.roles = [];
    }
  });
});

describe('sessions end', () => {
  it('all of an account but one, and only those that still counted are told', async () => {
    const [idle, old, other] = [await open(), await open(), await open()];
    await databases.asOwner(`UPDATE sessions SET last_seen_at = now() - interval '31 minutes' WHERE id = '${idle}'`);
    await databases.asOwner(`UPDATE sessions SET created_at = now() - interval '13 hours' WHERE id = '${old}'`);
    const ended = await endSessionsOf(database.db, accountId, sessionId);
    expect(ended).toContain(other);
    expect(ended).not.toContain(idle);
    expect(ended).not.toContain(old);
    expect(await counts()).toBe(true);
    expect(await endSessionsOf(database.db, accountId)).toEqual([sessionId]);
    expect(await endSessionsOf(database.db, accountId)).toEqual([]);
    expect(await counts()).toBe(false);
  });

  it('one, by its owner alone, and once', async () => {
    expect(await endSessionOf(database.db, sessionId, sessionId)).toBe(false);
    expect(await counts()).toBe(true);
    expect(await endSessionOf(database.db, accountId, sessionId)).toBe(true);
    expect(await endSessionOf(database.db, accountId, sessionId)).toBe(false);
    expect(await renewProof(database.db, sessionId)).toBeNull();
  });

  it('at sign-out, which tells whose session it was, also an idle one', async () => {
    await change("last_seen_at = now() - interval '31 minutes'");
    const owner = { id: accountId, email: 'jo@desk.example', role: 'support' };
    expect(await endSession(database.db, { id: sessionId, generation: 1 })).toBeNull();
    expect(await endSession(database.db, { id: sessionId, generation: 0 })).toEqual(owner);
    expect(await endSession(database.db, { id: sessionId, generation: 0 })).toBeNull();
  });

  it('and their rows go after a month', async () => {
    const before = await numberOfSessions();
    await change("created_at = now() - interval '30 days'");
    await pruneSessions(database.db);
    expect(await numberOfSessions()).toBe(before);
    await change("created_at = now() - interval '31 days 1 second'");
    await pruneSessions(database.db);
    expect(await numberOfSessions()).toBe(before - 1);
  });
});

it('a new proof counts from now on, for a session that counts', async () => {
  await change("proved_at = now() - interval '1 hour'");
  expect(await renewProof(database.db, sessionId)).toEqual({ id: sessionId, generation: 1 });
  expect((await findViewer(database.db, sessionId))?.provedRecently).toBe(true);
});

it('a proof ends the cookies of before, and not the work that goes by the session’s id', async () => {
  const countsAs = async (generation?: number) => (await findViewer(database.db, sessionId, generation)) !== null;
  expect([await countsAs(0), await countsAs(1)]).toEqual([true, false]);
  await renewProof(database.db, sessionId);
  expect([await countsAs(0), await countsAs(1), await countsAs(2), await countsAs()]).toEqual([
    false,
    true,
    false,
    true,
  ]);
});

describe('more sessions than a person may have', () => {
  const END = 'SET ended_at = now() WHERE ended_at IS NULL';
  beforeEach(() => databases.asOwner(`UPDATE sessions ${END}`));
  /** Sessions of different ages, the oldest first. */
  const openMany = async (count: number) => {
    const ids: string[] = [];
    for (let age = count; age > 0; age -= 1) {
      const id = (await open()) ?? '';
      await databases.asOwner(`UPDATE sessions SET created_at = now() - interval '${age} minutes' WHERE id = '${id}'`);
      ids.push(id);
    }
    return ids;
  };

  it('end from the oldest on, and their browsers can be told', async () => {
    const ids = await openMany(5);
    expect(await endOldestSessions(database.db, accountId, 5)).toEqual([]);
    expect(await endOldestSessions(database.db, accountId, 3)).toEqual(ids.slice(0, 2));
    expect(await endOldestSessions(database.db, accountId, 3)).toEqual([]);
    const told = (id = '', generation = 0) => wasEndedByLimit(database.db, { id, generation });
    expect([await told(ids[0]), await told(ids[0], 1), await told(ids[4])]).toEqual([true, false, false]);
    await endSessionsOf(database.db, accountId);
    expect([await told(ids[4]), await told('no id')]).toEqual([false, false]);
  });

  it('do not count once they have ended or are idle, nor those of others', async () => {
    const [idle] = await openMany(3);
    await databases.asOwner(`UPDATE sessions SET last_seen_at = now() - interval '31 minutes' WHERE id = '${idle}'`);
    expect(await endOldestSessions(database.db, accountId, 2)).toEqual([]);
    expect(await endOldestSessions(database.db, '00000000-0000-4000-8000-000000000000', 1)).toEqual([]);
  });
});
