import 'server-only';
import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { type OwnDatabases, ownDatabases } from '@/scripts/postgres/own-databases';
import type { SentinelRow } from '../sentinel/customer';
import { entryOfRow } from './entry';
import { findContacts, refuseContact, rememberIdentifiers, storedUuid } from './identifiers';
import { deriveKeys } from './keys';
import { writeSeen } from './store';

const desk = vi.hoisted(() => ({ pool: undefined as pg.Pool | undefined, directory: 'on' }));
vi.mock('../env', () => ({ env: () => ({ DIRECTORY: desk.directory, LOG_LEVEL: 'silent' }) }));
vi.mock('../db/public', async () => ({
  ...(await import('../db/schema')),
  ...(await import('../db/directory-schema')),
  db: () => (desk.pool ? drizzle(desk.pool) : undefined),
}));

const KEYS = deriveKeys('a key of these tests, 32 bytes or more');
const UUID = 'c-1';
let databases: OwnDatabases;
let pool: pg.Pool;
beforeAll(async () => {
  databases = await ownDatabases();
  pool = new pg.Pool({ connectionString: databases.url });
  // The server may stop before the last connection has said goodbye.
  pool.on('error', () => {});
  desk.pool = pool;
}, 60_000);
afterAll(async () => {
  await pool.end();
}, 60_000);
beforeEach(async () => {
  desk.directory = 'on';
  await databases.asOwner('TRUNCATE customer_identifiers, customer_refusals, directory_customers');
});

const contactsOf = async (uuid: string) => (await findContacts(uuid)).contacts;
const contact = (email: string | null, phoneNumber: string | null = null) => ({ uuid: UUID, email, phoneNumber });
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000);
const inDirectory = async (email: string | null, readAt: Date) => {
  const row: SentinelRow = {
    ...{ uuid: UUID, status: null, name: null, surname: null, nationality: null, gender: null, updatedAt: null },
    ...{ email, phoneNumber: null, documents: [], expiredDocuments: [], documentNumbers: [] },
  };
  await writeSeen(pool, [entryOfRow(KEYS, row)], readAt, false);
};

it('knows a customer whom only the directory holds, and nobody else', async () => {
  await inDirectory('directory@example.com', inMinutes(-5));
  expect(await contactsOf(UUID)).toEqual([contact('directory@example.com')]);
  expect(await contactsOf('c-2')).toEqual([]);
});

it('tries the newest contact first, and each once', async () => {
  await rememberIdentifiers([contact('shown@example.com', '+971501234567')]);
  await inDirectory('before@example.com', inMinutes(-5));
  expect((await contactsOf(UUID)).map(({ email }) => email)).toEqual(['shown@example.com', 'before@example.com']);
  await inDirectory('after@example.com', inMinutes(5));
  expect((await contactsOf(UUID)).map(({ email }) => email)).toEqual(['after@example.com', 'shown@example.com']);
  await rememberIdentifiers([contact('after@example.com')]);
  expect(await contactsOf(UUID)).toEqual([contact('after@example.com')]);
});

it('leaves out a row without a contact', async () => {
  await inDirectory(null, inMinutes(5));
  expect(await contactsOf(UUID)).toEqual([]);
  await rememberIdentifiers([contact('shown@example.com')]);
  expect(await contactsOf(UUID)).toEqual([contact('shown@example.com')]);
});

it('gives up an e-mail address that led to another customer, the directory’s too, until the vendor is read again', async () => {
  await inDirectory('passed-on@example.com', inMinutes(-5));
  await refuseContact(contact('passed-on@example.com', '+971501234567'));
  const byPhone = { ...contact(null, '+971501234567'), refusedEmail: 'passed-on@example.com' };
  expect(await findContacts(UUID)).toEqual({ contacts: [byPhone], isRefused: false });
  await refuseContact(byPhone);
  expect(await findContacts(UUID)).toEqual({ contacts: [], isRefused: true });
  await inDirectory('current@example.com', inMinutes(5));
  expect(await findContacts(UUID)).toEqual({ contacts: [contact('current@example.com')], isRefused: false });
});

it('has no contact left when an e-mail address alone is given up, and forgets the refusal with the next answer', async () => {
  await refuseContact(contact('passed-on@example.com'));
  expect(await findContacts(UUID)).toEqual({ contacts: [], isRefused: true });
  await rememberIdentifiers([contact('shown@example.com')]);
  expect(await findContacts(UUID)).toEqual({ contacts: [contact('shown@example.com')], isRefused: false });
  await refuseContact(contact('passed-on@example.com', '+971501234567'));
  await rememberIdentifiers([contact('shown@example.com', '+971501234567')]);
  expect(await contactsOf(UUID)).toEqual([contact('shown@example.com', '+971501234567')]);
});

it('does not read a directory that is off', async () => {
  await inDirectory('stale@example.com', inMinutes(5));
  desk.directory = 'off';
  expect(await contactsOf(UUID)).toEqual([]);
  await rememberIdentifiers([contact('shown@example.com')]);
  expect(await contactsOf(UUID)).toEqual([contact('shown@example.com')]);
});

it('goes by the last answer when the directory cannot be read', async () => {
  await rememberIdentifiers([contact('shown@example.com')]);
  const reader = new URL(databases.url).username;
  await databases.asOwner(`REVOKE SELECT ON directory_customers FROM ${reader}`);
  try {
    expect(await contactsOf(UUID)).toEqual([contact('shown@example.com')]);
    const uuid = '0B0E2C6A-0000-4000-8000-00000000ABCD';
    expect(await storedUuid(uuid)).toBe(uuid);
    desk.directory = 'off';
    expect(await contactsOf(UUID)).toEqual([contact('shown@example.com')]);
  } finally {
    await databases.asOwner(`GRANT SELECT ON directory_customers TO ${reader}`);
  }
});

it('keeps a contact that the latest answer gave in a form that cannot be read', async () => {
  desk.directory = 'off';
  await rememberIdentifiers([contact('known@example.com', '+971500000001')]);
  const odd = { ...contact(null, '+971500000002'), unreadable: [{ field: 'email', given: '{}' }] };
  await rememberIdentifiers([odd]);
  expect(await contactsOf(UUID)).toEqual([contact('known@example.com', '+971500000002')]);
  await rememberIdentifiers([contact(null, '+971500000002')]);
  expect(await contactsOf(UUID)).toEqual([contact(null, '+971500000002')]);
});

it('knows how the vendor writes a uuid that comes in any case, from the directory first', async () => {
  const lower = '0b0e2c6a-0000-4000-8000-00000000abcd';
  const mixed = '0b0E2c6A-0000-4000-8000-00000000AbCd';
  for (const given of [lower, lower.toUpperCase(), mixed, 'c-1']) expect(await storedUuid(given)).toBe(given);
  await rememberIdentifiers([{ ...contact('shown@example.com'), uuid: lower.toUpperCase() }]);
  expect(await storedUuid(lower)).toBe(lower.toUpperCase());
  await inDirectory('directory@example.com', inMinutes(-5));
  await databases.asOwner(`UPDATE directory_customers SET uuid = '${mixed}'`);
  for (const given of [lower, lower.toUpperCase(), mixed]) expect(await storedUuid(given)).toBe(mixed);
});

it('writes a contact again when it differs or a day has passed, and else not even a lock', async () => {
  const writes = async (one: ReturnType<typeof contact>) => {
    const version = async () => await databases.asOwner('SELECT ctid, xmax FROM customer_identifiers');
    const before = await version();
    await rememberIdentifiers([one]);
    return JSON.stringify(await version()) !== JSON.stringify(before);
  };
  expect(await writes(contact('one@example.com'))).toBe(true);
  expect(await writes(contact('one@example.com'))).toBe(false);
  expect(await writes(contact('one@example.com', '+971501234567'))).toBe(true);
  expect(await writes(contact('two@example.com', '+971501234567'))).toBe(true);
  expect(await writes(contact('two@example.com', '+971501234567'))).toBe(false);
  await databases.asOwner("UPDATE customer_identifiers SET seen_at = now() - interval '25 hours'");
  expect(await writes(contact('two@example.com', '+971501234567'))).toBe(true);
});

it('remembers a whole page with odd letters', async () => {
  const odd = ['{}"@example.com', 'a\\b@example.com', 'NULL', ' ', 'é😀@example.com'];
  const page = odd.map((email, index) => ({ uuid: `odd-${index}`, email, phoneNumber: index === 0 ? null : '+1' }));
  await rememberIdentifiers(page);
  for (const one of page) expect(await contactsOf(one.uuid)).toEqual([one]);
});
