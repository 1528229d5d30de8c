import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chainFindingText } from '@/lib/words/chain-finding';
import { type OwnDatabases, ownDatabases } from '@/scripts/postgres/own-databases';
import type { TestDatabase } from '@/scripts/postgres/test-databases';
import { openDatabase } from '../db/client';
import { removeOldRecords } from '../use-cases/retention/remove';
import { createCheckpointer } from './checkpoints';
import { keyRing } from './keys';
import { oldEvents, removeEvents } from './removal';
import { openTrail } from './trail';
import { verifyTrail } from './verify';

/** Old events go, a note stays, and what is left is still a chain that nobody can shorten in silence. */

const keys = keyRing('the key of these tests, of 32 bytes or more');
const operator = {
  actor: { id: null, email: null, role: 'operator' },
  sessionId: null,
  requestId: null,
  address: null,
};
const PAIRS = 20;

let databases: OwnDatabases;
let home: string;
let checkpointFile: string;
/** The moment between two halves of the events. */
let border: Date;
beforeAll(async () => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'removal-'));
  checkpointFile = path.join(home, 'checkpoints.jsonl');
  databases = await ownDatabases();
  const trail = openTrail({
    url: databases.url,
    keys,
    checkpoints: createCheckpointer({ file: checkpointFile, key: keys.current }),
  });
  const pair = async () => {
    const customer = randomUUID();
    const intent = await trail.intend(operator, 'customer.opened', {}, { customer });
    await trail.conclude(intent, operator, 'customer.opened', {}, { customer });
  };
  for (let index = 0; index < PAIRS; index += 1) await pair();
  // Begins before the border and ends at it.
  const intent = await trail.intend(operator, 'customer.opened', {}, { customer: 'x' });
  await new Promise((resolve) => setTimeout(resolve, 20));
  await trail.conclude(intent, operator, 'customer.opened', {}, { customer: 'x' });
  const [outcome] = await databases.asOwner('SELECT at FROM audit_events WHERE intent_seq = $1', [intent]);
  if (!(outcome?.at instanceof Date)) throw new Error('the outcome has no time');
  border = outcome.at;
  for (let index = 0; index < PAIRS; index += 1) await pair();
  await trail.close();
}, 60_000);
afterAll(() => fs.rmSync(home, { recursive: true }));

const verify = async ({ url }: TestDatabase, file = checkpointFile) => {
  const { verdict, seq, finding } = await verifyTrail({ url, keys, checkpointFile: file });
  return `${verdict} ${seq}: ${chainFindingText(finding)}`;
};

/** A copy of the database, with what was older than the border removed by the rule, and its checkpoints. */
async function removed() {
  const database = await databases.copy();
  const file = path.join(home, `${randomUUID()}.jsonl`);
  fs.copyFileSync(checkpointFile, file);
  const [application, owner] = [openDatabase(database.url), openDatabase(database.ownerUrl)];
  const trail = openTrail({
    url: database.url,
    keys,
    checkpoints: createCheckpointer({ file, key: keys.current }),
  });
  const scope = { db: application.db, trail, audit: operator, hasDirectory: true };
  const rows = await removeOldRecords(scope, owner.db, { kind: 'trail', before: border }, file);
  await trail.close();
  await Promise.all([application.close(), owner.close()]);
  return { database, rows, file };
}

describe('a removal by the rule', () => {
  it('takes what is older, never an intent without its outcome, and leaves a chain that verifies', async () => {
    const { database, rows, file } = await removed();
    expect(rows).toBe(2 * PAIRS);
    expect(await verify(database, file)).toMatch(
      /^intact \d+: .*Events up to #40 were removed by the retention rule, as #83 says\.$/,
    );
    const [note] = await database.asOwner(
      "SELECT detail FROM audit_events WHERE action = 'records.removed' AND phase = 'outcome'",
    );
    expect(JSON.parse(String(note?.detail))).toEqual({ rows: 2 * PAIRS });
    // A signed checkpoint remembers the last event that went.
    expect(fs.readFileSync(file, 'utf8')).toContain('"seq":40,');
  });

  it('is nothing where nothing is old', async () => {
    const { pool, close } = openDatabase(databases.url);
    expect(await oldEvents(pool, new Date('2000-01-01'))).toBeNull();
    expect(await oldEvents(pool, border)).toMatchObject({ first: 1, through: 2 * PAIRS });
    await close();
  });

  it('never parts an intent from its outcome, also where several lie across each other', async () => {
    const { asOwner, url } = await databases.copy();
    // 38 ends with 40, the last old event, and 39 with 41, which stays: 39 stays, so 40 stays, and so does 38.
    await asOwner(`ALTER TABLE audit_events DISABLE TRIGGER USER;
      UPDATE audit_events SET intent_seq = NULL, phase = 'intent' WHERE seq IN (38, 42);
      UPDATE audit_events SET intent_seq = 38 WHERE seq = 40;
      UPDATE audit_events SET intent_seq = 39, phase = 'outcome', at = '${border.toISOString()}' WHERE seq = 41`);
    const { pool, close } = openDatabase(url);
    expect(await oldEvents(pool, border)).toMatchObject({ first: 1, through: 37 });
    await close();
  });

  it('that broke off is whole at every step, and found out when the rest was changed', async () => {
    const { database, file } = await removed();
    // Rows 31 to 40 are back, as if the removal had come to 30.
    await database.asOwner('ALTER TABLE audit_events DISABLE TRIGGER USER');
    for (const row of await databases.asOwner('SELECT * FROM audit_events WHERE seq BETWEEN 31 AND 40')) {
      const names = Object.keys(row);
      const places = names.map((_, index) => `$${index + 1}`).join(', ');
      await database.asOwner(`INSERT INTO audit_events (${names.join(', ')}) VALUES (${places})`, Object.values(row));
    }
    expect(await verify(database, file)).toMatch(/^intact .*Events up to #30 were removed/);
    await database.asOwner("UPDATE audit_events SET action = 'x' WHERE seq = 35");
    expect(await verify(database, file)).toMatch(/^altered 35: /);
  });
});

describe('a removal without a note', () => {
  it('is missing, also beyond what a note allows', async () => {
    const { database, file } = await removed();
    await database.asOwner('ALTER TABLE audit_events DISABLE TRIGGER USER; DELETE FROM audit_events WHERE seq <= 44');
    expect(await verify(database, file)).toBe('missing 40: After #40, #41 to #44 are missing.');
    const untouched = await databases.copy();
    await untouched.asOwner('ALTER TABLE audit_events DISABLE TRIGGER USER; DELETE FROM audit_events WHERE seq <= 10');
    expect(await verify(untouched)).toBe('missing 0: After #0, #1 to #10 are missing.');
  });

  it('is not helped by a note that somebody wrote without the key', async () => {
    const forged = await databases.copy();
    await forged.asOwner(`ALTER TABLE audit_events DISABLE TRIGGER USER;
      INSERT INTO audit_events SELECT seq + 1, at, actor_id, actor_email, actor_role, session_id, request_id, address,
        'records.removed', NULL, 'intent', NULL, NULL, '{"kind":"trail","before":"2026-01-01T00:00:00.000Z","through":10,"hash":"' ||
        (SELECT encode(hash, 'hex') FROM audit_events WHERE seq = 10) || '"}', key_id, hash, sha256(hash)
      FROM audit_events ORDER BY seq DESC LIMIT 1;
      DELETE FROM audit_events WHERE seq <= 10`);
    expect(await verify(forged)).toMatch(/^missing 0: /);
  });

  it('is refused by the table, to its owner too', async () => {
    const { database } = await removed();
    const owner = openDatabase(database.ownerUrl);
    await expect(owner.pool.query('DELETE FROM audit_events WHERE seq = 50')).rejects.toMatchObject({ code: '42501' });
    expect(await removeEvents(owner.pool, 40, () => {})).toBe(0);
    await owner.close();
    const application = openDatabase(database.url);
    await expect(application.pool.query('DELETE FROM audit_events')).rejects.toMatchObject({ code: '42501' });
    await application.close();
  });
});
