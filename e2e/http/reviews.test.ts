import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CustomerPage } from '@/lib/contracts/customer';
import type { Review, ReviewPage } from '@/lib/contracts/reviews';
import { asOwner } from '../support/desk/as-owner';
import { type Desk, errorOf, query, sandbox, signInAs, stack } from '../support/desk/desk';
import { type Replica, startReplica } from '../support/desk/replica';
import { newPerson } from '../support/desk/staff';
import { until } from '../support/desk/until';

/** Reviews: said once by two replicas, read by those who may, closed by somebody else than their subject. */

/** The sixth opening within a minute is one too many. */
const env = {
  REVIEWS: JSON.stringify({
    everySeconds: 1,
    off: ['not-led'],
    beyondPeers: { measures: { 'opened-minute': { least: 5, atFirst: 5 } } },
  }),
};

let admin: Desk;
let compliance: Desk;
let uuids: string[];
beforeAll(async () => {
  await sandbox.reset();
  [admin, compliance] = await Promise.all([signInAs('admin'), signInAs('compliance')]);
  const list = (await (await compliance.get('/api/customers?perPage=10')).json()) as CustomerPage;
  uuids = list.rows.map(({ uuid }) => uuid);
});

const read = async (desk: Desk, state = 'open') => {
  const answer = await desk.get(`/api/reviews?state=${state}`);
  expect(answer.status).toBe(200);
  return ((await answer.json()) as ReviewPage).reviews;
};
const about = async (desk: Desk, account: string, state?: string) =>
  (await read(desk, state)).filter(({ person }) => person?.id === account);
const openAll = async (desks: readonly Desk[]) => {
  for (const [index, uuid] of uuids.slice(0, 8).entries()) {
    expect((await desks[index % desks.length]?.get(`/api/customers/${uuid}`))?.status).toBe(200);
  }
};
const eventsOf = (action: string, account: string) =>
  query(`SELECT * FROM audit_events WHERE action = $1 AND detail::json ->> 'account' = $2`, [action, account]);
const close = (desk: Desk, review: Review | undefined, word = 'She helped with the backlog.') =>
  desk.send('POST', `/api/reviews/${review?.number}/close`, { word });

/** As a rule would say it. */
async function finding(rule: string, person: string | null): Promise<number> {
  const values = [randomUUID(), rule, person];
  const [row] = await query(
    `INSERT INTO review_findings (key, rule, person, first_at, spoke_at, figures, events, rows)
     VALUES ($1, $2, $3, now(), now(), '{"count":9}', '{1,2}', 2) RETURNING number`,
    values,
  );
  return Number(row?.number);
}
const accountId = async (role: 'admin' | 'compliance') =>
  String((await query('SELECT id FROM accounts WHERE email = $1', [stack.accounts[role].email]))[0]?.id);

describe('two replicas', () => {
  const replicas: Replica[] = [];
  beforeAll(async () => {
    replicas.push(...(await Promise.all([startReplica(stack, { env }), startReplica(stack, { env })])));
  });
  afterAll(async () => {
    await Promise.all(replicas.map((one) => one.stop()));
  });

  it('say a sentence once, with its rows, an event and an alert', async () => {
    const { account, signIn } = await newPerson('compliance');
    const desk = await signIn();
    // Both have begun: what they find from here on is new to them.
    await until(async () => expect(await query('SELECT seq FROM review_place')).toHaveLength(1));
    await openAll(replicas.map((one) => one.seen(desk)));
    await until(async () => {
      const found = await about(admin, account.id);
      expect(found).toMatchObject([{ rule: 'beyond-peers', figures: { measure: 'opened-minute', count: 6 }, rows: 6 }]);
    });
    // Both have judged everything by now.
    const [head] = await query('SELECT max(seq) AS seq FROM audit_events');
    await until(async () => {
      expect(Number((await query('SELECT seq FROM review_place'))[0]?.seq)).toBeGreaterThanOrEqual(Number(head?.seq));
    });
    const [review, ...others] = await about(admin, account.id);
    expect(others).toEqual([]);
    // Named as in the audit log: other tests may have made more people of this name.
    expect(review?.person?.name).toMatchObject({ name: 'Somebody New', email: account.email, hasLeft: false });
    expect(await eventsOf('review.found', account.id)).toMatchObject([{ actor_role: 'system', outcome: 'success' }]);
    expect(await query("SELECT kind FROM alerts WHERE facts ->> 'account' = $1", [account.id])).toEqual([
      { kind: 'review-found' },
    ]);
    const rows = await query('SELECT action, actor_id, phase FROM audit_events WHERE seq = ANY($1)', [review?.events]);
    expect(rows).toHaveLength(6);
    for (const row of rows) expect(row).toEqual({ action: 'customer.opened', actor_id: account.id, phase: 'intent' });
  });

  it('lose nothing and say nothing twice when one is killed in the middle of keeping a sentence', async () => {
    const { account, signIn } = await newPerson('compliance');
    const desk = await signIn();
    const [first, second] = replicas.splice(0);
    await second?.stop();
    await asOwner(stack, async (owner) => {
      await owner('BEGIN');
      await owner('LOCK TABLE review_findings IN EXCLUSIVE MODE');
      await openAll([desk]);
      await until(async () => {
        const [waiting] = await query(
          "SELECT count(*)::int AS count FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query ILIKE '%insert into \"review_findings\"%' AND pid <> pg_backend_pid()",
        );
        expect(waiting?.count).toBe(1);
      });
      await first?.kill();
      await owner('COMMIT');
    });
    expect(await eventsOf('review.found', account.id)).toEqual([]);
    replicas.push(await startReplica(stack, { env }));
    await until(async () => expect(await eventsOf('review.found', account.id)).toHaveLength(1));
    expect(await about(admin, account.id)).toHaveLength(1);
  });
});

describe('who reads and closes', () => {
  it('support reads none; compliance none about sessions; reading is recorded', async () => {
    const support = await signInAs('support');
    expect((await support.get('/api/reviews')).status).toBe(403);
    const numbers = [await finding('new-place', randomUUID()), await finding('at-night', randomUUID())];
    const seen = async (desk: Desk) =>
      (await read(desk)).map(({ number }) => number).filter((one) => numbers.includes(one));
    expect((await seen(admin)).toSorted()).toEqual(numbers);
    expect(await seen(compliance)).toEqual(numbers.slice(1));
    const hidden = await compliance.send('POST', `/api/reviews/${numbers[0]}/close`, { word: 'Nothing' });
    expect(await errorOf(hidden)).toMatchObject({ status: 404, code: 'not_found' });
    const [event] = await query("SELECT * FROM audit_events WHERE action = 'reviews.read' ORDER BY seq DESC LIMIT 1");
    expect(event).toMatchObject({ actor_role: 'compliance', detail: '{"filters":[]}' });
  });

  it.each(['admin', 'compliance'] as const)(
    'the subject closes none, of %s neither; somebody else closes once',
    async (role) => {
      const [subject, other] = role === 'admin' ? [admin, compliance] : [compliance, admin];
      const account = await accountId(role);
      const number = await finding('at-night', account);
      const [review] = (await about(subject, account)).filter((one) => one.number === number);
      expect(review).toMatchObject({ own: true, closed: null });
      expect(await errorOf(await close(subject, review))).toMatchObject({ status: 403, code: 'forbidden' });
      expect((await errorOf(await close(other, review, ' x '))).status).toBe(422);
      const answers = await Promise.all([close(other, review), close(other, review)]);
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
      const closed = (await about(subject, account, 'closed')).filter((one) => one.number === number);
      expect(closed).toMatchObject([{ closed: { word: 'She helped with the backlog.' } }]);
      const events = (await eventsOf('review.closed', account)).map(({ detail }) => JSON.parse(String(detail)));
      expect(events.filter((one) => one.review === number)).toEqual([
        { review: number, rule: 'at-night', account, sentence: 'She helped with the backlog.' },
      ]);
    },
  );
});
