import { describe, expect, it } from 'vitest';
import type { ExpiringPage, ExpiringRow, ExpiringSummary } from '@/lib/contracts/directory';
import type { Neighbours } from '@/lib/contracts/search';
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
