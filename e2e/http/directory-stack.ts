import path from 'node:path';
import pg from 'pg';
import { type CustomerPage, type CustomerRow, KNOWN_DOCUMENTS } from '@/lib/contracts/customer';
import type { DirectoryReport } from '@/lib/contracts/directory';
import type { SearchAnswer, SearchBody } from '@/lib/contracts/search';
import { daysUntil } from '@/lib/documents';
import { freePort } from '../../scripts/process/ports';
import { localUrl, startApplication } from '../../scripts/stack/application';
import { sandboxControl } from '../sandbox-control';
import { startTestStack, type TestStackOptions } from '../stack';
import { type Desk, deskWith, type RoleName, tryToSignIn } from './desk';

export type DirectoryStack = Awaited<ReturnType<typeof startDirectoryStack>>;

/** A stack of its own whose directory keeps itself in step, as fast as it can. */
export async function startDirectoryStack(options: TestStackOptions = {}) {
  const env = {
    DIRECTORY_SYNC: 'on',
    DIRECTORY_SYNC_RATE: '0',
    DIRECTORY_CATCH_UP_SECONDS: '1',
    ...options.env,
  };
  const stack = await startTestStack({ ...options, env });
  const sandbox = sandboxControl(stack.sandboxUrl);
  const signInAs = async (role: RoleName): Promise<Desk> => {
    const { email, password } = stack.accounts[role];
    const { status, cookie } = await tryToSignIn(email, password, { appUrl: stack.appUrl });
    if (status !== 200) throw new Error(`could not sign in as ${role}: ${status}\n${stack.appLog().slice(-2_000)}`);
    return deskWith(cookie, stack.appUrl);
  };
  const query = async (text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> => {
    const client = new pg.Client({ connectionString: stack.ownerDatabaseUrl });
    await client.connect();
    try {
      return (await client.query(text, values)).rows;
    } finally {
      await client.end();
    }
  };
  return { ...stack, sandbox, signInAs, query };
}

/** Another process of the application on the same database and Sentinel, which would like to be the syncer too. */
export async function startReplica(stack: DirectoryStack): Promise<{ appUrl: string; stop(): Promise<void> }> {
  const host = '127.0.0.1';
  const port = await freePort(host);
  const output = path.join(path.dirname(stack.appLogFile), `application-${port}.log`);
  const child = await startApplication({ mode: 'production', host, port, env: stack.applicationEnv, output });
  return { appUrl: localUrl(host, port), stop: () => child.stop() };
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

export const whenReady = (desk: Desk) =>
  eventually(
    () => report(desk),
    ({ state, caughtUpAt, walk }) => state === 'ready' && caughtUpAt !== null && walk === null,
  );

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

export const isKnown = (type: string) => KNOWN_DOCUMENTS.some((known) => known === type);

/** The rule of the list's badges (`lib/documents.ts`), for any window. */
export function expiries(row: CustomerRow, now: Date, within: number): { kind: 'expired' | 'soon'; type: string }[] {
  const days = row.documents.map(({ type, dateOfExpiry }) => ({ type, left: daysUntil(dateOfExpiry, now) }));
  const past = days.filter(({ left }) => left !== null && left < 0).map(({ type }) => type);
  const expired = new Set<string>([...row.expiredDocuments, ...past]);
  const soon = days.filter(({ type, left }) => left !== null && left >= 0 && left <= within && !expired.has(type));
  return [
    ...[...expired].map((type) => ({ kind: 'expired' as const, type })),
    ...[...new Set(soon.map(({ type }) => type))].map((type) => ({ kind: 'soon' as const, type })),
  ];
}
