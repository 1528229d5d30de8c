import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { DirectoryReport, VerificationLink } from '@/lib/contracts/directory';
import type { ExpiringPage, ExpiringSummary } from '@/lib/contracts/expiring';
import type { Neighbours, SearchAnswer, SearchCounts } from '@/lib/contracts/search';
import { type Desk, errorOf, query, sandbox, signInAs, stack } from '../support/desk/desk';
import { type Replica, startReplica } from '../support/desk/replica';
import { eventually } from '../support/directory/directory-stack';

/** `DIRECTORY=off`: search finds whole contacts, everything else works, and nothing is kept that could be searched. */

let other: Replica;
let here: Desk;
let off: Desk;
beforeAll(async () => {
  other = await startReplica(stack, { env: { DIRECTORY: 'off' } });
  here = await signInAs('admin');
  off = other.seen(here);
});
afterAll(() => other.stop());
beforeEach(() => sandbox.reset());

async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
  const answer = await off.send(method, path, body);
  expect(answer.status).toBe(200);
  return (await answer.json()) as T;
}
const search = (body: object) => ask<SearchAnswer>('POST', '/api/customers/search', body);

it('says so to everybody who asks', async () => {
  const report = await ask<DirectoryReport>('GET', '/api/directory');
  expect(report).toMatchObject({ state: 'off', syncing: false, covered: 0, total: null, error: null });
  for (const body of [{ text: 'ahmed' }, { text: '050 12' }, { filters: { expired: true } }, {}]) {
    expect(await search(body)).toMatchObject({ kind: 'exact-only', directory: { state: 'off' } });
  }
});

it('finds a whole e-mail address and a phone number in any writing, at Sentinel', async () => {
  const someone = await sandbox.named('complete');
  const national = (someone.phoneNumber ?? '').replace(/^\+971(\d\d)(\d{3})(\d{4})$/, '0$1 $2 $3');
  expect(national).toMatch(/^05\d \d{3} \d{4}$/);
  for (const text of [someone.email, someone.phoneNumber, national]) {
    const answer = await search({ text });
    expect(answer).toMatchObject({ kind: 'rows', live: 'found', exact: someone.uuid, rows: [{ uuid: someone.uuid }] });
  }
  expect(await search({ text: 'nobody-at-all@nowhere.example' })).toMatchObject({ rows: [], live: 'nobody' });
  const found = await ask('POST', '/api/customers/lookup', { email: someone.email });
  expect(found).toMatchObject({ uuid: someone.uuid });
});

it('asks Sentinel for nothing while somebody types', async () => {
  const { email, phoneNumber } = await sandbox.named('complete');
  for (const text of [email, phoneNumber]) {
    expect(await search({ text, live: false })).toMatchObject({ kind: 'exact-only', directory: { state: 'off' } });
  }
  expect(await sandbox.calls()).toEqual([]);
});

it('counts nobody, knows no neighbours, and tells of no document', async () => {
  const filters = { nationality: ['ARE'] };
  for (const body of [{ text: 'ahmed' }, { filters }]) {
    const counts = await ask<SearchCounts>('POST', '/api/customers/counts', body);
    expect(counts).toMatchObject({ total: 0, exact: false, facets: null, directory: { state: 'off' } });
  }
  const { uuid } = await sandbox.named('complete');
  const nobody: Neighbours = { previous: null, next: null, found: false };
  expect(await ask('POST', '/api/customers/neighbours', { filters, uuid })).toEqual(nobody);
  const summary = await ask<ExpiringSummary>('GET', '/api/expiring?within=expired');
  expect(summary).toMatchObject({ totals: { expired: 0, 30: 0 }, nationalities: [], directory: { state: 'off' } });
  expect(await ask<ExpiringPage>('GET', '/api/expiring/customers?within=90')).toEqual({ rows: [], next: null });
});

it('refuses an export, in a sentence, before the trail is told of one', async () => {
  const exports = () => query("SELECT count(*)::int AS n FROM audit_events WHERE action = 'customers.exported'");
  const before = await exports();
  const refused = await off.send('POST', '/api/customers/export', { columns: ['uuid'] });
  expect(await errorOf(refused)).toMatchObject({
    status: 422,
    code: 'invalid_request',
    message: 'There is no directory to export from.',
  });
  expect(await exports()).toEqual(before);
});

it('names no owner of a contact, and says of none that it is free', async () => {
  const { uuid, email } = await sandbox.named('editable');
  const answer = await off.send('POST', '/api/customers/owners', { email, except: `not-${uuid}` });
  expect(await answer.json()).toEqual({ owners: [], more: false });
});

it('keeps nothing of whom it shows', async () => {
  const someone = await sandbox.named('editable');
  const kept = async () =>
    Number((await query('SELECT count(*) AS n FROM directory_customers WHERE uuid = $1', [someone.uuid]))[0]?.n);
  const seen = async (desk: Desk) => {
    const expected = { email: someone.email, phoneNumber: someone.phoneNumber };
    const contact = { email: `fresh-${desk === off}@corrected.example`, expected };
    expect((await desk.get('/api/customers?perPage=100')).status).toBe(200);
    expect((await desk.send('POST', '/api/customers/lookup', { email: someone.email })).status).toBe(200);
    expect((await desk.get(`/api/customers/${someone.uuid}`)).status).toBe(200);
    expect((await desk.send('PATCH', `/api/customers/${someone.uuid}/contact`, contact)).status).toBe(200);
  };
  const empty = async () => {
    await sandbox.reset();
    await sandbox.patch(someone.uuid, {});
    await query('DELETE FROM directory_customers');
    await query('UPDATE directory_sync SET covered = 0');
  };
  await empty();
  await seen(off);
  expect((await query('SELECT count(*)::int AS n FROM directory_customers'))[0]).toEqual({ n: 0 });
  await empty();
  await seen(here);
  await eventually(kept, (count) => count === 1);
  await query('DELETE FROM directory_customers');
});

it('makes verification links, and shows its pages', async () => {
  const someone = await sandbox.named('complete');
  const { link } = await ask<VerificationLink>('POST', `/api/customers/${someone.uuid}/link`, {});
  expect(link).toMatch(/^https:\/\/verify\.sentinel\.example\//);
  for (const path of ['/customers', `/customers/${someone.uuid}`, '/expiring']) {
    expect((await off.get(path)).status).toBe(200);
  }
});

it('never failed at any of it', () => {
  expect(other.appLog()).toContain('POST /api/customers/search');
  expect(other.appLog()).not.toMatch(/"status":500|"code":"internal"/);
});
