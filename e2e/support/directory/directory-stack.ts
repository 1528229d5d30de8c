import { afterAll } from 'vitest';
import type { CustomerPage, CustomerRow } from '@/lib/contracts/customer';
import type { DirectoryReport } from '@/lib/contracts/directory';
import type { SearchAnswer, SearchBody, SearchRow } from '@/lib/contracts/search';
import { daysUntil } from '@/lib/writing/days';
import { type OwnersQuery, ownerQuery } from '../desk/as-owner';
import { type Desk, type RoleName, signInAs } from '../desk/desk';
import { type SandboxControl, sandboxControl } from '../desk/sandbox-control';
import { startTestStack, type TestStack, type TestStackOptions } from '../desk/stack';

export type DirectoryStack = TestStack & { sandbox: SandboxControl; query: OwnersQuery };

/**
 * For the top of a test file: a stack of the file's own whose directory keeps itself in step, as fast as it can. Its
 * first walk is over, and it stops after the file's tests.
 */
export async function directoryDesk(
  options: TestStackOptions = {},
  role: RoleName = 'compliance',
): Promise<{ stack: DirectoryStack; desk: Desk }> {
  const env = {
    DIRECTORY_SYNC: 'on',
    DIRECTORY_SYNC_RATE: '0',
    DIRECTORY_CATCH_UP_SECONDS: '1',
    ...options.env,
  };
  const started = await startTestStack({ ...options, env });
  afterAll(() => started.stop());
  const stack = { ...started, sandbox: sandboxControl(started.sandboxUrl), query: ownerQuery(started) };
  const desk = await signInAs(role, stack);
  if (env.DIRECTORY_SYNC === 'on') await whenReady(desk, 240);
  return { stack, desk };
}

export async function report(desk: Desk): Promise<DirectoryReport> {
  return (await (await desk.get('/api/directory')).json()) as DirectoryReport;
}

/** Waits for something to become so. Fails with what it last was. */
export async function eventually<T>(ask: () => Promise<T>, is: (value: T) => boolean, seconds = 40): Promise<T> {
  for (const deadline = Date.now() + seconds * 1_000; ; await new Promise((resolve) => setTimeout(resolve, 100))) {
    const value = await ask();
    if (is(value)) return value;
    if (Date.now() > deadline) throw new Error(`never came to be; last: ${JSON.stringify(value).slice(0, 800)}`);
  }
}

export const whenReady = (desk: Desk, seconds?: number) =>
  eventually(
    () => report(desk),
    ({ state, caughtUpAt, walk }) => state === 'ready' && caughtUpAt !== null && walk === null,
    seconds,
  );

/**
 * The count first: rows that the syncer adds meanwhile would else stay uncounted. Never within a walk: the walk would end
 * without the pages that it had read before. A wrong total in a catch-up is enough for a walk to begin at any time.
 */
const EMPTY = `WITH reset AS (
    UPDATE directory_sync SET covered = 0, walked_at = NULL, walk_asked_at = now() WHERE lanes IS NULL RETURNING walk
  ), gone AS (DELETE FROM directory_customers WHERE EXISTS (SELECT FROM reset))
  SELECT walk FROM reset`;

/** Has the directory empty, once no walk is under way. It is filled anew at once. */
export async function empty(stack: DirectoryStack): Promise<void> {
  await eventually(
    () => stack.query(EMPTY),
    ({ length }) => length === 1,
  );
}

/** Empties the directory and has it filled anew; `meanwhile` while it is being filled. */
export async function refill(stack: DirectoryStack, desk: Desk, meanwhile?: () => Promise<unknown>): Promise<void> {
  await empty(stack);
  await meanwhile?.();
  await whenReady(desk);
}

/** One more full walk, to its end; asked for as `npm run directory -- walk` does, unless `ask` does it. */
export async function walkOnce(stack: DirectoryStack, desk: Desk, ask?: () => Promise<unknown>): Promise<void> {
  const [before] = await stack.query('SELECT walk FROM directory_sync');
  await (ask?.() ?? stack.query('UPDATE directory_sync SET walk_asked_at = now()'));
  await eventually(
    () => stack.query('SELECT walk, lanes FROM directory_sync'),
    ([now]) => Number(now?.walk) > Number(before?.walk) && now?.lanes === null,
  );
  await whenReady(desk);
}

/** Whom a search finds that asks for nothing in particular: everybody, page by page. */
export async function findAll(desk: Desk, filters = {}): Promise<Map<string, SearchRow>> {
  const found = new Map<string, SearchRow>();
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const body = { filters, sort: { by: 'name' as const, order: 'asc' as const }, limit: 100 };
    const page: Rows = await search(desk, { ...body, ...(cursor !== undefined && { cursor }) });
    for (const row of page.rows) found.set(row.uuid, row);
    cursor = page.next;
  }
  return found;
}

/** A search finds everybody whom the vendor has, as they are there, and nobody else; and the figures say so. */
export async function expectInStep(stack: DirectoryStack, desk: Desk): Promise<void> {
  const there = new Map((await vendorRows(stack)).map((row) => [row.uuid, facts(row)]));
  const differences = async () => {
    const found = new Map([...(await findAll(desk))].map(([uuid, row]) => [uuid, facts(row)]));
    return {
      missing: [...there.keys()].filter((uuid) => !found.has(uuid)),
      stale: [...there.keys()].filter((uuid) => found.has(uuid) && found.get(uuid) !== there.get(uuid)),
      gone: [...found.keys()].filter((uuid) => !there.has(uuid)),
    };
  };
  await eventually(differences, (lists) => Object.values(lists).every((list) => list.length === 0), 20);
  await eventually(
    () => report(desk),
    ({ covered, total, error }) => covered === there.size && total === there.size && error === null,
  );
}

/** What rows of the vendor's and of ours can be compared by. Postgres keeps no NUL. */
function facts(row: VendorRow | SearchRow): string {
  return JSON.stringify(
    [row.name, row.surname, row.email, row.phoneNumber].map((text) => text?.replaceAll('\0', '\ufffd')),
  );
}

type VendorRow = Pick<SearchRow, 'uuid' | 'name' | 'surname' | 'email' | 'phoneNumber'>;

/** The whole list, from the vendor itself: what our own list shows goes into the directory at once. */
async function vendorRows(stack: DirectoryStack): Promise<VendorRow[]> {
  const rows: VendorRow[] = [];
  for (let page = 1; ; page += 1) {
    const answer = await fetch(`${stack.sandboxUrl}/customers/listWithDoc/clientAuth`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        clientUuid: stack.clientUuid,
        clientSecret: stack.clientSecret,
        page,
        entriesPerPage: 100,
      }),
    });
    const { data } = (await answer.json()) as { data: { data: VendorRow[] } };
    if (data.data.length === 0) return rows;
    rows.push(...data.data);
  }
}

export type Rows = Extract<SearchAnswer, { kind: 'rows' }>;

export async function search(desk: Desk, body: SearchBody): Promise<Rows> {
  const answer = await desk.send('POST', '/api/customers/search', body);
  const found = (await answer.json()) as SearchAnswer;
  if (answer.status !== 200 || found.kind !== 'rows') throw new Error(`${answer.status} ${JSON.stringify(found)}`);
  return found;
}

/** Every row of the vendor's list, as our list route shows it. */
export async function everybody(desk: Desk): Promise<CustomerRow[]> {
  const rows: CustomerRow[] = [];
  for (let page = 1, last = 1; page <= last; page += 1) {
    const answer = await desk.get(`/api/customers?perPage=100&page=${page}`);
    if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`);
    const list = (await answer.json()) as CustomerPage;
    rows.push(...list.rows);
    last = list.lastPage;
  }
  return rows;
}

const byDay = (one: { dateOfExpiry: string | null }, other: { dateOfExpiry: string | null }) =>
  (one.dateOfExpiry ?? '') < (other.dateOfExpiry ?? '') ? -1 : 1;

/** The rule of the list's badges (`lib/kyc/expiry.ts`), for any window. */
export function expiries(row: CustomerRow, now: Date, within: number): { kind: 'expired' | 'soon'; type: string }[] {
  // The newest document of a type counts.
  const newest = new Map(row.documents.toSorted(byDay).map(({ type, dateOfExpiry }) => [type, dateOfExpiry]));
  const days = [...newest].map(([type, day]) => ({ type, left: daysUntil(day, now) }));
  const past = days.filter(({ left }) => left !== null && left < 0).map(({ type }) => type);
  const expired = new Set<string>([...row.expiredDocuments, ...past]);
  const soon = days.filter(({ type, left }) => left !== null && left >= 0 && left <= within && !expired.has(type));
  return [
    ...[...expired].map((type) => ({ kind: 'expired' as const, type })),
    ...[...new Set(soon.map(({ type }) => type))].map((type) => ({ kind: 'soon' as const, type })),
  ];
}
