import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type OwnDatabases, ownDatabases } from '@/scripts/postgres/own-databases';
import { openDatabase } from './db/client';
import { removeOldRows } from './old-rows';

/** A quiet desk, on which nobody signs in, gives a purpose or refuses a contact, keeps no row for longer than it says. */

const known = vi.hoisted(() => ({ db: undefined as unknown, warned: [] as unknown[] }));
vi.mock('./db/client', async (original) => ({
  ...(await original<typeof import('./db/client')>()),
  db: () => known.db,
}));
vi.mock('./env', () => ({ env: () => ({ DIRECTORY: 'off' }) }));
vi.mock('./log', () => ({ log: () => ({ warn: (line: unknown) => known.warned.push(line) }), describeError: String }));

const PERSON = '00000000-0000-4000-8000-000000000007';
const GONE = '00000000-0000-4000-8000-000000000008';
const AWAY = '00000000-0000-4000-8000-000000000009';
const NAMED: Record<string, string> = { [PERSON]: 'here', [GONE]: 'gone', [AWAY]: 'away' };
const [OLD, NEW] = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'];

let databases: OwnDatabases;
let database: ReturnType<typeof openDatabase>;
beforeAll(async () => {
  databases = await ownDatabases();
  database = openDatabase(databases.url);
  known.db = database.db;
}, 60_000);
afterAll(async () => {
  await database.close();
}, 60_000);

it('removes what no longer counts, and keeps what does', async () => {
  const run = (text: string) => databases.asOwner(text);
  const ago = (time: string) => `now() - interval '${time}'`;
  await run(`INSERT INTO accounts (id, email, name, role) VALUES ('${PERSON}', 'jo@desk.example', 'Jo', 'support')`);
  await run(`INSERT INTO sessions (id, account_id, method, created_at) VALUES
    ('${OLD}', '${PERSON}', 'sso', ${ago('31 days 1 minute')}), ('${NEW}', '${PERSON}', 'sso', ${ago('30 days')})`);
  await run(`INSERT INTO customer_viewings (session_id, customer) VALUES ('${OLD}', 'old'), ('${NEW}', 'new')`);
  await run(`INSERT INTO access_purposes (session_id, customer, purpose, at) VALUES
    ('${NEW}', 'old', 'other', ${ago('16 minutes')}), ('${NEW}', 'new', 'other', ${ago('14 minutes')})`);
  await run(`INSERT INTO customer_refusals (uuid, refused_at) VALUES
    ('old', ${ago('31 days')}), ('new', ${ago('29 days')})`);
  await run(`INSERT INTO passkey_challenges (challenge_hash, purpose, bound_to, asked_from, expires_at) VALUES
    ('old', 'sign-in', 'x', 'x', ${ago('1 minute')}), ('new', 'sign-in', 'x', 'x', now() + interval '1 minute')`);
  const view = (owner: string, team: boolean) =>
    `(gen_random_uuid(), '${owner}', '${NAMED[owner]} ${team ? 'team' : 'own'}', ${team}, '{}')`;
  await run(`INSERT INTO accounts (id, email, name, role, disabled_at) VALUES
    ('${GONE}', 'ben@desk.example', 'Ben', 'support', ${ago('31 days')}),
    ('${AWAY}', 'mia@desk.example', 'Mia', 'support', ${ago('29 days')})`);
  await run(`INSERT INTO saved_views (id, owner_id, name, team, state)
    VALUES ${[PERSON, GONE, AWAY].flatMap((owner) => [view(owner, true), view(owner, false)]).join()}`);
  await removeOldRows();
  expect(known.warned).toEqual([]);
  const left = await run(`SELECT
    ARRAY(SELECT id::text FROM sessions) AS sessions, ARRAY(SELECT customer FROM customer_viewings) AS viewings,
    ARRAY(SELECT customer FROM access_purposes) AS purposes, ARRAY(SELECT uuid FROM customer_refusals) AS refusals,
    ARRAY(SELECT challenge_hash FROM passkey_challenges) AS challenges,
    ARRAY(SELECT name FROM saved_views ORDER BY name) AS views`);
  expect(left).toEqual([
    {
      sessions: [NEW],
      viewings: ['new'],
      purposes: ['new'],
      refusals: ['new'],
      challenges: ['new'],
      views: ['away own', 'away team', 'gone team', 'here own', 'here team'],
    },
  ]);
});

it('that one table cannot be cleared keeps no other from it', async () => {
  await databases.asOwner(
    "INSERT INTO customer_refusals (uuid, refused_at) VALUES ('old', now() - interval '31 days')",
  );
  await databases.asOwner('ALTER TABLE sessions RENAME TO away');
  try {
    await removeOldRows();
  } finally {
    await databases.asOwner('ALTER TABLE away RENAME TO sessions');
  }
  expect(known.warned).toHaveLength(1);
  expect(await databases.asOwner("SELECT uuid FROM customer_refusals WHERE uuid = 'old'")).toEqual([]);
});
