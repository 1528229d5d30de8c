import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OwnDatabases, ownDatabases } from '@/scripts/postgres/own-databases';
import { keyRing } from '../audit/keys';
import type { Trail } from '../audit/trail';
import { openDatabase } from '../db/client';
import { beginLink } from './decide';
import { fingerprintsOf, type NewRequest, requestApproval } from './request';

/** Requests that were made before `AUDIT_KEY` was changed are found afterwards. */

const MAKER = '00000000-0000-4000-8000-000000000007';
const before = keyRing('the audit key of a test, of 32 bytes or more');
const after = keyRing('a later audit key of the test, of 32 bytes', ['the audit key of a test, of 32 bytes or more']);
const customer = 'c-1';
const values = {
  kind: 'link' as const,
  contact: { email: 'a@b.example', phoneNumber: null },
  documents: null,
};

let databases: OwnDatabases;
let database: ReturnType<typeof openDatabase>;
beforeAll(async () => {
  databases = await ownDatabases();
  database = openDatabase(databases.url);
  await databases.asOwner(`INSERT INTO accounts (id, email, name, role)
    VALUES ('${MAKER}', 'mia@desk.example', 'Mia Stone', 'support')`);
}, 60_000);
afterAll(async () => {
  await database.close();
}, 60_000);

/** A request with the fingerprint that the earlier key gave. */
async function madeBefore(state: 'waiting' | 'approved'): Promise<string> {
  const [print] = fingerprintsOf(before, customer, values);
  const [row] = await databases.asOwner(
    `INSERT INTO approvals (id, customer, maker_id, kind, reason, caller_check, fingerprint, sealed, state, lapses_at)
    VALUES (gen_random_uuid(), $1, $2, 'link', 'both_contacts', 'off', $3, $4, $5, now() + interval '1 hour') RETURNING id`,
    [customer, MAKER, print, state === 'waiting' ? 'sealed' : null, state],
  );
  return String(row?.id);
}

it('an approved link is made by its maker', async () => {
  const id = await madeBefore('approved');
  const link = { customer, makerId: MAKER, prints: fingerprintsOf(after, customer, values) };
  expect(await beginLink(database.db, link)).toMatchObject({ id, kind: 'link' });
  expect(await beginLink(database.db, link)).toBeNull();
});

it('the same request stays one request', async () => {
  const id = await madeBefore('waiting');
  const request = { customer, makerId: MAKER, values } as unknown as NewRequest;
  const scope = { db: database.db, trail: { keys: after } as Trail, audit: undefined as never };
  expect(await requestApproval(scope, request)).toMatchObject({ id });
});
