import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chainFindingText } from '@/lib/words/chain-finding';
import { type OwnDatabases, ownDatabases } from '@/scripts/postgres/own-databases';
import type { TestDatabase } from '@/scripts/postgres/test-databases';
import { hashRow } from './chain';
import { createCheckpointer, signCheckpoint } from './checkpoints';
import { keyRing } from './keys';
import { parseStoredRow, STORED_COLUMNS } from './row';
import { type AuditContext, openTrail } from './trail';
import { type VerifyOptions, verifyTrail } from './verify';

/** What the owner of the database can do to the trail, and what is found of it. */

const KEY = 'the key of these tests, of 32 bytes or more';
const EVENTS = 40;
const keys = keyRing(KEY);
const someone: AuditContext = {
  actor: { id: randomUUID(), email: 'mina@desk.example', role: 'admin' },
  sessionId: randomUUID(),
  requestId: randomUUID(),
  address: '192.0.2.7',
};

let databases: OwnDatabases;
let workbench: TestDatabase;
let directory: string;
let checkpointFile: string;

beforeAll(async () => {
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'tampering-'));
  checkpointFile = path.join(directory, 'checkpoints.jsonl');
  databases = await ownDatabases();
  const checkpoints = createCheckpointer({ file: checkpointFile, key: keys.current });
  const trail = openTrail({ url: databases.url, keys, checkpoints });
  for (let index = 0; index < EVENTS / 2; index += 1) {
    const customer = randomUUID();
    const intent = await trail.intend(someone, 'customer.images-revealed', { optimized: true }, { customer });
    const images = { optimized: true, images: ['face'], withheld: [], bytes: 1_000 + index };
    await trail.conclude(intent, someone, 'customer.images-revealed', images, { customer });
  }
  // Writes the checkpoint of the last row.
  await trail.close();
  workbench = await databases.copy();
  await workbench.asOwner(`
    CREATE TABLE untouched AS TABLE audit_events;
    ALTER TABLE audit_events DISABLE TRIGGER USER`);
}, 60_000);
afterAll(async () => {
  fs.rmSync(directory, { recursive: true });
}, 60_000);

const verify = async ({ url }: TestDatabase, options: Partial<VerifyOptions> = {}) => {
  const { verdict, seq, finding } = await verifyTrail({ url, keys, checkpointFile, ...options });
  return { found: `${verdict} ${seq}`, message: chainFindingText(finding) };
};

/** The trail after the owner has done something to it with its triggers off. One at a time: it is one database. */
async function tampered(...statements: string[]): Promise<TestDatabase> {
  await workbench.asOwner(`
    TRUNCATE audit_events;
    INSERT INTO audit_events SELECT * FROM untouched;
    ${statements.join(';')}`);
  return workbench;
}

/** A checkpoint file of its own. */
function fileWith(name: string, text: string): { checkpointFile: string } {
  const file = path.join(directory, name);
  fs.writeFileSync(file, text);
  return { checkpointFile: file };
}

/** Chains everything from `first` to `last` anew, as whoever has this key can. */
async function chainAnew(database: TestDatabase, secret: string, first: number, last = 1e9): Promise<void> {
  const [key] = keyRing(secret).all;
  const query = `SELECT ${STORED_COLUMNS} FROM audit_events WHERE seq BETWEEN $1 AND $2 ORDER BY seq`;
  const rows = await database.asOwner(query, [first, last]);
  let previous: Buffer | undefined;
  for (const raw of rows) {
    const row = parseStoredRow(raw);
    if (row === null || key === undefined) throw new Error('there is nothing to chain');
    const changed = { ...row, keyId: key.id };
    const prevHash: Buffer = previous ?? row.prevHash;
    previous = hashRow(key, changed, prevHash);
    const values = [row.seq, key.id, prevHash, previous];
    await database.asOwner('UPDATE audit_events SET key_id = $2, prev_hash = $3, hash = $4 WHERE seq = $1', values);
  }
}

it('an untouched trail is intact, with every event counted', async () => {
  const progress: number[] = [];
  const verdict = await verifyTrail({
    url: databases.url,
    keys,
    checkpointFile,
    onProgress: ({ checked, total }) => progress.push(checked, total),
  });
  expect(verdict).toMatchObject({ verdict: 'intact', seq: EVENTS, events: EVENTS });
  expect(chainFindingText(verdict.finding)).toMatch(new RegExp(`(the newest|that) of #${EVENTS}\\.$`));
  expect(progress).toEqual([EVENTS, EVENTS]);
});

it('is told of in the right number, however few they are', async () => {
  const said = async (which: string, words: Partial<VerifyOptions> = fileWith('none', '')) =>
    (await verify(await tampered(`DELETE FROM audit_events WHERE ${which}`), words)).message.split('.')[0];
  expect(await said('true')).toBe('There are no events');
  expect(await said('seq > 1')).toBe('The only event, #1, is as it was written');
  expect(await said('seq > 2')).toBe('All 2 events up to #2 are as they were written');
  const signed = await Promise.all(
    [1, 2].map(async (seq) => {
      const [row] = await databases.asOwner('SELECT hash FROM audit_events WHERE seq = $1', [seq]);
      if (!(row?.hash instanceof Buffer)) throw new Error(`there is no row ${seq}`);
      return JSON.stringify(signCheckpoint(keys.current, { seq, hash: row.hash }, new Date()));
    }),
  );
  const words = async (name: string, ...lines: string[]) =>
    (await verify(databases, fileWith(name, lines.join('\n')))).message;
  expect(await words('one', ...signed.slice(0, 1))).toMatch(/ One checkpoint agrees, that of #1\.$/);
  expect(await words('two', ...signed)).toMatch(/ 2 checkpoints agree, the newest of #2\.$/);
});

describe('one value changed', () => {
  const N = 23;
  it.each([
    ['at', "at + interval '1 microsecond'"],
    ['actor_id', 'gen_random_uuid()'],
    ['actor_email', "overlay(actor_email placing 'n' from 1)"],
    ['actor_role', "'support'"],
    ['session_id', 'NULL'],
    ['request_id', "request_id || ' '"],
    ['address', "''"],
    ['action', "'customer.opened'"],
    ['customer', 'upper(customer)'],
    ['phase', "'outcome'"],
    ['intent_seq', '1000'],
    ['outcome', "'success'"],
    ['detail', "replace(detail, 'true', 'false')"],
    ['key_id', "'000000000000'"],
    ['prev_hash', 'set_byte(prev_hash, 31, get_byte(prev_hash, 31) # 1)'],
    ['hash', 'set_byte(hash, 0, get_byte(hash, 0) # 1)'],
  ])('%s', async (column, value) => {
    const database = await tampered(`UPDATE audit_events SET ${column} = ${value} WHERE seq = ${N}`);
    expect((await verify(database)).found).toBe(`altered ${N}`);
  });

  it.each(['infinity', '20260-01-01', '0044-03-15 BC'])('a time that no Date holds: %s', async (time) => {
    const database = await tampered(`UPDATE audit_events SET at = '${time}' WHERE seq = ${N}`);
    expect((await verify(database)).found).toBe(`altered ${N}`);
  });

  it('a column that was made to hold what it can not', async () => {
    const database = await tampered(
      'ALTER TABLE audit_events ALTER hash DROP NOT NULL',
      `UPDATE audit_events SET hash = NULL WHERE seq = ${N}`,
    );
    expect((await verify(database)).found).toBe(`altered ${N}`);
    await tampered('ALTER TABLE audit_events ALTER hash SET NOT NULL');
  });
});

describe('rows taken away', () => {
  it.each([
    ['one in the middle', 'seq = 20', 'missing 19'],
    ['several in the middle', 'seq BETWEEN 20 AND 29', 'missing 19'],
    ['the first', 'seq = 1', 'missing 0'],
    ['the last', `seq = ${EVENTS}`, `cut ${EVENTS - 1}`],
    ['the tail', 'seq > 31', 'cut 31'],
    ['all', 'true', 'cut 0'],
  ])('%s', async (_, which, found) => {
    expect((await verify(await tampered(`DELETE FROM audit_events WHERE ${which}`))).found).toBe(found);
  });

  it('the whole table at once', async () => {
    expect((await verify(await tampered('TRUNCATE audit_events'))).found).toBe('cut 0');
  });

  it('one in the middle, and the gap closed', async () => {
    const database = await tampered(
      'DELETE FROM audit_events WHERE seq = 20',
      'UPDATE audit_events SET seq = -seq WHERE seq > 20',
      'UPDATE audit_events SET seq = -seq - 1 WHERE seq < 0',
    );
    expect((await verify(database)).found).toBe('altered 20');
  });

  it('all, and the desk goes on', async () => {
    const database = await tampered('TRUNCATE audit_events');
    const trail = openTrail({ url: database.url, keys });
    for (let index = 0; index <= EVENTS; index += 1) await trail.record(someone, 'session.signed-out', {});
    await trail.close();
    expect((await verify(database)).found).toBe('mismatch 1');
  });
});

describe('rows put in or about', () => {
  const COLUMNS = `at, actor_id, actor_email, actor_role, session_id, request_id, address, action, customer, phase,
    outcome, detail, key_id`;
  it('two swapped', async () => {
    const database = await tampered(
      'UPDATE audit_events SET seq = -1 WHERE seq = 11',
      'UPDATE audit_events SET seq = 11 WHERE seq = 17',
      'UPDATE audit_events SET seq = 17 WHERE seq = -1',
    );
    expect((await verify(database)).found).toBe('altered 11');
  });

  it.each([
    ['at the end', EVENTS + 1, `altered ${EVENTS + 1}`],
    ['before the first', 0, 'altered 0'],
    ['with a negative number', -7, 'altered -7'],
    ['far away', 9_000_000_000_000, `missing ${EVENTS}`],
  ])('one more %s', async (_, seq, found) => {
    const database = await tampered(
      `INSERT INTO audit_events (seq, prev_hash, hash, ${COLUMNS})
       SELECT ${seq}, (SELECT hash FROM audit_events WHERE seq = ${EVENTS}), sha256(hash), ${COLUMNS}
       FROM audit_events WHERE seq = 2`,
    );
    expect((await verify(database)).found).toBe(found);
  });

  it('one more of the same number', async () => {
    const database = await tampered(
      'ALTER TABLE audit_events DROP CONSTRAINT audit_events_pkey',
      `INSERT INTO audit_events (seq, prev_hash, hash, ${COLUMNS})
       SELECT seq, sha256(hash), sha256(hash), ${COLUMNS} FROM audit_events WHERE seq = 2`,
    );
    expect((await verify(database)).found).toBe('altered 2');
    await tampered('ALTER TABLE audit_events ADD PRIMARY KEY (seq)');
  });

  it('chained anew without the key', async () => {
    const database = await tampered("UPDATE audit_events SET actor_email = 'x@desk.example' WHERE seq = 15");
    await chainAnew(database, 'a key that somebody else has made up for it', 15);
    const { found, message } = await verify(database);
    expect(found).toBe('altered 15');
    expect(message).toContain('which is neither AUDIT_KEY nor one of AUDIT_KEYS_RETIRED');
  });

  it("chained anew by a thief of today's key: only the checkpoints remember", async () => {
    const database = await tampered("UPDATE audit_events SET actor_email = 'x@desk.example' WHERE seq = 15");
    await chainAnew(database, KEY, 15);
    expect((await verify(database)).found).toBe(`mismatch ${EVENTS}`);
  });
});

it('names everything that was found, and one false row hides no other', async () => {
  const database = await tampered(
    "UPDATE audit_events SET address = 'x' WHERE seq IN (5, 12)",
    'DELETE FROM audit_events WHERE seq = 20',
    'DELETE FROM audit_events WHERE seq > 38',
  );
  const { verdict, seq, finding, others, unnamed } = await verifyTrail({ url: database.url, keys, checkpointFile });
  expect([verdict, seq, unnamed]).toEqual(['altered', 5, 0]);
  expect([finding, ...others]).toEqual([
    { code: 'altered', event: 5, fault: { code: 'rewritten' } },
    { code: 'altered', event: 12, fault: { code: 'rewritten' } },
    { code: 'missing', after: 19, from: 20, to: 20 },
    { code: 'cut', last: 38, remembered: EVENTS },
  ]);
});

describe('the checkpoint file', () => {
  it('is told of when it is missing, empty or unreadable', async () => {
    const cut = await tampered('DELETE FROM audit_events WHERE seq > 31');
    for (const options of [
      { checkpointFile: path.join(directory, 'nowhere') },
      { checkpointFile: directory },
      fileWith('empty', ''),
    ]) {
      const { found, message } = await verify(cut, options);
      expect(found).toBe('intact 31');
      expect(message).toMatch(/can't be told: (there is no|the) checkpoint file/);
    }
  });

  it('with a half-written line still counts, and says so', async () => {
    const text = fs.readFileSync(checkpointFile, 'utf8');
    const torn = fileWith('torn', `${text}{"seq":40,"ha\n${text}`);
    const { found, message } = await verify(databases, torn);
    expect(found).toBe(`intact ${EVENTS}`);
    expect(message).toContain('1 line of the checkpoint file cannot be read');
  });

  it.each(['seq', 'hash', 'at', 'keyId'])('with a line whose %s was changed is named', async (field) => {
    const lines = fs.readFileSync(checkpointFile, 'utf8').trim().split('\n');
    const last = JSON.parse(lines.at(-1) ?? '');
    const other = { seq: 39, hash: 'ab'.repeat(32), at: '2026-01-01T00:00:00.000Z', keyId: '000000000000' }[field];
    const forged = fileWith(`forged-${field}`, [...lines, JSON.stringify({ ...last, [field]: other })].join('\n'));
    const { found, message } = await verify(databases, forged);
    expect(found).toBe(`mismatch ${field === 'seq' ? 39 : EVENTS}`);
    expect(message).toMatch(field === 'keyId' ? /not known here/ : /false signature/);
  });

  it("of somebody else's key is named", async () => {
    const stranger = keyRing('a key that somebody else has made up for it').current;
    const line = JSON.stringify(signCheckpoint(stranger, { seq: 7, hash: Buffer.alloc(32) }, new Date()));
    expect((await verify(databases, fileWith('stranger', line))).found).toBe('mismatch 7');
  });
});

describe('a retired key', () => {
  const NEW = 'the key that came after, of 32 bytes or more';
  const later = keyRing(NEW, [KEY]);
  /** The trail after the new key took over and wrote some rows. */
  async function handedOver(hoursLater: number) {
    const database = await databases.copy();
    const trail = openTrail({
      url: database.url,
      keys: later,
      checkpoints: createCheckpointer({ file: path.join(directory, 'later.jsonl'), key: later.current }),
    });
    for (let index = 0; index < 10; index += 1) await trail.record(someone, 'session.signed-out', {});
    await trail.close();
    if (hoursLater > 0) {
      // As if time had gone by: the last row of the new key is from later.
      await database.asOwner(`ALTER TABLE audit_events DISABLE TRIGGER USER;
        UPDATE audit_events SET at = at + interval '${hoursLater} hours' WHERE seq = ${EVENTS + 10}`);
      await chainAnew(database, NEW, EVENTS + 10);
    }
    return database;
  }
  const options = () => ({ keys: later, checkpointFile });

  it('reads what it has written, and its successor follows', async () => {
    expect((await verify(await handedOver(0), options())).found).toBe(`intact ${EVENTS + 10}`);
    const { message, found } = await verify(await handedOver(0), { keys: keyRing(NEW), checkpointFile });
    expect([found, message.includes('AUDIT_KEYS_RETIRED')]).toEqual(['altered 1', true]);
  });

  it.each([
    [0, `intact ${EVENTS + 11}`],
    [2, `altered ${EVENTS + 11}`],
  ])('writing again %s hours after its successor took over', async (hours, found) => {
    const database = await handedOver(hours);
    const trail = openTrail({ url: database.url, keys });
    await trail.record(someone, 'session.signed-out', {});
    await trail.close();
    expect((await verify(database, options())).found).toBe(found);
  });

  const CHANGE =
    "ALTER TABLE audit_events DISABLE TRIGGER USER; UPDATE audit_events SET actor_email = 'x' WHERE seq = 38";
  it('can change nothing that is older than its successor', async () => {
    const database = await handedOver(0);
    await database.asOwner(CHANGE);
    await chainAnew(database, KEY, 38, EVENTS);
    const { found, message } = await verify(database, { ...options(), ...fileWith('no-words', '') });
    expect([found, message]).toEqual([`altered ${EVENTS + 1}`, `Event #${EVENTS + 1} does not follow #${EVENTS}.`]);
  });

  it("can cut off what its successor wrote, which the successor's checkpoints remember", async () => {
    const database = await handedOver(0);
    await database.asOwner(`${CHANGE}; DELETE FROM audit_events WHERE seq > ${EVENTS}`);
    await chainAnew(database, KEY, 38);
    const checkpoints = fileWith('only-later', fs.readFileSync(path.join(directory, 'later.jsonl'), 'utf8'));
    expect((await verify(database, { keys: later, ...checkpoints })).found).toBe(`cut ${EVENTS}`);
  });
});

describe('rows moved to an archive', () => {
  it('are left out when a genuine checkpoint remembers the last of them', async () => {
    const file = path.join(directory, 'anchors.jsonl');
    const [row] = await databases.asOwner('SELECT hash FROM audit_events WHERE seq = 12');
    if (!(row?.hash instanceof Buffer)) throw new Error('there is no row 12');
    fs.writeFileSync(file, JSON.stringify(signCheckpoint(keys.current, { seq: 12, hash: row.hash }, new Date())));
    const archived = await tampered('DELETE FROM audit_events WHERE seq <= 12');
    expect((await verify(archived, { checkpointFile: file })).found).toBe('missing 0');
    expect((await verify(archived, { checkpointFile: file, archivedTo: 12 })).found).toBe(`intact ${EVENTS}`);
    expect((await verify(archived, { archivedTo: 12 })).found).toBe('missing 12');
    const more = await tampered('DELETE FROM audit_events WHERE seq <= 13');
    expect((await verify(more, { checkpointFile: file, archivedTo: 12 })).found).toBe('missing 12');
  });
});
