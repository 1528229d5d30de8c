import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PAGES, ROUTES } from '../support/desk/access-table';
import { findPerson } from '../support/desk/canary-search';
import { type Desk, deskWith, sandbox, tryToSignIn } from '../support/desk/desk';
import { type OwnDesk, ownDesk } from '../support/desk/own-desk';
import { casesOf, thorough } from '../support/desk/thorough';

/**
 * A person whose name, e-mail, phone and document numbers nobody else has: after a tour of every route, with all of
 * them pasted wherever somebody in a hurry or of bad intent might paste them, none is in a log, an audit row or an export.
 */

const CORRECTED = 'qzv9wkx.jbird@corrected.example';

let own: OwnDesk;
let admin: Desk;
let uuid: string;
let person: string[];
/** What is pasted into wrong places: a value of each kind, or all of them. */
let pasted: string[];
beforeAll(async () => {
  await sandbox.reset();
  own = await ownDesk();
  admin = await own.signIn('admin');
  const canary = await sandbox.named('canary');
  uuid = canary.uuid;
  const record = JSON.stringify(await sandbox.record(uuid));
  const numbers = [...record.matchAll(/"\w*(?:number|documentNo|idNumber)\w*":"([^"]{6,})"/gi)].map(
    ([, text = '']) => text,
  );
  const values = [canary.name, canary.surname, canary.email, canary.phoneNumber, CORRECTED, ...numbers];
  person = [...new Set(values.filter((value) => value !== null))];
  expect(person.length).toBeGreaterThan(5);
  const ofEachKind = [canary.surname, canary.email, canary.phoneNumber, numbers[0]].filter(
    (value) => value !== null && value !== undefined,
  );
  expect(ofEachKind).toHaveLength(4);
  pasted = casesOf(
    ofEachKind,
    person.filter((value) => !ofEachKind.includes(value)),
  );
});
afterAll(() => own.stop());

it('is in no log, no audit row and no export after a tour of every route', { timeout: 300_000 }, async () => {
  const desks = [admin, await own.signIn('support'), await own.signIn('compliance'), deskWith('', own.appUrl)];
  for (const desk of desks) await asMeant(desk);
  const stranger = deskWith('', own.appUrl);
  // A page reads none of the values, of whatever kind: a name and an e-mail address there, and all kinds in the routes.
  await Promise.all(pasted.map((value, index) => mistyped(admin, value, thorough || index < 2)));
  await Promise.all((thorough ? pasted : pasted.slice(0, 1)).map((value) => mistyped(stranger, value, true)));
  await Promise.all(pasted.map(atTheDoor));
  await whileThingsFail();

  const rows = await own.query('SELECT event::text AS text FROM audit_events AS event');
  const trail = rows.map(({ text }) => String(text)).join('\n');
  const exports = await Promise.all(['jsonl', 'csv'].map(exported));
  const places = {
    'the application’s log': own.appLog(),
    'the database’s log': fs.readFileSync(own.postgres().logFile, 'utf8'),
    'the audit rows': trail,
    'the exports': exports.join('\n'),
  };
  for (const [place, text] of Object.entries(places))
    expect({ [place]: findPerson(text, person) }).toEqual({ [place]: [] });

  // The tour has been where it hurts: the trail knows of the correction, masked, and each log has grown.
  expect(trail).toContain('q•••@corrected.example');
  expect(trail).toContain(uuid);
  expect(own.appLog()).toContain('PATCH /api/customers/{uuid}/contact');
  expect(exports.every((text) => text.includes('customer.contact-corrected'))).toBe(true);
});

/** Every route, and these pages, for this very person. */
async function asMeant(desk: Desk, pages = Object.keys(PAGES)): Promise<void> {
  const [name = '', surname = '', email = '', phoneNumber = ''] = person;
  for (const route of Object.keys(ROUTES)) {
    const { method, path } = placeOf(route, uuid);
    await read(desk.send(method, path, ROUTES[route]?.body, formOf(route)));
  }
  // As a browser loads them: the first HTML then holds the customer.
  for (const page of pages) {
    await read(desk.get(page.replace('[uuid]', uuid), { 'sec-fetch-dest': 'document' }));
  }
  // A note that says all that notes must not say: it stays in its table.
  const note = { id: randomUUID(), text: person.join(' '), mentions: [] };
  await read(desk.send('POST', `/api/customers/${uuid}/notes`, note));
  await read(
    desk.send('PATCH', `/api/customers/${uuid}/notes/${note.id}`, { text: note.text, mentions: [], version: 1 }),
  );
  for (const body of [{ email }, { phoneNumber }, { email, phoneNumber }, { email, name, surname }]) {
    await read(desk.send('POST', '/api/customers/lookup', body));
  }
  for (const change of [{ email: CORRECTED }, { email, expected: CORRECTED }, { phoneNumber: '+971500000001' }]) {
    const expected = { email: change.expected ?? email, phoneNumber };
    const { expected: _, ...wanted } = change;
    await read(desk.send('PATCH', `/api/customers/${uuid}/contact`, { ...wanted, expected }));
  }
}

/** One value in every place of a request that it doesn't belong in. */
async function mistyped(desk: Desk, value: string, inPages: boolean): Promise<void> {
  const pasted = encodeURIComponent(value);
  const strange = {
    'user-agent': value,
    referer: `http://${pasted}/`,
    'x-forwarded-for': value,
    'x-request-id': value,
  };
  for (const route of Object.keys(ROUTES)) {
    const { method, path } = placeOf(route, pasted);
    const body =
      ROUTES[route]?.body === undefined ? undefined : { [value]: value, email: [value], phoneNumber: { value } };
    await read(
      desk.send(method, `${path}?${pasted}=${pasted}&page=${pasted}&page=${pasted}&customer=${pasted}`, body, strange),
    );
    if (body) {
      await read(desk.send(method, path, `{"email": "${value}`, { 'content-type': 'application/json' }));
      await read(desk.send(method, path, value, { 'content-type': 'text/plain' }));
    }
  }
  const pages = inPages ? Object.keys(PAGES) : [];
  for (const page of [...pages, `/${pasted}`, `/customers/${pasted}/%E0%A4%A`, `/_next/data/${pasted}.json`]) {
    const path = page.replace('[uuid]', pasted);
    await read(desk.get(`${path}?next=${pasted}&sortBy=${pasted}&page=${pasted}`, { ...strange, rsc: '1' }));
    await read(
      desk.get(path, { 'next-router-state-tree': pasted, rsc: '1', cookie: `${desk.cookie}; text-size=${pasted}` }),
    );
    await read(desk.send('POST', path, value, { 'next-action': pasted, 'content-type': 'text/plain' }));
  }
  await read(desk.send('PROPFIND', `/api/customers/${pasted}`));
}

/** Signing in, with a value in each field and header; with an e-mail often enough to be locked out. */
async function atTheDoor(value: string): Promise<void> {
  const nobody = deskWith('', own.appUrl);
  for (let attempt = value.includes('@') ? 0 : 5; attempt < 6; attempt += 1) {
    await tryToSignIn(value, value, { appUrl: own.appUrl, address: value }).catch(() => null);
  }
  const pasted = encodeURIComponent(value);
  for (const path of [
    'error',
    'signin',
    'session',
    'csrf',
    'providers',
    `callback/${pasted}`,
    pasted,
    `signin/${pasted}`,
  ]) {
    await read(nobody.get(`/api/auth/${path}?error=${pasted}&callbackUrl=${pasted}`, { 'user-agent': value }));
  }
  for (const step of ['callback/credentials', 'signout', `signin/${pasted}`]) {
    const form = new URLSearchParams({ email: value, password: value, csrfToken: value, callbackUrl: value });
    await read(nobody.send('POST', `/api/auth/${step}`, form.toString(), formOf('POST /api/auth/[...nextauth]')));
  }
}

/** The pages whose first HTML has customers in it. */
const OF_CUSTOMERS = ['/customers', '/customers/[uuid]', '/expiring'];

/** Drivers put values of failed statements into their errors, vendors repeat requests in theirs. */
async function whileThingsFail(): Promise<void> {
  for (const mode of casesOf(['echo', 'wrong-person'], ['wrong-types', 'html', 'truncate', 'reset'])) {
    await sandbox.fault({ mode });
    await asMeant(admin, thorough ? Object.keys(PAGES) : OF_CUSTOMERS);
    await sandbox.clearFaults();
  }
  for (const [fault, cure] of casesOf<readonly [fault: string, cure: string]>(
    [
      [
        'ALTER TABLE customer_identifiers ADD CONSTRAINT none CHECK (email IS NULL) NOT VALID',
        'ALTER TABLE customer_identifiers DROP CONSTRAINT none',
      ],
      ['REVOKE INSERT ON audit_events FROM desk_app', 'GRANT INSERT ON audit_events TO desk_app'],
    ],
    [['ALTER TABLE customer_identifiers RENAME TO mislaid', 'ALTER TABLE mislaid RENAME TO customer_identifiers']],
  )) {
    await own.query(fault);
    await asMeant(admin, thorough ? Object.keys(PAGES) : OF_CUSTOMERS);
    await own.query(cure);
  }
}

async function exported(format: string): Promise<string> {
  const answer = await admin.send('POST', '/api/audit/export', { format });
  expect(answer.status).toBe(200);
  return await answer.text();
}

function placeOf(route: string, id: string): { method: string; path: string } {
  const [method = '', pattern = ''] = route.split(' ');
  return { method, path: (ROUTES[route]?.path ?? pattern).replaceAll(/\[[^\]]+\]/g, id) };
}

function formOf(route: string): Record<string, string> {
  return ROUTES[route]?.form ? { 'content-type': 'application/x-www-form-urlencoded' } : {};
}

/** To its end; some of these no client could even send, and that is as good as an answer. */
async function read(answer: Promise<Response>): Promise<void> {
  await answer.then((response) => response.arrayBuffer()).catch(() => {});
}
