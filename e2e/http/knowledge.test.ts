import { beforeAll, describe, expect, it } from 'vitest';
import { ROLES } from '@/lib/access';
import type { CustomerPage, OpenedCustomer } from '@/lib/contracts/customer';
import { DOCUMENT_IDENTITY_FIELDS, IDENTITY_FIELDS, ROW_KNOWLEDGE } from '@/lib/contracts/knowledge';
import { EXPORT_COLUMNS } from '@/lib/contracts/search';
import { PAGES, ROUTES } from '../support/desk/access-table';
import { findPerson } from '../support/desk/canary-search';
import { type Desk, type RoleName, sandbox, signInAs } from '../support/desk/desk';
import { fieldsOf, valuesOf } from '../support/desk/json-fields';
import { WHY } from '../support/desk/purpose';

/** What each role's answers hold: the table of `docs/access.md`, and no masked value anywhere. */

/** As a browser loads a page: only then are its customers in the first HTML. */
const DOCUMENT = { 'sec-fetch-dest': 'document' };

const IN_TEN_DAYS = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10);

const desks = new Map<RoleName, Desk>();
const as = (role: RoleName) => desks.get(role) ?? desks.values().next().value ?? expect.unreachable();
let uuid: string;
let whole: OpenedCustomer;
let email: string;
beforeAll(async () => {
  await sandbox.reset();
  for (const role of ROLES) desks.set(role, await signInAs(role));
  const person = await sandbox.named('all-documents');
  ({ uuid } = person);
  email = person.email ?? '';
  const { passport } = (await sandbox.record(uuid)) as { passport: object };
  await sandbox.patch(uuid, { passport: { ...passport, dateOfExpiry: IN_TEN_DAYS } });
  // Twice: the first answer fills the directory's row, which the second holds.
  await as('admin').get(`/api/customers/${uuid}`);
  whole = (await (await as('admin').get(`/api/customers/${uuid}`)).json()) as OpenedCustomer;
  // Rows of Expiring tell of the last link, which tests of another file may have made before.
  expect((await as('admin').send('POST', `/api/customers/${uuid}/link`, {})).status).toBe(200);
});

/** The routes whose answers hold customers' fields. Other routes answer with numbers, ids or events. */
const ANSWERS: Record<string, (desk: Desk) => Promise<Response>> = {
  'GET /api/customers': listWith,
  'GET /api/customers/{uuid}': (desk) => desk.get(`/api/customers/${uuid}`),
  'POST /api/customers/search': (desk) => desk.send('POST', '/api/customers/search', { text: email }),
  'GET /api/expiring/customers': (desk) => desk.get('/api/expiring/customers?within=30'),
  'POST /api/customers/lookup': (desk) => desk.send('POST', '/api/customers/lookup', { email }),
  'POST /api/customers/owners': (desk) =>
    desk.send('POST', '/api/customers/owners', { email, except: '00000000-0000-4000-8000-000000000000' }),
};

/** The page of the list that this person is on. */
async function listWith(desk: Desk): Promise<Response> {
  for (let page = 1; ; page += 1) {
    const answer = await desk.get(`/api/customers?perPage=100&sortBy=name&order=asc&page=${page}`);
    const { rows, lastPage } = (await answer.clone().json()) as CustomerPage;
    if (rows.some((row) => row.uuid === uuid) || page >= lastPage) return answer;
  }
}

/** The same answer without the rows of other people, which other tests may have changed. */
function ofThisPerson(json: object): object {
  if (!('rows' in json) || !Array.isArray(json.rows)) return json;
  return { ...json, rows: json.rows.filter((row: { uuid: string }) => row.uuid === uuid) };
}

/** About the answer and the directory, not about a customer. */
const ABOUT =
  /^(directory|hidden|known|total|page|perPage|lastPage|skipped|asOf|next|kind|live|capped|similar|spoken|more)\b/;

describe('the answers', () => {
  it('hold for each role what docs/access.md says', async () => {
    const parts = await Promise.all(Object.entries(ANSWERS).map(([route, ask]) => tableOf(route, ask)));
    await expect(`${HEAD}${parts.join('\n')}\n${columnsTable()}`).toMatchFileSnapshot('../../docs/access.md');
  });

  it('name the hidden fields to people who do not see them, whether or not the customer has them', async () => {
    const nobody = await sandbox.named('only-uuid');
    for (const one of [uuid, nobody.uuid]) {
      const { hidden } = (await (await as('support').get(`/api/customers/${one}`)).json()) as OpenedCustomer;
      expect(hidden).toEqual({ person: IDENTITY_FIELDS, documents: DOCUMENT_IDENTITY_FIELDS });
    }
    expect(whole.hidden).toBeNull();
  });

  it('show support the last four characters of each number', async () => {
    const { documents } = (await (await as('support').get(`/api/customers/${uuid}`)).json()) as OpenedCustomer;
    expect(documents.map(({ type, numberEnd }) => [type, numberEnd])).toEqual(
      whole.documents.map(({ type, number }) => [type, number?.replace(/[^A-Z0-9]/gi, '').slice(-4)]),
    );
    expect(documents.length).toBe(3);
  });
});

async function tableOf(route: string, ask: (desk: Desk) => Promise<Response>): Promise<string> {
  const fields = new Map<RoleName, string[] | null>();
  for (const role of ROLES) {
    const answer = await ask(as(role));
    expect([200, 403]).toContain(answer.status);
    const json = answer.status === 403 ? null : ofThisPerson((await answer.json()) as object);
    fields.set(role, json === null ? null : fieldsOf(json).filter((field) => !ABOUT.test(field)));
  }
  const all = [...new Set([...fields.values()].flatMap((some) => some ?? []))].toSorted();
  const cell = (role: RoleName, field: string) => {
    const has = fields.get(role);
    return has === null ? 'refused' : has?.includes(field) ? 'yes' : '–';
  };
  // A list holds no field that the table of knowledge does not know.
  for (const [, name = ''] of all.join().matchAll(/rows\[\]\.(?:documents\[\]\.)?(\w+)/g))
    expect(ROW_KNOWLEDGE).toHaveProperty(name);
  const rows = all.map((field) => [`\`${field}\``, ...ROLES.map((role) => cell(role, field))]);
  return [`## ${route}`, '', ...aligned([['field', ...ROLES], ...rows]), ''].join('\n');
}

/** A table as the formatter writes it. */
function aligned(rows: string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: string[]) => `| ${row.map((text, column) => text.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head = [], ...others] = rows;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...others.map(line)];
}

function columnsTable(): string {
  expect(EXPORT_COLUMNS.map((column) => ROW_KNOWLEDGE[column])).toEqual(EXPORT_COLUMNS.map(() => 'reader'));
  const columns = EXPORT_COLUMNS.map((column) => `\`${column}\``).join(',\n');
  return `## POST /api/customers/export\n\nFor roles with \`customers:export\`: ${columns}.\n`;
}

const HEAD = `# Who sees what

What the answers of each role hold of one customer who has every field. A test asks the built desk and writes this page
(\`e2e/http/knowledge.test.ts\`; \`npx vitest run --project integration e2e/http/knowledge.test.ts -u\` after a change of
the rules). \`yes\`: the answer holds a value. \`–\`: it holds none. \`refused\`: the role may not call the route.

The rules are one table, \`lib/contracts/knowledge.ts\`, over every field of the contract. A role without
\`identity:view\` gets no birth date, no whole document number, no other field of a document than type, expiry and the
last four characters of the number (\`numberEnd\`), no text that OCR read, and no score. Verdicts, status, name and
contact stay, and so do nationality and gender: lists show, sort and filter them. \`hidden\` names the fields that are
left out; it depends on the role alone, so it does not tell whether the customer has a value.

A hidden field can be asked for alone, with a purpose, by a role with \`identity:reveal\`:
\`POST /api/customers/{uuid}/reveal\`. Support has it where \`IDENTITY_REVEAL\` names the role.

A search finds a customer by a whole document number, whoever searches: the person who types it knows it already. No
part of a number finds anybody, because the directory keeps keyed fingerprints of whole numbers. Blind spot: who knows
the last four characters can try whole numbers one by one; each try is an event in the audit trail.

`;

describe('a canary for each hidden value', () => {
  /** What support must not see of this person: the values of the hidden fields, but for those that readers see too. */
  const secrets = () => {
    const hidden = [
      ...IDENTITY_FIELDS.map((field) => whole[field]),
      ...whole.documents.flatMap((document) => DOCUMENT_IDENTITY_FIELDS.map((field) => document[field])),
    ].flatMap(valuesOf);
    const numbers = whole.documents.flatMap(({ number }) => (number === null ? [] : [number.replaceAll('-', '')]));
    const open = JSON.stringify([
      ...[whole.name, whole.surname, whole.email, whole.phoneNumber, whole.nationality, whole.gender, whole.uuid],
      ...whole.documents.map(({ dateOfExpiry }) => dateOfExpiry),
      ...[whole.createdAt, whole.updatedAt, whole.status],
    ]).toLowerCase();
    const ocrKeys = new Set(whole.documents.flatMap(({ ocr }) => ocr.map(({ key }) => key)));
    return [...new Set([...hidden, ...numbers])].filter(
      (value) => value.length >= 4 && !ocrKeys.has(value) && !open.includes(value.toLowerCase()),
    );
  };
  /** A number is a secret in any part; other values are secrets as a whole. */
  const found = (text: string) => {
    const [numbers, others] = [whole.documents.map(({ number }) => number ?? ''), secrets()];
    return [...findPerson(text, numbers), ...others.filter((value) => text.includes(value))];
  };

  it('has something to look for', () => {
    expect(secrets()).toEqual(expect.arrayContaining([whole.dateOfBirth, String(whole.isLiveScore)]));
    expect(secrets().length).toBeGreaterThan(12);
    expect(found(JSON.stringify(whole)).length).toBeGreaterThan(12);
  });

  it('support gets none from any route', async () => {
    for (const [route, { body, path, form, needs }] of Object.entries(ROUTES)) {
      if (form || needs === 'signed-in' || needs === 'open') continue;
      const [method = '', pattern = ''] = route.split(' ');
      const answer = await as('support').send(method, (path ?? pattern).replace('[uuid]', uuid), body);
      expect({ [route]: found(await answer.text()) }).toEqual({ [route]: [] });
    }
    for (const [route, ask] of Object.entries(ANSWERS)) {
      expect({ [route]: found(await (await ask(as('support'))).text()) }).toEqual({ [route]: [] });
    }
    // A correction answers with what it saved, and a conflict with both versions.
    for (const expected of [
      { email, phoneNumber: whole.phoneNumber },
      { email: null, phoneNumber: null },
    ]) {
      const change = { email, expected };
      const answer = await as('support').send('PATCH', `/api/customers/${uuid}/contact`, change);
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(found(await answer.text())).toEqual([]);
    }
  });

  it('support gets none from the first HTML of any page, nor from the data that the router loads', async () => {
    for (const page of Object.keys(PAGES)) {
      for (const headers of [DOCUMENT, {}, { rsc: '1' }]) {
        const answer = await as('support').get(page.replace('[uuid]', uuid), headers);
        expect({ [page]: found(await answer.text()) }).toEqual({ [page]: [] });
      }
    }
  });

  it('support gets none from the first HTML that does hold this person, in time or late', async () => {
    const htmlOf = async (role: RoleName) => await (await as(role).get(`/customers/${uuid}`, DOCUMENT)).text();
    // What the others see is there, so that its absence means something.
    expect(found(await htmlOf('admin')).length).toBeGreaterThan(12);
    for (const fault of [null, { mode: 'delay', ms: 1_500 }]) {
      if (fault !== null) await sandbox.fault({ ...fault, path: 'statusWithoutImages' });
      const html = await htmlOf('support').finally(() => sandbox.clearFaults());
      expect({ fault, hasPerson: html.includes(email) }).toEqual({ fault, hasPerson: true });
      expect(found(html)).toEqual([]);
    }
  });

  it('no file and no event holds one, whoever asks', async () => {
    const body = { text: email, columns: EXPORT_COLUMNS, accepts: ROUTES_ACCEPT, why: WHY };
    const csv = await (await as('admin').send('POST', '/api/customers/export', body)).text();
    expect(csv).toContain(uuid);
    const activity = await (await as('admin').get(`/api/customers/${uuid}/activity`)).text();
    const trail = await (
      await as('admin').send('POST', '/api/audit/export', { format: 'jsonl', customer: uuid })
    ).text();
    expect(trail).toContain('customer.opened');
    for (const text of [csv, activity, trail]) expect(found(text)).toEqual([]);
  });
});

const ROUTES_ACCEPT = ['filling', 'missing', 'stale', 'failed', 'skipped', 'row-limit'];

describe('a search by a document number', () => {
  const search = async (text: string) =>
    (await (await as('support').send('POST', '/api/customers/search', { text })).json()) as {
      exact: string | null;
      rows: { uuid: string; documentMatched: boolean }[];
    };

  it('finds a masked person by the whole number, in any writing', async () => {
    for (const { number } of whole.documents) {
      for (const text of [number ?? '', (number ?? '').toLowerCase(), (number ?? '').replaceAll('-', ' ')]) {
        expect(await search(text)).toMatchObject({ exact: uuid, rows: [{ uuid, documentMatched: true }] });
      }
    }
  });

  it('marks nobody for a part of one', async () => {
    for (const { number } of whole.documents) {
      const bare = (number ?? '').replaceAll('-', '');
      for (const text of [bare.slice(0, -1), bare.slice(1), bare.slice(-4), bare.slice(-6)]) {
        const { rows } = await search(text);
        expect(rows.filter((row) => row.uuid === uuid && row.documentMatched)).toEqual([]);
      }
    }
  });
});
