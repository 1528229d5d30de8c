import { describe, expect, it } from 'vitest';
import type { ExpiringPage, ExpiringRow, ExpiringSummary } from '@/lib/contracts/expiring';
import type { Neighbours } from '@/lib/contracts/search';
import { errorOf, signInAs } from '../support/desk/desk';
import { parseCsv } from '../support/desk/parse-csv';
import { WHY } from '../support/desk/purpose';
import { directoryDesk, everybody, expiries, search } from '../support/directory/directory-stack';

const { stack, desk } = await directoryDesk({ customers: 400 });

async function listed(query: string): Promise<ExpiringRow[]> {
  const rows: ExpiringRow[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const answer = await desk.get(`/api/expiring/customers?${query}${cursor && `&cursor=${cursor}`}`);
    const page = (await answer.json()) as ExpiringPage;
    rows.push(...page.rows);
    cursor = page.next;
  }
  return rows;
}

const inDays = (days: number) => ({
  dateOfExpiry: new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10),
});
/** Two documents that stand far apart in a list. */
const BOTH: Record<string, Record<string, unknown>> = {
  'within=expired': { passport: inDays(-1), emiratesId: inDays(-600) },
  'within=90': { passport: inDays(1), emiratesId: inDays(89) },
  'within=90&nationality=ARE': { passport: inDays(1), emiratesId: inDays(89), nationality: 'ARE' },
};

describe('expiring documents', () => {
  it('are counted, grouped and listed as the documents themselves say', async () => {
    const rows = await everybody(desk);
    const now = new Date();
    for (const within of ['expired', 30, 90] as const) {
      const expected = rows.flatMap((row) =>
        expiries(row, now, within === 'expired' ? 0 : within)
          .filter(({ kind }) => (kind === 'expired') === (within === 'expired'))
          .map(({ type }) => `${row.uuid} ${type}`),
      );
      const summary = (await (await desk.get(`/api/expiring?within=${within}`)).json()) as ExpiringSummary;
      const documents = (await listed(`within=${within}`)).map((row) => `${row.uuid} ${row.documentType}`);
      expect(documents.toSorted()).toEqual(expected.toSorted());
      expect(summary.totals[within]).toBe(documents.length);
      const sum = (some: { count: number }[]) => some.reduce((all, { count }) => all + count, 0);
      expect(sum(summary.documentTypes)).toBe(documents.length);
      expect(sum(summary.nationalities)).toBe(documents.length);
      expect(sum(summary.weeks) + summary.earlier).toBe(documents.length);
    }
  });

  it.each(['within=expired', 'within=90', 'within=90&documentType=passport', 'within=90&nationality=ARE'])(
    'lead from each person to the next, %s: everybody once, in the order of the list',
    async (choice) => {
      // Whoever has two documents in it stands where the first one does.
      await stack.sandbox.add({ name: 'Both', email: `${choice.replace(/\W/g, '.')}@both.example`, ...BOTH[choice] });
      await expect.poll(async () => JSON.stringify(await listed(choice)), { timeout: 20_000 }).toContain('"Both"');
      const documents = await listed(choice);
      const order = [...new Set(documents.map(({ uuid }) => uuid))];
      expect(order.length).toBeGreaterThanOrEqual(10);
      if (!choice.includes('=passport')) expect(documents.length).toBeGreaterThan(order.length);
      for (const place of order.keys()) {
        const answer = await desk.get(`/api/expiring/neighbours?${choice}&uuid=${order[place]}`);
        const beside = (await answer.json()) as Neighbours;
        expect(beside).toEqual({ previous: order[place - 1] ?? null, next: order[place + 1] ?? null, found: true });
      }
      const nobody = await desk.get(`/api/expiring/neighbours?${choice}&uuid=nobody`);
      expect(await nobody.json()).toEqual({ previous: null, next: null, found: false });
      const [event] = await stack.query('SELECT action, detail FROM audit_events ORDER BY seq DESC LIMIT 1');
      const type = ['documentType', 'nationality'].filter((name) => choice.includes(name));
      expect([event?.action, JSON.parse(String(event?.detail))]).toEqual([
        'customers.searched',
        { terms: [], filters: ['expiring', ...type], found: 0 },
      ]);
    },
  );
});

describe('the worklist', () => {
  const byUuid = async (query: string, uuid: string) => (await listed(query)).find((row) => row.uuid === uuid);
  const lastEvent = async (action: string) => {
    const [event] = await stack.query(
      'SELECT action, customer, outcome, detail FROM audit_events WHERE action = $1 ORDER BY seq DESC LIMIT 1',
      [action],
    );
    return event;
  };

  it('has months and chosen days as windows, expired documents among them, and says what is none', async () => {
    const today = new Date().toISOString().slice(0, 10);
    const month = today.slice(0, 7);
    const expected = (await everybody(desk)).flatMap((row) =>
      expiries(row, new Date(), 60).flatMap(({ type }) => {
        const day = row.documents
          .flatMap((one) => (one.type === type ? (one.dateOfExpiry ?? []) : []))
          .sort()
          .at(-1);
        const isIn = day?.startsWith(month) && (day < today || !row.expiredDocuments.includes(type));
        return isIn ? [`${row.uuid} ${type}`] : [];
      }),
    );
    const rows = await listed('within=this-month');
    expect(rows.map(({ uuid, documentType }) => `${uuid} ${documentType}`).toSorted()).toEqual(expected.toSorted());
    const summary = (await (await desk.get('/api/expiring?within=this-month')).json()) as ExpiringSummary;
    expect([summary.totals['this-month'], summary.chosen]).toEqual([rows.length, null]);
    const span = `within=days&from=${month}-01&to=${today}`;
    const days = (await (await desk.get(`/api/expiring?${span}`)).json()) as ExpiringSummary;
    expect(days.chosen).toBe((await listed(span)).length);
    for (const wrong of [
      'within=days',
      `within=days&from=${today}&to=2020-01-01`,
      'within=days&from=2026-01-01&to=2027-06-01',
    ]) {
      const answer = await desk.get(`/api/expiring/customers?${wrong}`);
      expect(answer.status, wrong).toBe(422);
      expect(Object.keys((await errorOf(answer)).fields ?? {}), wrong).toEqual(['to']);
    }
  });

  it('is narrowed by status, and counts each', async () => {
    const rows = await listed('within=expired');
    const { statuses } = (await (await desk.get('/api/expiring?within=expired')).json()) as ExpiringSummary;
    const codes = rows.map(({ status }) => status?.code ?? null);
    const given = statuses.filter(({ value }) => typeof value === 'number');
    expect(given.length).toBeGreaterThan(2);
    for (const { value, count } of given) expect(codes.filter((code) => code === value)).toHaveLength(count);
    expect(statuses.reduce((sum, { count }) => sum + count, 0)).toBe(rows.length);
    for (const { value, count } of given.slice(0, 3)) {
      const query = `within=expired&status=${value}`;
      const narrowed = await listed(query);
      expect(narrowed.map(({ status }) => status?.code ?? null)).toEqual(Array(count).fill(value));
      const summary = (await (await desk.get(`/api/expiring?${query}`)).json()) as ExpiringSummary;
      expect([summary.totals.expired, summary.statuses.length]).toEqual([count, statuses.length]);
      const beside = await desk.get(`/api/expiring/neighbours?${query}&uuid=${narrowed[0]?.uuid}`);
      const next = [...new Set(narrowed.map(({ uuid }) => uuid))][1] ?? null;
      expect(await beside.json()).toEqual({ previous: null, next, found: true });
    }
    expect((await desk.get('/api/expiring?status=Draft')).status).toBe(422);
  });

  it('is read in other orders, and tells contact, status and the last link with its maker', async () => {
    const names = (await listed('within=expired&sortBy=name')).map(({ name, surname }) => name ?? surname);
    expect(names.length).toBeGreaterThan(50);
    expect((await listed('within=expired&sortBy=name&order=desc')).length).toBe(names.length);
    const added = await stack.sandbox.add({ name: 'Linked', email: 'linked@worklist.example', passport: inDays(20) });
    await expect.poll(() => byUuid('within=30', added.uuid), { timeout: 20_000 }).toBeDefined();
    expect(await byUuid('within=30', added.uuid)).toMatchObject({
      ...{ email: 'linked@worklist.example', status: { label: expect.any(String) }, lastLink: null, marks: [] },
    });
    const support = await signInAs('support', stack);
    const made = await support.send('POST', `/api/customers/${added.uuid}/link`, { why: 'ask' });
    expect(made.status).toBe(200);
    const [support0] = await stack.query("SELECT name FROM accounts WHERE role = 'support' LIMIT 1");
    expect(await byUuid('within=30', added.uuid)).toMatchObject({
      lastLink: { by: expect.stringMatching(String(support0?.name)), at: expect.stringMatching(/^20/) },
    });
    // Compliance may create links, too.
    expect((await desk.send('POST', `/api/customers/${added.uuid}/link`, { why: 'ask' })).status).toBe(200);
  });

  it('marks documents as done, for oneself or for all, until the document changes; each mark is an event', async () => {
    const added = await stack.sandbox.add({ name: 'Marked', email: 'marked@worklist.example', passport: inDays(25) });
    await expect.poll(() => byUuid('within=30', added.uuid), { timeout: 20_000 }).toBeDefined();
    const support = await signInAs('support', stack);
    const { dateOfExpiry: lastDay } = inDays(25);
    const document = { uuid: added.uuid, documentType: 'passport', lastDay };
    const mark = async (who: typeof desk, how: object) => {
      const answer = await who.send('POST', '/api/expiring/marks', { documents: [document], ...how });
      expect(answer.status).toBe(200);
      return ((await answer.json()) as { marked: number }).marked;
    };
    const marksSeenBy = async (who: typeof desk) => {
      const page = (await (await who.get('/api/expiring/customers?within=30')).json()) as ExpiringPage;
      return page.rows.find(({ uuid }) => uuid === added.uuid)?.marks;
    };
    expect(await mark(desk, { for: 'me', done: true, word: 'written to them' })).toBe(1);
    expect(await marksSeenBy(desk)).toMatchObject([{ for: 'me', word: 'written to them' }]);
    expect(await marksSeenBy(support)).toEqual([]);
    expect(await lastEvent('customer.document-marked')).toMatchObject({
      ...{ customer: added.uuid, outcome: 'success' },
      detail: JSON.stringify({ document: 'passport', markedFor: 'me', done: true, withWord: true }),
    });
    expect(await byUuid('within=30&open=true', added.uuid)).toBeUndefined();
    expect(await mark(support, { for: 'all', done: true })).toBe(1);
    expect(await marksSeenBy(desk)).toMatchObject([{ for: 'me' }, { for: 'all', word: null }]);
    // Colleagues count on a mark for all: one's own mark doesn't take its place.
    expect(await mark(support, { for: 'me', done: true })).toBe(0);
    // A mark for all is anybody's to take away; somebody else's own mark is not.
    expect(await mark(support, { for: 'me', done: false })).toBe(0);
    expect(await mark(desk, { for: 'all', done: false })).toBe(1);
    expect(await marksSeenBy(support)).toEqual([]);

    await stack.sandbox.patch(added.uuid, { passport: inDays(28), updatedAt: new Date().toISOString() });
    await expect
      .poll(async () => (await byUuid('within=30&open=true', added.uuid))?.dateOfExpiry, { timeout: 20_000 })
      .toBe(inDays(28).dateOfExpiry);
    expect(await marksSeenBy(desk)).toEqual([]);
    const nobody = { ...document, uuid: '00000000-0000-4000-8000-000000000000' };
    const answer = await desk.send('POST', '/api/expiring/marks', { documents: [nobody], for: 'me', done: true });
    expect(await answer.json()).toEqual({ marked: 0 });
    // What is no document, or is one no longer, reaches neither the marks nor the trail.
    const before = await lastEvent('customer.document-marked');
    expect(await mark(desk, { for: 'me', done: true })).toBe(0);
    for (const documentType of ['emiratesId', 'Jane Doe +971501234567']) {
      const made = { uuid: added.uuid, documentType, lastDay: null };
      const refused = await desk.send('POST', '/api/expiring/marks', { documents: [made], for: 'me', done: true });
      expect(await refused.json()).toEqual({ marked: 0 });
    }
    expect(await lastEvent('customer.document-marked')).toEqual(before);
  });

  it('is exported as it is listed, recorded with its rows', async () => {
    const rows = await listed('within=60&sortBy=name&order=desc');
    const answer = await desk.send('POST', '/api/expiring/export', {
      ...{ within: 60, sortBy: 'name', order: 'desc', accepts: ['missing', 'skipped', 'stale'], why: WHY },
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-disposition')).toMatch(/filename="expiring-20\d\d/);
    const [head, ...records] = parseCsv(await answer.text());
    expect(head?.slice(0, 5)).toEqual(['Customer', 'Name', 'Surname', 'Document', 'Last day']);
    expect(records.map(([uuid, , , type, day]) => `${uuid} ${type} ${day}`)).toEqual(
      rows.map((row) => `${row.uuid} ${row.documentType} ${row.dateOfExpiry}`),
    );
    const event = await lastEvent('customers.exported');
    expect(JSON.parse(String(event?.detail))).toMatchObject({ rows: rows.length });
    const support = await signInAs('support', stack);
    expect((await support.send('POST', '/api/expiring/export', { why: WHY })).status).toBe(403);
  });
});

describe('digits', () => {
  it('are looked for where people begin to type a phone number first, then anywhere in it', async () => {
    const add = (phoneNumber: string, name: string) =>
      stack.sandbox.add({ name, surname: 'Digits', email: `${name}@digits.example`, phoneNumber });
    const middle = [
      await add('+971529057761', 'one'),
      await add('+971529257762', 'two'),
      await add('+971529357763', 'three'),
    ];
    const begins = await add('+971577611234', 'begins');
    const ends = await add('+971521235776', 'ends');
    const found = async (text: string) =>
      (await search(desk, { text, limit: 100 })).rows
        .map(({ uuid }) => uuid)
        .filter((uuid) => [...middle, begins, ends].some((one) => one.uuid === uuid));
    await expect.poll(() => found('5776'), { timeout: 20_000 }).toHaveLength(5);
    expect((await found('0577 6'))[0]).toBe(begins.uuid);
    expect((await found('5776'))[0]).toBe(ends.uuid);
    expect((await found('971 5776'))[0]).toBe(begins.uuid);
  });
});
