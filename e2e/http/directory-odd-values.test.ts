import { expect, it } from 'vitest';
import { COVERAGE_GAPS } from '@/lib/contracts/coverage';
import type { Customer } from '@/lib/contracts/customer';
import type { ExpiringPage, ExpiringSummary } from '@/lib/contracts/expiring';
import { EXPORT_COLUMNS, type SearchCounts } from '@/lib/contracts/search';
import { WHY } from '../support/desk/purpose';
import { directoryDesk, eventually, report, search, walkOnce } from '../support/directory/directory-stack';

/** One odd value costs no more than itself: `docs/odd-values.md`. */

const CUSTOMERS = 300;
const { stack, desk } = await directoryDesk({ customers: CUSTOMERS });

const rowOf = async (email: string) => (await search(desk, { text: email, live: false })).rows[0];
const GIVEN = 'Given, but not readable: ';

it('holds everybody, although dates are out of range and one status does not fit', async () => {
  expect(await report(desk)).toMatchObject({ covered: CUSTOMERS, total: CUSTOMERS, error: null, skipped: 0 });
  const row = await rowOf('year-zero@fault.example');
  expect(row).toMatchObject({ status: null, unreadable: [{ field: 'status', given: '3000000000' }] });
  const passport = row?.documents.find(({ type }) => type === 'passport');
  expect(passport).toMatchObject({ dateOfExpiry: null, unreadable: [{ field: 'dateOfExpiry', given: '0000-05-12' }] });
});

it('reads what has one meaning', async () => {
  const row = await rowOf('other-writings@fault.example');
  expect(row).toMatchObject({ status: { code: 6 }, expiredDocuments: ['passport'] });
  expect(row?.documents).toEqual([
    { type: 'passport', dateOfExpiry: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/), idMatch: false },
  ]);
  const customer = (await (await desk.get(`/api/customers/${row?.uuid}`)).json()) as Customer;
  expect(customer).toMatchObject({ isLive: true, isLiveScore: 98.6 });
  expect(customer.documents[0]).toMatchObject({ idMatch: false, idScore: 12.5, idClassificationPassed: false });
  const expired = await search(desk, { text: 'other-writings@fault.example', filters: { expired: true }, live: false });
  expect(expired.rows).toHaveLength(1);
});

it('shows what has none in the search, on the record and in the export', async () => {
  const email = 'unreadable-values@fault.example';
  const row = await rowOf(email);
  expect(row?.unreadable).toEqual(
    expect.arrayContaining([
      { field: 'status', given: 'Draft' },
      { field: 'expiredDocuments', given: '{"name":"passport"}' },
    ]),
  );
  const customer = (await (await desk.get(`/api/customers/${row?.uuid}`)).json()) as Customer;
  expect(customer.unreadable).toContainEqual({ field: 'dateOfBirth', given: '14/05/1990' });
  expect(customer.documents[0]?.unreadable?.map(({ field }) => field).sort()).toEqual([
    'dateOfExpiry',
    'idMatch',
    'idScore',
  ]);
  const body = { text: email, columns: EXPORT_COLUMNS, accepts: COVERAGE_GAPS, why: WHY };
  const csv = await (await desk.send('POST', '/api/customers/export', body)).text();
  for (const text of ['Draft', '2020-01-31T13:00:00.000Z', 'maybe']) expect(csv).toContain(GIVEN + text);
});

it('finds and counts what could not be read, apart from what was not given', async () => {
  const email = 'unreadable-values@fault.example';
  const uuid = (await rowOf(email))?.uuid;
  for (const filters of [
    { status: ['unreadable' as const] },
    { expiryUnreadable: true as const },
    { faceMatchUnreadable: true as const },
  ]) {
    const { rows } = await search(desk, { filters, limit: 100 });
    expect(rows.map((row) => row.uuid)).toContain(uuid);
    const answer = await desk.send('POST', '/api/customers/counts', { filters });
    const { total, facets } = (await answer.json()) as SearchCounts;
    expect(total).toBe(rows.length);
    const odd = { status: facets?.status.find(({ value }) => value === 'unreadable')?.count };
    expect({ ...facets, ...odd }).toMatchObject(
      Object.fromEntries(Object.keys(filters).map((name) => [name, rows.length])),
    );
  }
  const none = await search(desk, { filters: { status: ['none'] }, limit: 100 });
  expect(none.rows.map((row) => row.uuid)).not.toContain(uuid);
});

it('says on Expiring of how many an expiry could not be read, and what is odd about its own rows', async () => {
  const summary = (await (await desk.get('/api/expiring?within=expired')).json()) as ExpiringSummary;
  const odd = await search(desk, { filters: { expiryUnreadable: true }, limit: 100 });
  expect(summary.unreadable).toBe(odd.rows.length);
  // A new customer: a value that could be read before stays.
  const { uuid } = await stack.sandbox.add({
    ...{ name: 'Disputed', email: 'disputed@odd.example', extraExpiredIds: ['passport'], odd: { nationality: 7 } },
    passport: { dateOfExpiry: '2039-11-30' },
  });
  const found = async () => {
    const page = await desk.get('/api/expiring/customers?within=expired&documentType=passport&nationality=unreadable');
    return ((await page.json()) as ExpiringPage).rows.find((row) => row.uuid === uuid);
  };
  await eventually(found, (row) => row !== undefined);
  expect(await found()).toMatchObject({ dateOfExpiry: null, disputed: '2039-11-30', nationality: null });
  expect((await found())?.unreadable).toContainEqual({ field: 'nationality', given: '7' });
  await stack.sandbox.remove(uuid);
});

it('does not forget a customer whose own answer is malformed', async () => {
  const email = 'wrong-types@fault.example';
  const before = await rowOf(email);
  expect((await desk.get(`/api/customers/${before?.uuid}`)).status).toBe(200);
  expect(await rowOf(email)).toMatchObject({
    uuid: before?.uuid,
    email,
    name: before?.name,
    documents: before?.documents,
  });
});

it('skips, counts and tells a record without a usable uuid and one that Postgres refuses, and nobody else', async () => {
  const [one, other] = await stack.sandbox.examples('ordinary', 2);
  await stack.sandbox.patch(one?.uuid ?? '', { odd: { uuid: 'no uuid / at all' } });
  // A value that the desk doesn't know to be impossible: the database has the last word.
  await stack.query(
    `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
       IF NEW.uuid = TG_ARGV[0] THEN RAISE EXCEPTION 'refused'; END IF; RETURN NEW; END $$`,
  );
  await stack.query(
    `CREATE TRIGGER refuse BEFORE INSERT OR UPDATE ON directory_customers FOR EACH ROW EXECUTE FUNCTION refuse('${other?.uuid}')`,
  );
  try {
    await walkOnce(stack, desk);
    await eventually(
      () => report(desk),
      ({ skipped, error }) => skipped === 2 && error === null,
    );
    const exported = await desk.send('POST', '/api/customers/export', { columns: ['uuid'], why: WHY });
    expect(exported.status).toBe(409);
    expect(JSON.stringify(await exported.json())).toContain('2 records of Sentinel could not be read');
    expect(stack.appLog()).toContain(`"skipped":"${other?.uuid}"`);
  } finally {
    await stack.query('DROP TRIGGER refuse ON directory_customers');
    await stack.sandbox.patch(one?.uuid ?? '', { odd: {} });
  }
  await walkOnce(stack, desk);
  await eventually(
    () => report(desk),
    ({ skipped }) => skipped === 0,
  );
}, 90_000);

it('keeps the failure of a full walk while catch-ups go well', async () => {
  await stack.query("UPDATE directory_sync SET walk_error_code = 'sentinel_malformed', walk_error_at = now()");
  const [before] = await stack.query('SELECT caught_up_at FROM directory_sync');
  await eventually(
    () => report(desk),
    ({ caughtUpAt }) => Date.parse(caughtUpAt ?? '') > Number(before?.caught_up_at),
  );
  expect(await report(desk)).toMatchObject({ error: { code: 'sentinel_malformed' } });
  await walkOnce(stack, desk);
  expect(await report(desk)).toMatchObject({ error: null });
}, 60_000);
