import pg from 'pg';
import { expect, it } from 'vitest';
import { query, stack } from '../support/desk/desk';
import { eventsOf, newPerson } from '../support/desk/staff';
import { eventually } from '../support/directory/directory-stack';

/** Exports are tried in `directory-export.test.ts`, where there are enough rows. */

it.each([
  ['the account is disabled', 'UPDATE accounts SET disabled_at = now() WHERE id = $1', 'unauthenticated'],
  ['the role changes', "UPDATE accounts SET role = 'support' WHERE id = $1", 'forbidden'],
])('a verification whose reader loses the right meanwhile gives no verdict: %s', async (_, change, code) => {
  const person = await newPerson('admin');
  const desk = await person.signIn();
  const owner = new pg.Client({ connectionString: stack.ownerDatabaseUrl });
  await owner.connect();
  try {
    // The verification waits for as long as this lasts.
    await owner.query('BEGIN; LOCK TABLE audit_events IN ACCESS EXCLUSIVE MODE');
    const answer = desk.send('POST', '/api/audit/verify');
    await eventually(
      async () => (await query("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'")).length,
      (waiting) => waiting > 0,
    );
    await query(change, [person.account.id]);
    await owner.query('COMMIT');
    const lines = (await (await answer).text()).trimEnd().split('\n');
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ type: 'failed', error: { code } });
    expect(lines.filter((line) => line.includes('"verdict"'))).toEqual([]);
    const verdicts = (await eventsOf(person.account.id)).filter(({ action }) => action === 'audit.verified');
    expect(verdicts.map(({ detail }) => detail)).not.toContainEqual(expect.objectContaining({ verdict: 'intact' }));
  } finally {
    await owner.end();
  }
});
