import type pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { COVERAGE_GAPS } from '@/lib/contracts/coverage';
import { signalTree } from '../../scripts/process/tree';
import { alsoIt } from '../support/desk/also-it';
import { type Desk, errorOf, sandbox, signOut } from '../support/desk/desk';
import { type OwnDesk, ownDesk } from '../support/desk/own-desk';
import { WHY } from '../support/desk/purpose';
import type { NamedCustomer } from '../support/desk/sandbox-control';
import { casesOf } from '../support/desk/thorough';
import { fateOf, readTrail } from '../support/desk/trail';
import { until } from '../support/desk/until';

/**
 * Whatever happens to the database: nothing is opened, revealed, corrected, exported or shown, and no account changed, that
 * the trail doesn't know of before, the vendor isn't even asked, people hear of it in time, and afterwards the desk works again by itself.
 */

let own: OwnDesk;
let desk: Desk;
let someone: NamedCustomer;
/** The number of the last event before the fault. */
let before: number;
/** How all accounts were before. */
let accounts: Record<string, unknown>[];
beforeAll(async () => {
  own = await ownDesk();
  desk = await own.signIn('admin');
  accounts = await readAccounts();
});
afterAll(() => own.stop());
beforeEach(async () => {
  await sandbox.reset();
  someone = await sandbox.named('editable');
  await until(async () => expect((await open()).status).toBe(200), 250);
  await sandbox.clearLog();
  before = (await readTrail(own.query)).length;
});
afterEach(async () => {
  own.wire.slow(0);
  for (const holder of holders.splice(0)) await holder.end().catch(() => {});
  await sandbox.reset();
  // By itself: no restart, no word from anybody.
  await until(async () => expect([(await reveal()).status, (await list()).status]).toEqual([200, 200]), 250);
  expect(await readAccounts()).toEqual(accounts);
});

/** Accounts, and the links by which their passwords are chosen. */
const readAccounts = () =>
  own.query(`SELECT id, email, role, name, disabled_at, (SELECT count(*) FROM account_links) AS links
    FROM accounts ORDER BY id`);

const open = () => desk.get(`/api/customers/${someone.uuid}`);
const reveal = () => desk.send('POST', `/api/customers/${someone.uuid}/images`, {});
const correct = () =>
  desk.send('PATCH', `/api/customers/${someone.uuid}/contact`, {
    email: 'new@corrected.example',
    expected: { email: someone.email, phoneNumber: someone.phoneNumber },
  });
const list = () => desk.get('/api/customers?perPage=10');
const lookUp = () => desk.send('POST', '/api/customers/lookup', { email: someone.email });

// Each of another account: two changes of one wait for each other.
const idOf = (role: string) => String(accounts.find((account) => account.role === role)?.id);
const promote = () => desk.send('PATCH', `/api/accounts/${idOf('support')}`, { role: 'admin' });
const issueLink = () => desk.send('POST', `/api/accounts/${idOf('compliance')}/link`);
const invite = () => desk.send('POST', '/api/accounts', { email: 'new@desk.example', name: 'New', role: 'admin' });
const exportCustomers = () =>
  desk.send('POST', '/api/customers/export', { columns: ['uuid', 'email'], accepts: COVERAGE_GAPS, why: WHY });
const exportTrail = () => desk.send('POST', '/api/audit/export', { format: 'csv' });

/** What does something or shows somebody: refused before the vendor is asked. */
const EFFECTS = { open, reveal, correct, exportCustomers, exportTrail };
/** What changes the desk itself, and is recorded with the change: the change may fail first. */
const CHANGES = { promote, issueLink, invite };
/** What shows something and does nothing: the vendor may be asked, and nobody sees what it said. */
const SHOWN = { list, lookUp };

const sessions = async () => Number((await own.query('SELECT count(*) AS n FROM sessions'))[0]?.n);
/** The events since the fault began, of a chain that is whole. */
const since = async () => (await readTrail(own.query)).filter(({ seq }) => seq > before);

/** All at once, as people would; each has its answer in time. */
async function expectRefused(code: string, within = 6_000): Promise<void> {
  const shown = code === 'audit_unavailable' ? SHOWN : {};
  const answers = Object.entries({ ...EFFECTS, ...CHANGES, ...shown }).map(async ([name, call]) => {
    const answer = await Promise.race([call(), late(within)]);
    return [name, await errorOf(answer)];
  });
  const refusal = (codes: RegExp) => expect.objectContaining({ status: 503, code: expect.stringMatching(codes) });
  const all = (calls: object, codes: RegExp) =>
    Object.fromEntries(Object.keys(calls).map((name) => [name, refusal(codes)]));
  // What only shows something remembers a contact before it is recorded: that may fail first.
  expect(Object.fromEntries(await Promise.all(answers))).toEqual({
    ...all(EFFECTS, new RegExp(`^${code}$`)),
    ...all(CHANGES, /^(audit|database)_unavailable$/),
    ...all(shown, /^(audit|database)_unavailable$/),
  });
  const asked = code === 'audit_unavailable' ? ['listWithDoc', 'statusWithoutImages'] : [];
  expect((await sandbox.calls()).sort()).toEqual(asked);
}

async function late(ms: number): Promise<never> {
  await new Promise((resolve) => setTimeout(resolve, ms));
  throw new Error(`no answer within ${ms} ms`);
}

async function expectNoSignIn(): Promise<void> {
  expect(await own.tryToSignIn('support')).toMatchObject({ status: 401, error: 'Unavailable' });
}

/** Nothing was attempted, so nothing may look as if it might have been. */
async function expectNothingUnknown(): Promise<void> {
  await until(async () => {
    const events = await since();
    const intents = events.filter(({ phase }) => phase === 'intent');
    expect(intents.filter((intent) => fateOf(events, intent) === null)).toEqual([]);
  }, 250);
}

describe('the trail can not be written, and all else works', () => {
  it.each(
    casesOf(
      [
        [
          'the right to insert is gone',
          'REVOKE INSERT ON audit_events FROM desk_app',
          'GRANT INSERT ON audit_events TO desk_app',
        ],
      ],
      [
        [
          'its table is gone',
          'ALTER TABLE audit_events RENAME TO mislaid',
          'ALTER TABLE mislaid RENAME TO audit_events',
        ],
      ],
    ),
  )('%s', async (_, fault = '', cure = '') => {
    const count = await sessions();
    await own.query(fault);
    try {
      await expectRefused('audit_unavailable');
      await expectNoSignIn();
    } finally {
      await own.query(cure);
    }
    expect(await sessions()).toBe(count);
    expect(await since()).toEqual([]);
  });

  it('people sign out and sessions are ended all the same, and the trail hears of it later', async () => {
    const [leaving, ended] = [await own.signIn('support'), await own.signIn('compliance')];
    before = (await readTrail(own.query)).length;
    await own.query('REVOKE INSERT ON audit_events FROM desk_app');
    try {
      await signOut(leaving);
      expect((await desk.send('DELETE', `/api/accounts/${idOf('compliance')}/sessions`)).status).toBe(200);
      expect([(await leaving.get('/api/sessions')).status, (await ended.get('/api/sessions')).status]).toEqual([
        401, 401,
      ]);
    } finally {
      await own.query('GRANT INSERT ON audit_events TO desk_app');
    }
    await until(
      async () =>
        expect((await since()).map(({ action }) => action).sort()).toEqual(['session.ended', 'session.signed-out']),
      250,
    );
    const details = await own.query('SELECT detail FROM audit_events WHERE seq > $1', [before]);
    for (const { detail } of details) expect(detail).toContain('"endedAt":"2');
  });

  alsoIt('the database only reads', async () => {
    const count = await sessions();
    const readOnly = async (set: string, then: string) => {
      const owner = await own.connect();
      await owner.query('SET default_transaction_read_only = off');
      await owner.query(`ALTER SYSTEM ${set}`);
      await owner.query('SELECT pg_reload_conf()');
      await owner.end();
      await until(async () =>
        expect(await own.query('SHOW default_transaction_read_only')).toEqual([
          { default_transaction_read_only: then },
        ]),
      );
    };
    await readOnly('SET default_transaction_read_only = on', 'on');
    try {
      // A budget that cannot be counted refuses before the trail does.
      await expectRefused('(audit|database)_unavailable');
      await expectNoSignIn();
    } finally {
      await readOnly('RESET default_transaction_read_only', 'off');
    }
    expect(await sessions()).toBe(count);
    expect(await since()).toEqual([]);
  });

  it.each(
    casesOf(
      [['somebody holds the turn of all writers', 'SELECT pg_advisory_xact_lock(7302120)']],
      [['somebody holds its table', 'LOCK TABLE audit_events IN ACCESS EXCLUSIVE MODE']],
    ),
  )('%s', async (_, lock = '') => {
    const count = await sessions();
    await held(lock);
    await Promise.all([expectRefused('audit_unavailable'), expectNoSignIn()]);
    await release();
    expect(await sessions()).toBe(count);
    await expectNothingUnknown();
  });
});

describe('the database goes away', () => {
  it('before anybody asks', async () => {
    await own.postgres().stop();
    try {
      await expectRefused('database_unavailable');
      await expectNoSignIn();
    } finally {
      await own.restartPostgres();
    }
    expect(await since()).toEqual([]);
  });

  it('while the intent waits to be written', async () => {
    try {
      const refusal = await whileItWaits(async () => {
        // At once: an orderly stop would end the session that holds the turn first, and let the intent through.
        process.kill(own.postgres().pid, 'SIGQUIT');
        await own.postgres().ended;
      });
      expect(refusal).toMatchObject({ status: 503, code: 'audit_unavailable' });
    } finally {
      await own.restartPostgres();
    }
    expect(await since()).toEqual([]);
  });

  alsoIt('hangs before anybody asks', async () => {
    signalTree(own.postgres().pid, 'SIGSTOP');
    try {
      await Promise.all([expectRefused('database_unavailable', 20_000), expectNoSignIn()]);
    } finally {
      signalTree(own.postgres().pid, 'SIGCONT');
    }
    await expectNothingUnknown();
  });

  it('hangs while the intent waits to be written', async () => {
    const refusal = await whileItWaits(async () => signalTree(own.postgres().pid, 'SIGSTOP'));
    signalTree(own.postgres().pid, 'SIGCONT');
    expect(refusal).toMatchObject({ status: 503, code: 'audit_unavailable' });
    await expectNothingUnknown();
  });

  /** The session has been read; the intent hasn't been written. */
  async function whileItWaits(fault: () => Promise<void>) {
    await held('SELECT pg_advisory_xact_lock(7302120)');
    const answer = Promise.race([reveal(), late(6_000)]);
    await until(async () => expect(await own.query(WAITING)).not.toEqual([]), 20);
    await fault();
    const refusal = await errorOf(await answer);
    expect(await sandbox.calls()).toEqual([]);
    return refusal;
  }
});

describe('the wire to the database breaks', () => {
  it.each(
    casesOf<readonly [string, 'commit-lost' | 'commit-late']>(
      [['after an intent was committed, before anybody heard of it', 'commit-lost']],
      [['so that an intent is committed when its action is refused already', 'commit-late']],
    ),
  )('%s', async (_, fate) => {
    own.wire.arm(fate);
    expect(await errorOf(await reveal())).toMatchObject({ status: 503, code: 'audit_unavailable' });
    expect(own.wire.struck()).toBe(true);
    expect(await sandbox.calls()).toEqual([]);
    await expectNothingUnknown();
    const events = await since();
    // It is in the trail, and the trail knows that nothing came of it.
    expect(events.map(({ phase, outcome }) => [phase, outcome])).toEqual([
      ['intent', null],
      ['outcome', 'audit_unavailable'],
    ]);
  });

  alsoIt('is slow beyond what an intent may take, each answer still in time', async () => {
    own.wire.slow(2_300);
    const refusal = await errorOf(await reveal());
    own.wire.slow(0);
    expect(refusal).toMatchObject({ status: 503, code: 'audit_unavailable' });
    expect(await sandbox.calls()).toEqual([]);
    await until(async () => expect(await since()).toHaveLength(2), 250);
    expect((await since()).map(({ outcome }) => outcome)).toEqual([null, 'audit_unavailable']);
  });

  it('while a writer has its turn: the server takes it back', async () => {
    // A writer takes its turn in a message of its own after the end of the chain has come into doubt.
    own.wire.arm('commit-lost');
    await reveal();
    before += 1;
    own.wire.arm('turn-stalled');
    expect(await errorOf(await reveal())).toMatchObject({ status: 503, code: 'audit_unavailable' });
    expect(own.wire.struck()).toBe(true);
    expect(await sandbox.calls()).toEqual([]);
    expect(await since()).toEqual([]);
  });
});

describe('the trail breaks while the vendor works', () => {
  const cases = casesOf<readonly [string, () => Promise<Response>, string, number]>(
    [
      ['reveal', reveal, 'status/', 503],
      ['correct', correct, 'contact', 200],
    ],
    [['open', open, 'statusWithoutImages', 503]],
  );
  it.each(cases)(
    '%s: what was read is withheld, what was changed is told; the intent stands',
    async (_, call, at, status) => {
      await sandbox.fault({ mode: 'hold', path: `customers/${at}` });
      const answered = call();
      await until(async () => expect((await sandbox.log()).at(-1)?.path).toContain(`customers/${at}`));
      await own.query('REVOKE INSERT ON audit_events FROM desk_app');
      await sandbox.clearFaults();
      const answer = await answered.finally(() => own.query('GRANT INSERT ON audit_events TO desk_app'));
      expect(answer.status).toBe(status);
      const text = await answer.text();
      if (status === 503) {
        expect(JSON.parse(text)).toMatchObject({ error: { code: 'audit_unavailable' } });
        expect(text).not.toContain(someone.email);
      } else {
        expect(JSON.parse(text)).toMatchObject({ email: 'new@corrected.example' });
      }
      const events = await since();
      expect(events.map(({ phase, requestId }) => [phase, requestId])).toEqual([
        ['intent', answer.headers.get('x-request-id')],
      ]);
    },
  );
});

const WAITING = "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted";

/** Sessions of the owner's that keep what they took. */
const holders: pg.Client[] = [];

async function held(lock: string): Promise<void> {
  const client = await own.connect();
  holders.push(client);
  await client.query(`BEGIN; ${lock}`);
}

async function release(): Promise<void> {
  for (const holder of holders.splice(0)) await holder.end();
}
