import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import pg from 'pg';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type OwnDatabases, ownDatabases } from '@/scripts/postgres/own-databases';
import { openDatabase } from '../db/client';
import { CHAIN_LOCK, type NewRow } from './append';
import { keyRing } from './keys';
import { type AuditContext, openTrail } from './trail';
import { verifyTrail } from './verify';
import { ADMIT_WITHIN, createWriter, TrailUnavailable, type TrailWriter } from './writer';

/** The writer against a real server: whatever it is told, the chain stays whole and every word is true. */

const keys = keyRing('the key of these tests, of 32 bytes or more');
const someone: AuditContext = {
  actor: { id: randomUUID(), email: 'mina@desk.example', role: 'admin' },
  sessionId: randomUUID(),
  requestId: randomUUID(),
  address: '192.0.2.7',
};
const plain: NewRow = {
  actorId: null,
  actorEmail: null,
  actorRole: 'system',
  sessionId: null,
  requestId: null,
  address: null,
  action: 'session.signed-out',
  customer: null,
  phase: 'outcome',
  intentSeq: null,
  outcome: 'success',
  detail: '{}',
};

let databases: OwnDatabases;
beforeAll(async () => {
  databases = await ownDatabases();
}, 60_000);
beforeEach(async () => {
  await databases.asOwner(`ALTER TABLE audit_events DISABLE TRIGGER USER; TRUNCATE audit_events;
    ALTER TABLE audit_events ENABLE ALWAYS TRIGGER audit_events_keep_rows;
    ALTER TABLE audit_events ENABLE ALWAYS TRIGGER audit_events_keep_table`);
});

const rows = () => databases.asOwner('SELECT * FROM audit_events ORDER BY seq');
async function expectIntact(events: number): Promise<void> {
  const verdict = await verifyTrail({ url: databases.url, keys, checkpointFile: '/nowhere' });
  expect(verdict).toMatchObject({ verdict: 'intact', events });
}

/** Somebody who has taken the turn and does not give it back. */
async function holdTurn(idleLimit: number): Promise<{ letGo(): Promise<void>; ended: Promise<void> }> {
  const client = new pg.Client({ connectionString: databases.url });
  const ended = new Promise<void>((resolve) => client.on('error', () => resolve()));
  await client.connect();
  await client.query(`SET idle_in_transaction_session_timeout = ${idleLimit}`);
  await client.query('BEGIN');
  await client.query('SELECT pg_advisory_xact_lock($1)', [CHAIN_LOCK]);
  return { letGo: () => client.end(), ended };
}

it('wild words come back as they were hashed', async () => {
  const trail = openTrail({ url: databases.url, keys });
  const nasty = [
    '\0',
    '\ud83d',
    '\ude00',
    `'";--\\`,
    'x'.repeat(3_000),
    '\u202eمرحبا\u200f',
    'é'.normalize('NFD'),
    '😀'.repeat(40),
  ];
  const wild = fc.oneof(
    fc.constantFrom(...nasty),
    fc.array(fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: 'binary' }))).map((parts) => parts.join('')),
  );
  let events = 0;
  await fc.assert(
    fc.asyncProperty(wild, wild, wild, async (email, address, name) => {
      const context = {
        ...someone,
        actor: { id: randomUUID().toUpperCase(), email, role: name },
        requestId: email,
        address: `${'a'.repeat(63)}${address}`,
      };
      await trail.record(context, 'audit.read', { filters: [name, email] }, { customer: address, outcome: 'success' });
      events += 1;
    }),
    { numRuns: 200 },
  );
  await trail.close();
  await expectIntact(events);
});

it('many at once share commits, and each hears its own number', async () => {
  const writers = [0, 1, 2].map(() => createWriter({ url: databases.url, key: keys.current }));
  const appended = await Promise.all(
    Array.from({ length: 900 }, (_, index) => writers[index % 3]?.append({ ...plain, requestId: String(index) })),
  );
  const found = await rows();
  expect(found.map((row) => Number(row.seq))).toEqual(Array.from({ length: 900 }, (_, index) => index + 1));
  for (const [index, seq] of appended.entries()) expect(found[Number(seq) - 1]?.request_id).toBe(String(index));
  await Promise.all(writers.map((writer) => writer.close()));
  await expectIntact(900);
});

it('a writer that is alone needs one trip for an event, and three after another has appended', async () => {
  const writer = createWriter({ url: databases.url, key: keys.current });
  const other = createWriter({ url: databases.url, key: keys.current });
  const query = vi.spyOn(pg.Client.prototype, 'query');
  const trips = async (by: TrailWriter) => {
    query.mockClear();
    await by.append(plain);
    return query.mock.calls.map(([text]) => (typeof text === 'string' ? text : 'audit-append'));
  };
  try {
    expect((await trips(writer)).length).toBeGreaterThanOrEqual(3);
    // The connection learns the statement.
    expect(await trips(writer)).toHaveLength(2);
    expect(await trips(writer)).toEqual([expect.stringContaining('EXECUTE audit_append_next')]);
    await other.append(plain);
    // Its own end of the chain is old: it looks, and then writes as if it had known.
    expect(await trips(writer)).toHaveLength(4);
    expect(await trips(writer)).toHaveLength(3);
  } finally {
    query.mockRestore();
  }
  await Promise.all([writer.close(), other.close()]);
  await expectIntact(6);
});

it('a row of one trip has the database’s time, also when the process’s clock is wrong', async () => {
  const writer = createWriter({ url: databases.url, key: keys.current });
  for (let event = 0; event < 3; event += 1) await writer.append(plain);
  const clock = vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 3_600_000);
  try {
    await writer.append(plain);
  } finally {
    clock.mockRestore();
  }
  await writer.append(plain);
  await writer.close();
  const times = (await rows()).map(({ at }) => (at as Date).getTime());
  expect(times).toEqual([...times].sort((one, other) => one - other));
  expect(Math.abs((times.at(-1) ?? 0) - Date.now())).toBeLessThan(60_000);
  await expectIntact(5);
});

it('a bad row goes alone', async () => {
  const writer = createWriter({ url: databases.url, key: keys.current });
  const told = await Promise.allSettled([
    writer.append(plain),
    writer.append({ ...plain, phase: 'neither' }),
    writer.append({ ...plain, actorId: 'no uuid' }),
    writer.append(plain),
  ]);
  expect(told.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
  await writer.close();
  await expectIntact(2);
});

it('an event and what it tells of share a transaction', async () => {
  const trail = openTrail({ url: databases.url, keys });
  const { db, close } = openDatabase(databases.url);
  const account = { account: randomUUID(), email: "o'neil@desk.example" };
  await db.transaction((tx) => trail.recordIn(tx, someone, 'account.disabled', account));
  const rolledBack = db.transaction(async (tx) => {
    await trail.recordIn(tx, someone, 'account.enabled', account);
    throw new Error('changed my mind');
  });
  await expect(rolledBack).rejects.toThrow('changed my mind');
  await trail.record(someone, 'session.signed-out', {});
  expect((await rows()).map(({ action }) => action)).toEqual(['account.disabled', 'session.signed-out']);
  await expectIntact(2);
  await Promise.all([trail.close(), close()]);
});

describe('somebody holds the turn', () => {
  it('for too long: whoever waits is refused in time, and nothing of theirs is written', async () => {
    const holder = await holdTurn(0);
    const trail = openTrail({ url: databases.url, keys });
    await expect(trail.intend(someone, 'customer.opened', {})).rejects.toBeInstanceOf(TrailUnavailable);
    await holder.letGo();
    await trail.record(someone, 'session.signed-out', {});
    await trail.close();
    expect((await rows()).map(({ action }) => action)).toEqual(['session.signed-out']);
  });

  it('and lets go: who came while the first was giving up is written, not refused with it', async () => {
    const holder = await holdTurn(0);
    const writer = createWriter({ url: databases.url, key: keys.current });
    const first = writer.append(plain);
    const gaveUp = expect(first).rejects.toBeInstanceOf(TrailUnavailable);
    await pause(ADMIT_WITHIN - 400);
    const second = writer.append(plain);
    await gaveUp;
    await pause(400);
    await holder.letGo();
    expect(await second).toBe(1);
    await writer.close();
    await expectIntact(1);
  });

  it('and stalls: the server ends them, and the others go on', async () => {
    // As the writer's own connection is set, a little sooner.
    const holder = await holdTurn(ADMIT_WITHIN / 2);
    const writer = createWriter({ url: databases.url, key: keys.current });
    expect(await Promise.all([writer.append(plain), writer.append(plain)])).toEqual([1, 2]);
    await holder.ended;
    await writer.close();
    await expectIntact(2);
  });
});

describe('an answer that never came', () => {
  it.each([
    ['to a COMMIT', /^COMMIT$/],
    ['to an append in one trip', /EXECUTE audit_append_next/],
  ])('%s that happened: the intent gets its outcome, "audit_unavailable"', async (_, commits) => {
    // The connection breaks between the server's commit and our hearing of it.
    const trail = openTrail({ url: databases.url, keys });
    const other = createWriter({ url: databases.url, key: keys.current });
    await trail.record(someone, 'session.signed-out', {});
    // A chain that another process goes on with takes three trips.
    if (commits.test('COMMIT')) await other.append(plain);
    await other.close();
    const query = pg.Client.prototype.query as unknown as (...args: unknown[]) => Promise<unknown>;
    let broken = false;
    pg.Client.prototype.query = async function (this: pg.Client, ...args: unknown[]) {
      const result = await query.apply(this, args);
      if (commits.test(String(args[0])) && !broken) {
        broken = true;
        throw new Error('Connection terminated unexpectedly');
      }
      return result;
    } as typeof pg.Client.prototype.query;
    try {
      await expect(trail.intend(someone, 'customer.opened', {})).rejects.toBeInstanceOf(TrailUnavailable);
    } finally {
      pg.Client.prototype.query = query as unknown as typeof pg.Client.prototype.query;
    }
    await trail.record(someone, 'session.signed-out', {});
    await trail.close();
    const found = (await rows()).map(({ action, phase, outcome, intent_seq }) => [action, phase, outcome, intent_seq]);
    const before = commits.test('COMMIT') ? 2 : 1;
    expect(found.slice(before).sort()).toEqual(
      [
        ['customer.opened', 'intent', null, null],
        ['customer.opened', 'outcome', 'audit_unavailable', String(before + 1)],
        ['session.signed-out', 'outcome', 'success', null],
      ].sort(),
    );
    await expectIntact(before + 3);
  });

  it('in time: a commit after the deadline says so, too', async () => {
    // The deadline passes while the batch is on its way.
    await databases.asOwner(`CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN PERFORM pg_sleep(1.5); RETURN NEW; END $$;
      CREATE TRIGGER slow BEFORE INSERT ON audit_events FOR EACH ROW EXECUTE FUNCTION slow()`);
    const holder = await holdTurn(0);
    const trail = openTrail({ url: databases.url, keys });
    const refused = expect(trail.intend(someone, 'customer.opened', {})).rejects.toBeInstanceOf(TrailUnavailable);
    setTimeout(() => void holder.letGo(), 1_000);
    await refused;
    // Also when the desk stops meanwhile.
    const closed = trail.close();
    await databases.asOwner('DROP TRIGGER slow ON audit_events; DROP FUNCTION slow');
    await closed;
    expect((await rows()).map(({ phase, outcome }) => [phase, outcome])).toEqual([
      ['intent', null],
      ['outcome', 'audit_unavailable'],
    ]);
    await expectIntact(2);
  });
});

it('tells everybody when there is no database, and goes on when there is one again', async () => {
  const writer = createWriter({ url: databases.url.replace(/:\d+\//, ':1/'), key: keys.current });
  const told = await Promise.allSettled([writer.append(plain), writer.append(plain)]);
  expect(told.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await writer.close();
  await expect(writer.append(plain)).rejects.toBeInstanceOf(TrailUnavailable);
});
