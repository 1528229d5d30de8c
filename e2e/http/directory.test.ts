import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { CustomerRow } from '@/lib/contracts/customer';
import type { Neighbours, SearchCounts } from '@/lib/contracts/search';
import { asOwner } from '../support/desk/as-owner';
import { signInAs } from '../support/desk/desk';
import { WHY } from '../support/desk/purpose';
import { directoryDesk, eventually, everybody, expiries, report, search } from '../support/directory/directory-stack';

const { stack, desk } = await directoryDesk();

const uuids = (rows: readonly { uuid: string }[]) => rows.map(({ uuid }) => uuid);
const names = (row: CustomerRow) => `${row.name ?? ''} ${row.surname ?? ''}`;

describe('the first walk', () => {
  it('brings everybody, and says so', async () => {
    expect(await report(desk)).toMatchObject({
      state: 'ready',
      covered: 2_400,
      total: 2_400,
      proven: true,
      syncing: true,
      error: null,
    });
    const stored = await stack.query('SELECT uuid FROM directory_customers');
    expect(new Set(stored.map(({ uuid }) => uuid))).toEqual(new Set(await stack.sandbox.order('name', 'asc')));
  });

  it('keeps no document number, no date of birth and no image', async () => {
    const canary = await stack.sandbox.named('canary');
    const record = await stack.sandbox.record(canary.uuid);
    const passport = record.passport as { passportNumber?: string } | null;
    const [row] = await stack.query(
      'SELECT to_json(d)::text AS everything FROM directory_customers d WHERE uuid = $1',
      [canary.uuid],
    );
    expect(row?.everything).toContain(canary.email);
    for (const value of [passport?.passportNumber, record.dateOfBirth]) {
      expect(typeof value).toBe('string');
      expect(row?.everything).not.toContain(value);
    }
    expect(row?.everything).not.toContain('base64');
  });
});

describe('searching', () => {
  it('finds everybody by their own name, e-mail, phone and document number, among the first', async () => {
    const some = (await everybody(desk))
      .filter((row) => row.email?.match(/@(example|mail|post)\./))
      .filter((_, i) => i % 97 === 0);
    expect(some.length).toBeGreaterThan(15);
    for (const person of some) {
      const local = person.phoneNumber?.replace(/^\+971/, '0');
      for (const text of [
        names(person),
        names(person).split(' ').reverse().join(' '),
        person.email,
        person.phoneNumber,
        local,
      ]) {
        if (text == null || text.trim().length < 3) continue;
        expect(uuids((await search(desk, { text, limit: 100 })).rows), text).toContain(person.uuid);
      }
      const record = await stack.sandbox.record(person.uuid);
      const document = (record.passport as { passportNumber?: string | null } | null)?.passportNumber;
      if (document == null) continue;
      const [first] = (await search(desk, { text: document.toLowerCase() })).rows;
      expect(first).toMatchObject({ uuid: person.uuid, documentMatched: true });
    }
  });

  it('finds Arabic names however they are written, and shows where', async () => {
    const added = await stack.sandbox.add({ name: 'أحمد', surname: 'المنصوري', email: 'arabic-one@search.example' });
    await eventually(
      () => search(desk, { text: 'احمد المنصوري' }),
      ({ rows }) => uuids(rows).includes(added.uuid),
    );
    const whole = [
      { field: 'name', start: 0, length: 4 },
      { field: 'surname', start: 0, length: 8 },
    ];
    for (const [text, matches] of [
      ['احمد المنصوري', whole],
      ['احمـــد المنصورى', whole],
      ['المنص أَحْمَد', [{ field: 'surname', start: 0, length: 5 }, whole[0]]],
      ['منص احمد', [{ field: 'surname', start: 2, length: 3 }, whole[0]]],
    ] as const) {
      const found = (await search(desk, { text, limit: 100 })).rows.find(({ uuid }) => uuid === added.uuid);
      expect(found?.matches, text).toEqual(matches);
    }
    // Two letters are only looked for where a word begins.
    for (const text of ['من احمد', 'احمد المنصور خالد']) {
      const { rows, similar } = await search(desk, { text, limit: 100 });
      // Similar names come where nobody matches the text as written.
      expect(similar ? [] : uuids(rows), text).not.toContain(added.uuid);
    }
  });

  it('ranks whole words before beginnings, beginnings before the rest', async () => {
    const add = (name: string) => stack.sandbox.add({ name, surname: 'Ranktest', email: `${name}@rank.example` });
    const [inside, prefix, exact] = [await add('Oqzorian'), await add('Zorianna'), await add('Zorian')];
    await eventually(
      () => search(desk, { text: 'zorian' }),
      ({ rows }) => rows.length === 3,
    );
    expect(uuids((await search(desk, { text: 'zorian' })).rows)).toEqual([exact.uuid, prefix.uuid, inside.uuid]);
    const similar = await search(desk, { text: 'zoriano' });
    expect(similar.similar).toBe(true);
    expect(uuids(similar.rows)).toContain(exact.uuid);
  });

  it('asks for more than a letter, and takes two for a beginning', async () => {
    const one = await desk.send('POST', '/api/customers/search', { text: 'z' });
    expect(await one.json()).toMatchObject({ kind: 'type-more' });
    const { rows } = await search(desk, { text: 'mo', limit: 100 });
    expect(rows.length).toBeGreaterThan(5);
    for (const row of rows) expect(`${names(row)} ${row.email}`.toLowerCase()).toMatch(/(^|[^a-z])m[oóöôø]/);
  });

  it('pages through a result without loss or repetition, and refuses a cursor of another one', async () => {
    for (const sort of [
      undefined,
      { by: 'name', order: 'desc' } as const,
      { by: 'updatedAt', order: 'asc' } as const,
    ]) {
      for (const query of [{ text: 'an' }, { filters: { gender: ['female'] } }]) {
        const whole: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await search(desk, { ...query, ...(sort && { sort }), ...(cursor && { cursor }), limit: 100 });
          whole.push(...uuids(page.rows));
          cursor = page.next ?? undefined;
        } while (cursor !== undefined);
        const { total } = await counts(query);
        expect(new Set(whole).size).toBe(whole.length);
        expect(whole.length).toBe(total);
      }
    }
    const sort = { by: 'name', order: 'asc' } as const;
    const { next } = await search(desk, { text: 'an', sort, limit: 10 });
    const asked = { text: 'an', sort, cursor: next, limit: 10 };
    for (const [change, status] of [
      [{}, 200],
      [{ text: 'al' }, 422],
      [{ sort: { by: 'name', order: 'desc' } }, 422],
      [{ sort: { by: 'updatedAt', order: 'asc' } }, 422],
      [{ sort: { by: 'relevance' } }, 422],
      [{ filters: { gender: ['female'] } }, 422],
    ] as const) {
      const answer = await desk.send('POST', '/api/customers/search', { ...asked, ...change });
      expect(answer.status, JSON.stringify(change)).toBe(status);
    }
  });

  it('looks an unknown e-mail address up at Sentinel, recorded as a look-up', async () => {
    const someone = await stack.sandbox.named('editable');
    await stack.query('DELETE FROM directory_customers WHERE uuid = $1', [someone.uuid]);
    const { rows, live } = await search(desk, { text: someone.email ?? '' });
    expect([live, uuids(rows)]).toEqual(['found', [someone.uuid]]);
    expect(await search(desk, { text: 'nobody-at-all@nowhere.example' })).toMatchObject({ rows: [], live: 'nobody' });
    const events = await stack.query(
      "SELECT action, detail FROM audit_events WHERE action IN ('customer.looked-up', 'customers.searched') ORDER BY seq DESC LIMIT 4",
    );
    expect(events.map(({ action }) => action).sort()).toEqual(
      ['customer.looked-up', 'customer.looked-up', 'customers.searched', 'customers.searched'].sort(),
    );
    expect(JSON.stringify(events)).not.toContain('@');
    await stack.sandbox.fault({ mode: 'status', status: 503, path: 'statusWithoutImages', times: 1 });
    expect(await search(desk, { text: 'nobody-else@nowhere.example' })).toMatchObject({ rows: [], live: 'failed' });
  });
});

async function counts(body: object): Promise<SearchCounts> {
  return (await (await desk.send('POST', '/api/customers/counts', body)).json()) as SearchCounts;
}

describe('filters', () => {
  it('give what the rows themselves say, and the counts beside them agree', async () => {
    const rows = await everybody(desk);
    const today = new Date().toISOString().slice(0, 10);
    const expired = (row: CustomerRow) => expiries(row, new Date(), 0).some(({ kind }) => kind === 'expired');
    const someDay = rows.map((row) => row.updatedAt?.slice(0, 10) ?? '').sort()[Math.floor(rows.length / 2)] ?? '';
    const cases: [object, (row: CustomerRow) => boolean][] = [
      [{ nationality: ['ARE', 'GBR'] }, (row) => ['ARE', 'GBR'].includes(row.nationality ?? '')],
      [{ status: [2, 6] }, (row) => [2, 6].includes(row.status?.code ?? -1)],
      [{ gender: ['none'] }, (row) => row.gender === null],
      [{ documentType: ['emiratesId'] }, (row) => row.documents.some(({ type }) => type === 'emiratesId')],
      [{ documentType: ['none'] }, (row) => row.documents.length === 0],
      [{ expired: true }, expired],
      [{ severalDocuments: true }, (row) => new Set(row.documents.map(({ type }) => type)).size > 1],
      [{ faceMatchFailed: true }, (row) => row.documents.some(({ idMatch }) => idMatch === false)],
      [{ expired: true, nationality: ['IND'] }, (row) => expired(row) && row.nationality === 'IND'],
      [{ updatedFrom: today }, (row) => (row.updatedAt ?? '') >= today],
      [{ updatedTo: someDay }, (row) => row.updatedAt !== null && row.updatedAt.slice(0, 10) <= someDay],
      [{ updatedFrom: someDay, updatedTo: someDay }, (row) => row.updatedAt?.slice(0, 10) === someDay],
    ];
    for (const [filters, fits] of cases) {
      const expected = rows.filter(fits).length;
      expect((await counts({ filters })).total, JSON.stringify(filters)).toBe(expected);
    }
    const { facets } = await counts({ filters: { nationality: ['ARE'], expired: true } });
    const ofIndia = rows.filter((row) => expired(row) && row.nationality === 'IND').length;
    expect(facets?.nationality.find(({ value }) => value === 'IND')?.count).toBe(ofIndia);
    expect(facets?.expired).toBe(rows.filter((row) => expired(row) && row.nationality === 'ARE').length);
    const women = rows.filter((row) => expired(row) && row.nationality === 'ARE' && row.gender === 'female').length;
    expect(facets?.gender.find(({ value }) => value === 'female')?.count).toBe(women);
  });

  it('have no counts when counting takes too long, and do when asked again', async () => {
    // Nobody else has asked for these: counts are shared for a while.
    const filters = { gender: ['male'], nationality: ['EGY', 'PHL'] };
    await asOwner(stack, async (query) => {
      await query('BEGIN');
      await query('LOCK TABLE directory_customers IN ACCESS EXCLUSIVE MODE');
      // The database ends it after five seconds.
      expect((await counts({ filters })).facets).toBeNull();
      await query('ROLLBACK');
    });
    expect((await counts({ filters })).facets).not.toBeNull();
  });

  it('mean the days of the reader, in counts, rows, neighbours and exports alike', async () => {
    const rows = await everybody(desk);
    const shown = (row: CustomerRow, timeZone: string) =>
      row.updatedAt && new Intl.DateTimeFormat('sv', { timeZone }).format(new Date(row.updatedAt));
    const day = rows.flatMap((row) => shown(row, 'Asia/Dubai') ?? [])[Math.floor(rows.length / 2)] ?? '';
    const filters = { updatedFrom: day, updatedTo: day };
    // Right after each other: counts are shared for some seconds, and never across zones.
    for (const timeZone of ['Asia/Dubai', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', undefined]) {
      const there = rows.filter((row) => shown(row, timeZone ?? 'UTC') === day).map(({ uuid }) => uuid);
      const query = { filters, ...(timeZone !== undefined && { timeZone }) };
      expect((await counts(query)).total, timeZone).toBe(there.length);
      const page = await search(desk, { ...query, limit: 100 });
      expect(uuids(page.rows).toSorted(), timeZone).toEqual(there.slice(0, 100).toSorted());
      const [first, second] = uuids(page.rows);
      const beside = await desk.send('POST', '/api/customers/neighbours', { ...query, uuid: first });
      expect(await beside.json()).toEqual({ previous: null, next: second ?? null, found: first !== undefined });
      const file = await desk.send('POST', '/api/customers/export', {
        ...query,
        columns: ['uuid', 'updatedAt'],
        why: WHY,
      });
      const [head, ...lines] = (await file.text()).trimEnd().split('\r\n');
      expect(head).toBe(`Customer,Updated (${timeZone ?? 'UTC'})`);
      expect(lines.map((line) => line.slice(0, 36)).toSorted(), timeZone).toEqual(there.toSorted());
      for (const line of lines) expect(line.slice(36)).toMatch(new RegExp(`^,${day}T[0-9:.]+(Z|[+-][01][0-9]:00)$`));
    }
    for (const timeZone of ['Mars/Olympus', '+04:00', '', 4]) {
      const answer = await desk.send('POST', '/api/customers/search', { filters, timeZone });
      expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('timeZone')]);
    }
  });

  it.each([
    { status: [] },
    { expiresWithin: -1 },
    { updatedFrom: '2026-02-30' },
    { updatedTo: '9999-12-31' },
    { updatedFrom: '0000-01-01' },
    { unknown: true },
  ])('refuse %j by name', async (filters) => {
    const answer = await desk.send('POST', '/api/customers/search', { filters });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toMatch(/filters|unknown is not known/);
  });
});

describe('neighbours', () => {
  it('follow the whole result, both ways', async () => {
    for (const query of [
      { text: 'an', sort: { by: 'relevance' as const } },
      { filters: { expired: true as const }, sort: { by: 'name' as const, order: 'desc' as const } },
    ]) {
      const first = await search(desk, { ...query, limit: 30 });
      const more = await search(desk, { ...query, limit: 30, cursor: first.next ?? '' });
      const order = uuids([...first.rows, ...more.rows]);
      for (const place of [0, 1, 29, 30, 40]) {
        const answer = await desk.send('POST', '/api/customers/neighbours', { ...query, uuid: order[place] });
        const beside = (await answer.json()) as Neighbours;
        expect(beside).toEqual({ previous: order[place - 1] ?? null, next: order[place + 1], found: true });
      }
    }
    const answer = await desk.send('POST', '/api/customers/neighbours', { text: 'zzzz', uuid: 'nobody' });
    expect(await answer.json()).toEqual({ previous: null, next: null, found: false });
  });

  it('are recorded as a search, without its text', async () => {
    const { rows } = await search(desk, { text: 'an', limit: 1 });
    const filters = { documentType: ['passport' as const] };
    for (const query of [{ text: 'an' }, { filters }]) {
      const before = await newest();
      await desk.send('POST', '/api/customers/neighbours', { ...query, uuid: rows[0]?.uuid });
      const events = await stack.query('SELECT action, outcome, detail FROM audit_events WHERE seq > $1', [before]);
      const detail = 'text' in query ? { terms: ['word'], filters: [] } : { terms: [], filters: ['documentType'] };
      expect(events.map((event) => ({ ...event, detail: JSON.parse(String(event.detail)) }))).toEqual([
        { action: 'customers.searched', outcome: 'success', detail: { ...detail, found: expect.any(Number) } },
      ]);
    }
  });
});

const newest = async () => Number((await stack.query('SELECT max(seq) AS seq FROM audit_events'))[0]?.seq);

describe('an export', () => {
  const columns = ['uuid', 'name', 'phoneNumber', 'nationality'];
  const lastEvent = async () =>
    (
      await stack.query(
        "SELECT phase, outcome, detail FROM audit_events WHERE action = 'customers.exported' ORDER BY seq DESC LIMIT 1",
      )
    )[0];

  it('holds what the filter matches, and the trail knows its digest', async () => {
    const { total } = await counts({ filters: { nationality: ['ARE'] } });
    const answer = await desk.send('POST', '/api/customers/export', {
      columns,
      filters: { nationality: ['ARE'] },
      why: WHY,
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    const text = bytes.toString();
    expect(text.startsWith('\ufeffCustomer,Name,Nationality,Phone\r\n')).toBe(true);
    expect(text.trimEnd().split(/\r\n(?=[0-9a-f]{8}-)/).length - 1).toBe(total);
    expect(text).toMatch(/,\+9715\d{8}\r\n/);
    expect([answer.headers.get('x-export-rows'), answer.headers.get('x-export-matches')]).toEqual([
      `${total}`,
      `${total}`,
    ]);
    const event = await eventually(lastEvent, (one) => one?.phase === 'outcome');
    expect(JSON.parse(String(event?.detail))).toEqual({
      rows: total,
      bytes: bytes.length,
      digest: createHash('sha256').update(bytes).digest('hex'),
      gaps: [],
      covered: expect.any(Number),
      total: expect.any(Number),
      asOf: expect.any(String),
    });
  });
});

it('shows a correction at once, and a change made elsewhere soon', async () => {
  const someone = await stack.sandbox.named('editable');
  const support = await signInAs('support', stack);
  const expected = { email: someone.email, phoneNumber: someone.phoneNumber };
  const saved = await support.send('PATCH', `/api/customers/${someone.uuid}/contact`, {
    email: 'fresh-contact@corrected.example',
    expected,
  });
  expect(saved.status).toBe(200);
  expect(uuids((await search(desk, { text: 'fresh-contact@corr', live: false })).rows)).toEqual([someone.uuid]);
  await stack.sandbox.patch(someone.uuid, { surname: 'Elsewhereson' });
  await eventually(
    () => search(desk, { text: 'elsewhereson' }),
    ({ rows }) => rows.length === 1,
  );
});

it('logs nothing that was searched for', () => {
  const log = stack.appLog();
  expect(log).toContain('POST /api/customers/search');
  for (const text of ['@', 'zorian', 'elsewhereson', 'fresh-contact']) expect(log.toLowerCase()).not.toContain(text);
});
