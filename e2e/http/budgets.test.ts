import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AccountBudgets, BUDGETS } from '@/lib/contracts/budgets';
import { COVERAGE_GAPS } from '@/lib/contracts/coverage';
import { BUDGET_HEADER } from '@/lib/note-headers';
import { type Desk, errorOf, query, sandbox, signInAs, stack } from '../support/desk/desk';
import { WHY } from '../support/desk/purpose';
import { type Replica, startReplica } from '../support/desk/replica';
import { ageProof, eventsOf, newPerson, type Someone } from '../support/desk/staff';
import { until } from '../support/desk/until';

/** Budgets are counted once for all replicas, spent before Sentinel is asked, and exact under parallel calls. */

/** Hours, so that no window ends while a test runs. */
const hourly = (limits: Partial<Record<(typeof BUDGETS)[number], number>>) =>
  Object.fromEntries(BUDGETS.map((one) => [one, { minute: null, hour: limits[one] ?? null, day: null }]));
const env = {
  BUDGETS: JSON.stringify({
    support: hourly({ openings: 30 }),
    compliance: hourly({ customers: 3, reveals: 4, lookups: 1, searches: 1, lists: 1, links: 1, rows: 20 }),
    admin: hourly({}),
  }),
};

const replicas: Replica[] = [];
let uuids: string[];
beforeAll(async () => {
  await sandbox.reset();
  replicas.push(...(await Promise.all([startReplica(stack, { env }), startReplica(stack, { env })])));
  uuids = await sandbox.order('updatedAt', 'desc');
  // The list tells the desk the contacts of these customers: an opening of a stranger would walk through the list.
  await (await (await signInAs('compliance')).get('/api/customers?perPage=50')).text();
});
afterAll(async () => {
  await Promise.all(replicas.map((one) => one.stop()));
});
beforeEach(async () => {
  await sandbox.reset();
});

interface Worker extends Someone {
  here: Desk;
  there: Desk;
}

async function worker(role = 'compliance'): Promise<Worker> {
  const one = await newPerson(role);
  const [first, second] = replicas;
  if (first === undefined || second === undefined) throw new Error('no replicas');
  const here = await one.signIn({ appUrl: first.appUrl });
  return { ...one, here, there: second.seen(here) };
}

const uuid = (index: number) => uuids[index] ?? '';
const open = (desk: Desk, index: number) => desk.get(`/api/customers/${uuid(index)}`);
const reveal = (desk: Desk, index: number) => desk.send('POST', `/api/customers/${uuid(index)}/images`, { why: WHY });
const refused = (budget: string) => ({ status: 429, code: 'budget_spent', problem: { code: 'spent', budget } });
const status = (answer: Response) => answer.status;
const spentEvents = async ({ account }: Worker) =>
  (await eventsOf(account.id)).filter(({ action }) => action === 'budget.spent');

describe('openings', () => {
  it('lets exactly 30 of 100 parallel calls at two replicas through, and asks Sentinel for no other', async () => {
    const person = await worker('support');
    await sandbox.clearLog();
    const desks = [person.here, person.there];
    const answers: Response[] = [];
    // In waves: all at once, a busy machine answers some of them later than the trail may take.
    for (let from = 0; from < 100; from += 25) {
      const wave = Array.from({ length: 25 }, (_, place) => from + place);
      answers.push(...(await Promise.all(wave.map((index) => open(desks[index % 2] ?? person.here, index % 40)))));
    }
    const others = answers.filter(({ status }) => status === 429);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(30);
    expect(others).toHaveLength(70);
    expect(await errorOf(others[0] as Response)).toMatchObject(refused('openings'));
    expect(Number(others[0]?.headers.get('retry-after'))).toBeGreaterThan(60);
    expect(await sandbox.calls()).toHaveLength(30);

    // One event and one alert for the window, and no trace of the other refusals.
    expect(await spentEvents(person)).toMatchObject([{ detail: { budget: 'openings', window: 'hour', limit: 30 } }]);
    const alerts = await query("SELECT facts FROM alerts WHERE facts ->> 'account' = $1", [person.account.id]);
    expect(alerts).toMatchObject([{ facts: { budget: 'openings', window: 'hour' } }]);
    const opened = (await eventsOf(person.account.id)).filter(({ action }) => action === 'customer.opened');
    expect(opened).toHaveLength(60);
  });

  it('tells the person from four fifths on', async () => {
    const { here, there } = await worker('support');
    const notes: (string | null)[] = [];
    for (let index = 0; index < 25; index += 1) {
      notes.push((await open(index % 2 === 0 ? here : there, 0)).headers.get(BUDGET_HEADER));
    }
    expect(notes.findIndex((note) => note !== null)).toBe(23);
    expect(JSON.parse(notes[24] ?? '{}')).toMatchObject({ budget: 'openings', window: 'hour', spent: 25, limit: 30 });
  });
});

describe('other budgets', () => {
  it('counts different customers once each, whether they were opened or revealed', async () => {
    const { here, there } = await worker();
    for (const index of [0, 1, 0, 1]) expect((await open(here, index)).status).toBe(200);
    expect((await reveal(there, 2)).status).toBe(200);
    expect(await errorOf(await open(there, 3))).toMatchObject(refused('customers'));
    expect(await errorOf(await reveal(here, 3))).toMatchObject(refused('customers'));
    expect((await open(there, 2)).status).toBe(200);
    const kept = await query('SELECT customer FROM budget_customers');
    expect(kept.every(({ customer }) => (customer as Buffer).length === 16)).toBe(true);
  });

  it.each([
    ['reveals', 4, (desk: Desk) => reveal(desk, 0)],
    ['lookups', 1, (desk: Desk) => desk.send('POST', '/api/customers/lookup', { email: 'nobody@nowhere.example' })],
    ['searches', 1, (desk: Desk) => desk.send('POST', '/api/customers/search', { text: 'al' })],
    ['links', 1, (desk: Desk) => desk.send('POST', `/api/customers/${uuid(0)}/link`, {})],
    ['lists', 1, (desk: Desk) => desk.get('/api/customers?perPage=10')],
  ] as const)('refuses %s beyond the budget before Sentinel is asked', async (budget, limit, call) => {
    const { here, there } = await worker();
    for (let index = 0; index < limit; index += 1) expect((await call(here)).status).toBeLessThan(429);
    await sandbox.clearLog();
    expect(await errorOf(await call(there))).toMatchObject(refused(budget));
    expect(await sandbox.calls()).toEqual([]);
  });

  it('refuses a file that has more rows than are left, and says how many are', async () => {
    const person = await worker();
    const file = () =>
      person.here.send('POST', '/api/customers/export', { columns: ['uuid'], accepts: COVERAGE_GAPS, why: WHY });
    await until(async () => {
      const [held] = await query('SELECT count(*) FROM directory_customers');
      expect(Number(held?.count)).toBeGreaterThan(20);
    });
    expect(await errorOf(await file())).toMatchObject({
      ...refused('rows'),
      problem: { code: 'spent', budget: 'rows', left: 19 },
    });
    expect(await query('SELECT 1 FROM budget_leases WHERE account_id = $1', [person.account.id])).toEqual([]);
  });
});

describe('a grant', () => {
  it('lets a person go on at every replica, and is another administrator’s alone', async () => {
    const [person, admin] = [await worker(), await worker('admin')];
    const look = (desk: Desk) => desk.send('POST', '/api/customers/search', { text: 'al' });
    expect((await look(person.here)).status).toBe(200);
    expect((await look(person.there)).status).toBe(429);
    const path = `/api/accounts/${person.account.id}/budgets`;
    const seen = (await (await admin.here.get(path)).json()) as AccountBudgets;
    const [searches] = seen.budgets.filter(({ budget }) => budget === 'searches');
    expect(searches).toMatchObject({ granted: 0, windows: [{ window: 'hour', spent: 1, limit: 1 }] });

    const grant = { budget: 'searches', more: 2 };
    expect((await admin.here.send('POST', path, grant)).status).toBe(200);
    expect([await look(person.there), await look(person.here), await look(person.there)].map(status)).toEqual([
      200, 200, 429,
    ]);
    expect(await eventsOf(person.account.id)).toContainEqual({
      action: 'budget.granted',
      detail: { account: person.account.id, email: person.email, ...grant },
    });

    const own = `/api/accounts/${admin.account.id}/budgets`;
    expect(await errorOf(await admin.here.send('POST', own, grant))).toMatchObject({
      status: 409,
      problem: { code: 'own_budget' },
    });
    for (const more of [0, -1, 1.5, 1_000_001]) {
      expect((await admin.here.send('POST', path, { budget: 'searches', more })).status).toBe(422);
    }
    await ageProof(admin.account.id);
    expect((await admin.here.send('POST', path, grant)).status).toBe(403);
  });
});

describe('work at once', () => {
  const lease = (person: Worker, work: string) =>
    query("INSERT INTO budget_leases (account_id, work, until) VALUES ($1, $2, now() + interval '1 minute')", [
      person.account.id,
      work,
    ]);

  it('lets two reveals of a person run over all replicas, and frees their places', async () => {
    const person = await worker();
    expect((await open(person.here, 0)).status).toBe(200);
    await sandbox.fault({ mode: 'hold', path: 'status', times: 2 });
    const running = [reveal(person.here, 0), reveal(person.there, 0)];
    await until(async () => {
      const held = await query('SELECT 1 FROM budget_leases WHERE account_id = $1', [person.account.id]);
      expect(held).toHaveLength(2);
    });
    const third = await reveal(person.here, 0);
    expect(await errorOf(third)).toMatchObject({ status: 429, problem: { code: 'at_once', work: 'reveal' } });
    await sandbox.clearFaults();
    expect((await Promise.all(running)).map(({ status }) => status)).toEqual([200, 200]);
    expect((await reveal(person.there, 0)).status).toBe(200);
  });

  it('frees the place of a reveal that fails before its answer goes', async () => {
    const person = await worker();
    expect((await open(person.here, 0)).status).toBe(200);
    await sandbox.fault({ mode: 'status', status: 404, path: 'status', times: 1 });
    expect((await reveal(person.here, 0)).status).toBe(404);
    expect(await query('SELECT 1 FROM budget_leases WHERE account_id = $1', [person.account.id])).toEqual([]);
  });

  it('frees the place of a replica that died, once its lease has lapsed', async () => {
    const person = await worker();
    const doomed = await startReplica(stack, { env });
    await sandbox.fault({ mode: 'hold', path: 'status', times: 1 });
    const lost = reveal(doomed.seen(person.here), 0).catch(() => 'lost');
    await until(async () => expect(await sandbox.calls()).toContain('status'));
    await doomed.kill();
    expect(await lost).toBe('lost');
    await sandbox.clearFaults();
    await lease(person, 'reveal');
    expect((await reveal(person.here, 0)).status).toBe(429);
    // As if a minute were over.
    await query('UPDATE budget_leases SET until = now() WHERE account_id = $1', [person.account.id]);
    expect((await reveal(person.here, 0)).status).toBe(200);
  });

  it('lets one export and one verification run', async () => {
    const [clerk, admin] = [await worker(), await worker('admin')];
    await lease(clerk, 'export');
    const body = { text: 'nobody', columns: ['uuid'], accepts: COVERAGE_GAPS, why: WHY };
    const atOnce = (work: string) => ({ status: 429, problem: { code: 'at_once', work } });
    expect(await errorOf(await clerk.here.send('POST', '/api/customers/export', body))).toMatchObject(atOnce('export'));
    await lease(admin, 'verify');
    expect(await errorOf(await admin.there.send('POST', '/api/audit/verify'))).toMatchObject(atOnce('verify'));
  });
});
