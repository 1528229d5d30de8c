import { expect, it } from 'vitest';
import type { ExpiringPage } from '@/lib/contracts/expiring';
import type { SearchCounts, SearchFilters } from '@/lib/contracts/search';
import { soundCodes } from '@/lib/server/directory/sounds';
import {
  fillExpiringTalliesStatement,
  fillTalliesStatement,
  talliedWeeksStatement,
} from '@/lib/server/directory/tallies-sql';
import { addDays, dayOf } from '@/lib/writing/days';
import { soundKeys } from '@/lib/writing/sounds';
import { asOwner } from '../support/desk/as-owner';
import { signInAs } from '../support/desk/desk';
import { WHY } from '../support/desk/purpose';
import { thorough } from '../support/desk/thorough';
import { directoryDesk, search } from '../support/directory/directory-stack';

/**
 * Every statement of every route that reads the directory, as the running desk sends it, with the plan that Postgres
 * chose among 200,000 customers and the rows that it really read. No statement may read the table, or an index that
 * selects little.
 */

const CUSTOMERS = 200_000;
/**
 * More than the 50,000 customers that a statement may gather or count on purpose, and far less than the table. Of an
 * index alone, without rows of the table, twice as much is as cheap.
 */
const ROWS_AT_MOST = 55_000;
const ENTRIES_AT_MOST = 100_000;

const { stack, desk } = await directoryDesk({ customers: 60, env: { DIRECTORY_SYNC: 'off' } });

const NAMES = [
  'Layla',
  'Omar',
  'Fatima',
  'Ahmed',
  'Zoe',
  'Karim',
  'Mei',
  'Ivan',
  'أحمد',
  'Priya',
  'Noor',
  'Elena',
  'Tariq',
];
const SURNAMES = Array.from({ length: 97 }, (_, index) => {
  const syllable = (place: number) =>
    ['had', 'ri', 'sol', 'mek', 'tan', 'vu', 'lor', 'pes', 'qua', 'zin'][place % 10] ?? '';
  return `${syllable(index).replace(/^./, (one) => one.toUpperCase())}${syllable(index * 7 + 3)}${syllable(Math.floor(index / 10))}`;
});
const nameOf = (n: number) => NAMES[n % NAMES.length] ?? '';
const surnameOf = (n: number) => SURNAMES[n % SURNAMES.length] ?? '';
const phoneOf = (n: number) => `+9715${String((n * 48_611) % 100_000_000).padStart(8, '0')}`;
const uuidOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
/** The oldest quarter of all customers came with another domain: common, and not among the newest. */
const OLD_FROM = 150_000;
const emailOf = (n: number) => `${surnameOf(n).toLowerCase()}.${n}@${n > OLD_FROM ? 'old.example.com' : 'example.com'}`;

/** One statement, after the indexes have been put aside: to add to them row by row takes ten times as long. */
const FILL = `
  INSERT INTO directory_customers (uuid, status, name, surname, nationality, gender, email, phone, updated_given,
    updated_at, documents, unreadable_mask, expired_documents, document_keys, document_mask, expired_mask,
    passport_expiry, emirates_id_expiry, egypt_national_id_expiry, face_failed, sort_name, search, sounds, read_at, seen_walk)
  SELECT '00000000-0000-4000-8000-' || lpad(n::text, 12, '0'), CASE WHEN n % 1000 = 7 THEN NULL ELSE (n % 8)::int END, name, surname,
    CASE WHEN n % 50 = 0 THEN NULL ELSE ('{ARE,IND,EGY,PHL,GBR,PAK,USA,JOR}'::text[])[(1 + n % 8)::int] END,
    ('{female,male}'::text[])[(1 + n % 2)::int], email, phone, to_char(moment, 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), moment,
    jsonb_build_array(jsonb_build_object('type', 'passport', 'dateOfExpiry', day, 'idMatch', n % 20 <> 0)),
    CASE WHEN n % 9000 = 5 THEN 8 ELSE 0 END,
    CASE WHEN n % 40 = 0 THEN '{passport}' WHEN n % 500 = 3 THEN '{residence_permit}' ELSE '{}' END::text[],
    ARRAY[hashtextextended(n::text, 0)], CASE WHEN n % 25 = 0 THEN 5 ELSE 1 END,
    CASE WHEN n % 40 = 0 THEN 1 WHEN n % 500 = 3 THEN 8 ELSE 0 END, day, CASE WHEN n % 3 = 0 THEN day + 77 END,
    CASE WHEN n % 25 = 0 THEN day - 11 END, n % 20 = 0, lower(name || ' ' || surname),
    ' ' || lower(name || ' ' || surname || ' ' || email) || ' ' || substr(phone, 2) || ' ', name_sounds || surname_sounds, now(), 1
  FROM (SELECT n, current_date + (n * 7 % 2900 - 600)::int AS day,
      now() - n * interval '3 minutes' AS moment, '+9715' || lpad((n * 48611 % 100000000)::text, 8, '0') AS phone,
      names.name, names.sounds AS name_sounds, surnames.name AS surname, surnames.sounds AS surname_sounds,
      lower(surnames.name) || '.' || n || CASE WHEN n > ${OLD_FROM} THEN '@old.example.com' ELSE '@example.com' END AS email
    FROM generate_series(1::bigint, $1) AS n
    JOIN jsonb_to_recordset($2::jsonb) AS names(place int, name text, sounds int[]) ON names.place = n % $3
    JOIN jsonb_to_recordset($4::jsonb) AS surnames(place int, name text, sounds int[]) ON surnames.place = n % $5) AS people`;

async function fill(): Promise<void> {
  const heard = (names: readonly string[], part: 'name' | 'surname') =>
    JSON.stringify(
      names.map((name, place) => ({
        ...{ place, name },
        sounds: soundCodes(part === 'name' ? soundKeys(name, null) : soundKeys(null, name)),
      })),
    );
  await asOwner(stack, async (query) => {
    const indexes = await query(
      "SELECT indexname AS name, indexdef AS text FROM pg_indexes WHERE tablename = 'directory_customers' AND indexname NOT LIKE '%pkey'",
    );
    for (const { name } of indexes) await query(`DROP INDEX ${name}`);
    await query('DELETE FROM directory_customers');
    await query("SET work_mem = '64MB'");
    await query("SET maintenance_work_mem = '256MB'");
    await query(FILL, [CUSTOMERS, heard(NAMES, 'name'), NAMES.length, heard(SURNAMES, 'surname'), SURNAMES.length]);
    for (const { text } of indexes) await query(String(text));
    await query('VACUUM ANALYZE directory_customers');
    await query('UPDATE directory_sync SET covered = $1, total = $1, walked_at = now(), caught_up_at = now()', [
      CUSTOMERS,
    ]);
    // As the syncer keeps them (`directory/tallies.ts`); no syncer is at work here.
    await countTallies(query);
  });
}

async function countTallies(query: (text: string, values?: unknown[]) => Promise<unknown>): Promise<void> {
  const now = new Date();
  for (const { text, values } of [fillTalliesStatement(now), fillExpiringTalliesStatement(now)])
    await query(text, values);
  await query('UPDATE directory_sync SET tallied_at = $1, tallied_day = current_date', [now]);
  const weeks = talliedWeeksStatement(now);
  await query(weeks.text, weeks.values);
  await query('ANALYZE directory_tallies');
  await query('ANALYZE directory_expiring_tallies');
}

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Actual Rows'?: number;
  'Actual Loops'?: number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  Plans?: PlanNode[];
}
interface Plan {
  'Query Text': string;
  Plan: PlanNode;
}

/** Has Postgres write the plan of each statement of the desk into its log, with the rows that each step read. */
async function recordPlans(): Promise<void> {
  const role = new URL(stack.databaseUrl).username;
  const settings = {
    session_preload_libraries: 'auto_explain',
    'auto_explain.log_min_duration': '0',
    'auto_explain.log_analyze': 'on',
    'auto_explain.log_timing': 'off',
    'auto_explain.log_format': 'json',
    'auto_explain.log_parameter_max_length': '200',
  };
  await asOwner(stack, async (query) => {
    await query("LOAD 'auto_explain'");
    for (const [name, value] of Object.entries(settings)) await query(`ALTER ROLE ${role} SET ${name} = '${value}'`);
    // The desk's pools open new connections, which have the settings.
    await query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1', [role]);
  });
}

function plansIn(log: string): Plan[] {
  return [...log.matchAll(/ plan:\n((?:\t.*\n)+)/g)].map(
    ([, text = '']) => JSON.parse(text.replace(/^\t/gm, '')) as Plan,
  );
}

function nodesOf(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}

/** How many rows, or entries of an index, a step has read. */
function readBy(node: PlanNode): number {
  const rows =
    (node['Actual Rows'] ?? 0) + (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0);
  return Math.round(rows * (node['Actual Loops'] ?? 1));
}

function mostOf(node: PlanNode): number {
  return node['Node Type'] === 'Bitmap Index Scan' ? ENTRIES_AT_MOST : ROWS_AT_MOST;
}

/** What is wrong with a plan: the steps that read too much of the directory. */
function faultsOf(plan: Plan): string[] {
  return nodesOf(plan.Plan)
    .filter((node) => node['Relation Name'] === 'directory_customers' || /^directory_/.test(node['Index Name'] ?? ''))
    .filter((node) => node['Node Type'].includes('Seq Scan') || readBy(node) > mostOf(node))
    .map((node) => `${node['Node Type']} ${node['Index Name'] ?? ''} read ${readBy(node)}`);
}

const daysAgo = (days: number) => addDays(dayOf(new Date()), -days);

/** Thirty kinds of text, about one customer. */
const TEXTS: Record<string, (n: number) => string> = {
  'two letters': (n) => surnameOf(n).slice(0, 2),
  'three letters': (n) => surnameOf(n).slice(1, 4),
  'a name': nameOf,
  'a surname': surnameOf,
  'name and surname': (n) => `${nameOf(n)} ${surnameOf(n)}`,
  'surname first, upper case': (n) => `${surnameOf(n)} ${nameOf(n)}`.toUpperCase(),
  'a name and two letters': (n) => `${nameOf(n)} ${surnameOf(n).slice(0, 2)}`,
  'a misspelt name': (n) => `${nameOf(n)} ${surnameOf(n).replace(/[aeiou]/g, 'e')}`,
  'a name of nobody': (n) => `${surnameOf(n)}xyz`,
  'an Arabic name': () => 'احمد',
  'Arabic letters': () => 'حم',
  'part of an e-mail address': (n) => emailOf(n).slice(0, 9),
  'an e-mail address': emailOf,
  'an e-mail address of nobody': (n) => `nobody${n}@example.com`,
  'an e-mail domain': () => '@example.com',
  'an e-mail domain of old customers': () => '@old.example',
  'a word of all addresses': () => 'com',
  'a phone number': phoneOf,
  'a phone number, national': (n) => phoneOf(n).replace(/^\+971(\d\d)(\d{3})/, '0$1 $2 '),
  'a phone number of nobody': () => '+971501234567',
  'the last four digits': (n) => phoneOf(n).slice(-4),
  'the last five digits': (n) => phoneOf(n).slice(-5),
  'the last six digits': (n) => phoneOf(n).slice(-6),
  'five digits from the middle': (n) => phoneOf(n).slice(5, 10),
  'the beginning of all numbers': () => '971',
  'a name and digits': (n) => `${nameOf(n)} ${phoneOf(n).slice(-5)}`,
  'a passport number': (n) => `A${1_234_567 + n}`,
  'part of a passport number': (n) => `A${12_345 + (n % 1_000)}`,
  'an Emirates ID': (n) => `784-1988-${1_234_567 + n}-1`,
  'part of an Emirates ID': () => '784-1988',
  'a uuid': uuidOf,
  'part of a uuid': (n) => uuidOf(n).slice(-8),
  'a short id': (n) => `C-${10_000 + n}`,
};

const FILTERS: SearchFilters[] = [
  { status: [6] },
  { status: ['none'] },
  { status: [-5] },
  { nationality: ['IND'] },
  { nationality: ['none', 'ZZZ'] },
  { nationality: ['unreadable'] },
  { gender: ['female'] },
  { gender: ['none'] },
  { documentType: ['passport'] },
  { documentType: ['egyptNationalId'] },
  { documentType: ['none'] },
  { expired: true },
  { expired: true, documentType: ['egyptNationalId'], nationality: ['GBR'] },
  { expiresWithin: 30 },
  { expiresWithin: 90, status: [1] },
  { severalDocuments: true },
  { severalDocuments: true, nationality: ['ARE'] },
  { faceMatchFailed: true },
  { faceMatchFailed: true, gender: ['male'] },
  { expiryUnreadable: true },
  { faceMatchUnreadable: true },
  { updatedFrom: daysAgo(10), updatedTo: daysAgo(9) },
  { updatedTo: daysAgo(30) },
];
const SORTS = [{ by: 'relevance' }, { by: 'name', order: 'asc' }, { by: 'status', order: 'asc' }] as const;

it('no statement of the directory reads the table, or an index that selects little', async () => {
  await fill();
  await recordPlans();
  const from = stack.databaseLog().length;
  const post = async (path: string, body: object) => {
    const answer = await desk.send('POST', path, body);
    expect(answer.status, `${path} ${JSON.stringify(body)}`).toBe(200);
    return await answer.text();
  };
  const get = async (path: string) => {
    const answer = await desk.get(path);
    expect(answer.status, path).toBe(200);
    return await answer.text();
  };
  let n = 4_321;
  for (const textOf of Object.values(TEXTS)) {
    n += 977;
    const text = textOf(n);
    const found = await search(desk, { text, live: false, limit: 20 });
    await search(desk, { text, live: false, limit: 20, sort: { by: 'name', order: 'asc' } });
    await post('/api/customers/counts', { text });
    if (found.next !== null) await search(desk, { text, live: false, limit: 20, cursor: found.next });
    await post('/api/customers/neighbours', { text, uuid: found.rows[0]?.uuid ?? uuidOf(n) });
  }
  for (const [index, filters] of FILTERS.entries()) {
    for (const sort of thorough ? SORTS : SORTS.filter((_, place) => place === index % SORTS.length)) {
      const found = await search(desk, { filters, sort, limit: 50 });
      const uuid = found.rows.at(-1)?.uuid ?? uuidOf(n);
      await post('/api/customers/neighbours', { filters, sort, uuid });
      if (found.next !== null) await search(desk, { filters, sort, limit: 50, cursor: found.next });
    }
    await search(desk, { text: nameOf(n), filters, live: false });
    await post('/api/customers/counts', { filters });
  }
  // Customers whose face match failed stand together in the order by status, often far from both ends.
  for (const order of ['asc', 'desc'] as const) {
    const failed = { filters: { faceMatchFailed: true as const }, sort: { by: 'status' as const, order } };
    const found = await search(desk, { ...failed, limit: 50 });
    await search(desk, { ...failed, limit: 50, cursor: found.next ?? '' });
    await post('/api/customers/neighbours', { ...failed, uuid: found.rows.at(-1)?.uuid });
  }
  await search(desk, { sort: { by: 'nationality', order: 'desc' }, limit: 100 });
  await post('/api/customers/counts', {});
  const span = `days&from=${daysAgo(300)}&to=${daysAgo(-60)}`;
  const narrowed = ['', '&nationality=IND', '&nationality=none', '&documentType=passport', '&status=2', '&status=none'];
  for (const [index, within] of ['expired', '30', '90', 'this-month', 'next-month', span].entries()) {
    for (const more of narrowed.filter((_, place) => thorough || place % 2 === index % 2)) {
      await get(`/api/expiring?within=${within}${more}`);
      const page = JSON.parse(await get(`/api/expiring/customers?within=${within}${more}`)) as ExpiringPage;
      if (page.next !== null) await get(`/api/expiring/customers?within=${within}${more}&cursor=${page.next}`);
      await get(`/api/expiring/neighbours?within=${within}${more}&uuid=${page.rows.at(-1)?.uuid ?? uuidOf(n)}`);
    }
  }
  for (const order of ['&order=asc', '&open=true', '&open=true&order=asc&documentType=passport']) {
    const page = JSON.parse(await get(`/api/expiring/customers?within=expired${order}`)) as ExpiringPage;
    await get(`/api/expiring/customers?within=expired${order}&cursor=${page.next}`);
    await get(`/api/expiring/neighbours?within=expired${order}&uuid=${page.rows.at(-1)?.uuid}`);
  }
  for (const sort of ['name', 'nationality', 'status']) {
    const page = JSON.parse(await get(`/api/expiring/customers?within=90&sortBy=${sort}`)) as ExpiringPage;
    await get(`/api/expiring/customers?within=90&sortBy=${sort}&cursor=${page.next}`);
    await get(`/api/expiring/neighbours?within=90&sortBy=${sort}&order=desc&uuid=${page.rows.at(-1)?.uuid}`);
  }
  // Many documents of a country in another order: its customers are walked in that order.
  const sunday = addDays(dayOf(new Date()), 343 - new Date().getUTCDay());
  const ofCountry = `within=days&from=${daysAgo(0)}&to=${sunday}&nationality=IND`;
  for (const sort of ['name', 'nationality', 'status']) {
    const page = JSON.parse(await get(`/api/expiring/customers?${ofCountry}&sortBy=${sort}`)) as ExpiringPage;
    const next = JSON.parse(
      await get(`/api/expiring/customers?${ofCountry}&sortBy=${sort}&cursor=${page.next}`),
    ) as ExpiringPage;
    const rows = [...page.rows, ...next.rows];
    expect(new Set(rows.map(({ uuid, documentType }) => `${uuid} ${documentType}`)).size).toBe(100);
    const names = rows.map(({ name, surname }) => `${name} ${surname}`);
    if (sort === 'name') expect(names).toEqual(names.toSorted());
  }
  const views = [
    { page: 'customers', filters: { severalDocuments: true, nationality: ['ARE'] } },
    { page: 'expiring', params: { within: 'expired', status: 2 } },
    { page: 'expiring', params: { within: 'days', from: daysAgo(300), to: daysAgo(-60) } },
  ];
  for (const state of views) {
    const view = { id: crypto.randomUUID(), name: 'Counted', team: false, state };
    expect((await desk.send('POST', '/api/views', view)).status).toBe(201);
  }
  for (const page of ['customers', 'expiring'])
    expect(await get(`/api/views/counts?page=${page}`)).not.toContain('null');
  // More documents than are gathered for another order.
  expect((await desk.get('/api/expiring/customers?within=expired&sortBy=name')).status).toBe(422);
  const support = await signInAs('support', stack);
  for (const contact of [{ email: emailOf(n) }, { phoneNumber: phoneOf(n) }]) {
    const owners = await support.send('POST', '/api/customers/owners', { ...contact, except: uuidOf(1) });
    expect(owners.status).toBe(200);
  }
  await desk.get(`/api/customers/${uuidOf(n)}`);
  // The trail's page names its customers.
  await get(`/api/audit?customer=${uuidOf(n)}`);
  await get('/api/directory');
  const columns = ['uuid', 'name'];
  const file = {
    columns,
    filters: { status: ['none'] },
    accepts: ['filling', 'missing', 'stale', 'failed', 'skipped'],
    why: WHY,
  };
  await post('/api/customers/export', file);

  // More match than are counted, or ranked: the figures say so, and in an order that was asked for the first is first.
  const counted = JSON.parse(await post('/api/customers/counts', { text: 'com' })) as SearchCounts;
  expect(counted).toMatchObject({ exact: false, total: 20_000 });
  const old = await search(desk, { text: '@old.example', live: false, limit: 20 });
  expect([old.capped, old.rows.length]).toEqual([true, 20]);
  expect(JSON.parse(await post('/api/customers/counts', { text: '@old.example' }))).toMatchObject({
    ...{ exact: false, total: 20_000 },
  });
  const [first] = (await search(desk, { text: 'com', sort: { by: 'name', order: 'asc' }, limit: 1 })).rows;
  expect([first?.name, first?.surname]).toEqual([NAMES.toSorted()[0], SURNAMES.toSorted()[0]]);

  const plans = plansIn(stack.databaseLog().slice(from));
  const ofDirectory = plans.filter((plan) => /directory_(customers|tallies|expiring)/.test(plan['Query Text']));
  expect(ofDirectory.length).toBeGreaterThan(200);
  const byStatus = ofDirectory.flatMap(({ Plan }) =>
    nodesOf(Plan).filter((node) => node['Index Name'] === 'directory_face_failed_by_status'),
  );
  const inOrder = byStatus.filter((node) => node['Node Type'] === 'Index Scan').map(readBy);
  expect([inOrder.length >= 6, inOrder.filter((read) => read > 60)]).toEqual([true, []]);
  const walked = ofDirectory.filter(({ 'Query Text': text }) => text.includes('WITH walked_0 AS MATERIALIZED'));
  const ways = walked.flatMap(({ Plan }) => nodesOf(Plan).map((node) => node['Index Name']));
  expect(walked.length).toBe(6);
  expect(ways.filter((name) => name === 'directory_of_nationality_by_name').length).toBeGreaterThan(0);
  expect(ways.filter((name) => name === 'directory_of_nationality_by_status').length).toBeGreaterThan(0);
  const faults = ofDirectory.flatMap((plan) => {
    const found = faultsOf(plan);
    return found.length === 0 ? [] : [`${found.join(', ')}: ${plan['Query Text'].replace(/\s+/g, ' ').slice(0, 300)}`];
  });
  expect(faults).toEqual([]);
}, 240_000);
