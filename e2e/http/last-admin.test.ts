import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { disableAccount, enableAccount, setRole } from '@/lib/server/auth/account-changes';
import { asOwner } from '../support/desk/as-owner';
import { query, stack } from '../support/desk/desk';
import { eventsOf, inAccounts, newPerson, type Someone } from '../support/desk/staff';

/** Rules of the accounts themselves, at the point that the application and the command line share. */

let others: unknown[];
let [one, two]: Someone[] = [];
beforeEach(async () => {
  [one, two] = [await newPerson('admin'), await newPerson('admin')];
  const rows = await query(
    "UPDATE accounts SET disabled_at = now() WHERE role = 'admin' AND disabled_at IS NULL AND id <> ALL($1) RETURNING id",
    [[one.account.id, two.account.id]],
  );
  others = rows.map(({ id }) => id);
});
afterEach(async () => {
  await query('UPDATE accounts SET disabled_at = NULL WHERE id = ANY($1)', [others]);
  await query('UPDATE accounts SET disabled_at = now() WHERE id = ANY($1)', [[one?.account.id, two?.account.id]]);
});

const idOf = (person: Someone | undefined): string => person?.account.id ?? '';
const activeAdmins = async () =>
  (await query("SELECT id FROM accounts WHERE role = 'admin' AND disabled_at IS NULL")).map(({ id }) => id);

describe('the last administrator', () => {
  it.each([
    ['disabled', (id: string) => inAccounts((scope) => disableAccount(scope, id))],
    ['demoted', (id: string) => inAccounts((scope) => setRole(scope, id, 'support'))],
  ])('can not be %s', async (_, take) => {
    await take(idOf(one));
    await expect(take(idOf(two))).rejects.toThrow('is the last administrator');
    expect(await activeAdmins()).toEqual([idOf(two)]);
    // A refused change has left no trace, in the trail either.
    expect((await eventsOf(idOf(two))).map(({ action }) => action)).toEqual([
      'account.created',
      'account.password-set',
    ]);
  });

  it('stays, however many try at once', async () => {
    const attempts = await Promise.allSettled(
      Array.from({ length: 8 }, (_, index) =>
        inAccounts((scope) =>
          index % 2 === 0 ? setRole(scope, idOf(one), 'support') : disableAccount(scope, idOf(two)),
        ),
      ),
    );
    expect(attempts.some(({ status }) => status === 'rejected')).toBe(true);
    expect(await activeAdmins()).toHaveLength(1);
  });

  it('is not somebody who has never chosen a password', async () => {
    await query('UPDATE accounts SET password_hash = NULL WHERE id = $1', [idOf(two)]);
    await expect(inAccounts((scope) => disableAccount(scope, idOf(one)))).rejects.toThrow('is the last administrator');
  });

  it('may come from the identity provider', async () => {
    const [sso] = await query(
      "INSERT INTO accounts (kind, email, name, role) VALUES ('sso', 'boss@desk.example', 'Boss', 'admin') RETURNING id",
    );
    await inAccounts((scope) => disableAccount(scope, idOf(one)));
    await inAccounts((scope) => disableAccount(scope, idOf(two)));
    const id = String(sso?.id);
    await expect(inAccounts((scope) => disableAccount(scope, id))).rejects.toThrow('is the last administrator');
    await expect(inAccounts((scope) => setRole(scope, id, 'support'))).rejects.toThrow('identity provider');
    await inAccounts((scope) => enableAccount(scope, idOf(one)));
    await inAccounts((scope) => disableAccount(scope, id));
    await query('DELETE FROM accounts WHERE id = $1', [id]);
  });
});

describe('a change and its event', () => {
  it('come together', async () => {
    const id = idOf(one);
    await one?.signIn();
    await inAccounts((scope) => setRole(scope, id, 'compliance'));
    await inAccounts((scope) => disableAccount(scope, id));
    await inAccounts((scope) => enableAccount(scope, id));
    const events = await eventsOf(id);
    expect(events.map(({ action }) => action)).toEqual([
      'account.created',
      'account.password-set',
      'session.signed-in',
      'account.role-changed',
      'account.disabled',
      'session.ended',
      'account.enabled',
    ]);
    expect(events[3]?.detail).toMatchObject({ from: 'admin', to: 'compliance' });
    expect(events[5]?.detail).toMatchObject({ reason: 'disabled', sessions: [expect.any(String)] });
  });

  it('or not at all', async () => {
    await query('ALTER TABLE audit_events RENAME TO mislaid_events');
    const refused = await inAccounts((scope) => setRole(scope, idOf(one), 'support')).catch((error) => error.name);
    await query('ALTER TABLE mislaid_events RENAME TO audit_events');
    expect(refused).toBe('TrailUnavailable');
    expect(await query('SELECT role FROM accounts WHERE id = $1', [idOf(one)])).toEqual([{ role: 'admin' }]);
  });

  it('wait two seconds for the trail, not longer', async () => {
    await asOwner(stack, async (owner) => {
      // The turn of all writers of the trail.
      await owner('BEGIN');
      await owner('SELECT pg_advisory_xact_lock(7302120)');
      const refused = await inAccounts((scope) => setRole(scope, idOf(one), 'support')).catch((error) => error.name);
      expect(refused).toBe('TrailUnavailable');
    });
    expect(await query('SELECT role FROM accounts WHERE id = $1', [idOf(one)])).toEqual([{ role: 'admin' }]);
  });
});
