import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Activity, AuditActors, AuditPage, VerifyLine } from '@/lib/contracts/audit';
import { type Desk, errorOf, query, sandbox, signInAs, stack } from '../support/desk/desk';
import { type Replica, startReplica } from '../support/desk/replica';
import { newPerson } from '../support/desk/staff';

/** The trail as people read, check and export it; and that two processes write it without a fork or a gap. */

let admin: Desk;
let compliance: Desk;
let support: Desk;
beforeAll(async () => {
  await sandbox.reset();
  [admin, compliance, support] = await Promise.all([signInAs('admin'), signInAs('compliance'), signInAs('support')]);
});

const read = async (desk: Desk, filters: Record<string, string> = {}): Promise<AuditPage> => {
  const answer = await desk.get(`/api/audit?${new URLSearchParams(filters)}`);
  expect(answer.status).toBe(200);
  return await answer.json();
};
const open = async (desk: Desk, uuid: string) => expect((await desk.get(`/api/customers/${uuid}`)).status).toBe(200);
const newest = async () => Number((await query('SELECT max(seq) AS seq FROM audit_events'))[0]?.seq);
const accountId = async (email: string) =>
  String((await query('SELECT id FROM accounts WHERE email = $1', [email]))[0]?.id);

async function verify(desk: Desk): Promise<VerifyLine[]> {
  const answer = await desk.send('POST', '/api/audit/verify');
  expect(answer.status).toBe(200);
  const lines = (await answer.text()).trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line));
}

describe('reading', () => {
  it('shows an intent and its outcome as one entry, with who, when, whose and what', async () => {
    const { uuid } = await sandbox.named('all-documents');
    await open(compliance, uuid);
    await (await compliance.send('POST', `/api/customers/${uuid}/images`, {})).arrayBuffer();
    const { entries } = await read(admin, { customer: uuid, limit: '2' });
    expect(entries).toMatchObject([
      { action: 'customer.images-revealed', detail: { optimized: false, images: expect.any(Array) } },
      { action: 'customer.opened' },
    ]);
    for (const entry of entries) {
      expect(entry).toMatchObject({
        outcome: 'success',
        customer: uuid,
        actor: { email: stack.accounts.compliance.email, role: 'compliance' },
      });
      expect(entry.outcomeSeq).toBeGreaterThan(entry.seq);
      expect(Math.abs(Date.now() - Date.parse(entry.at))).toBeLessThan(600_000);
    }
  });

  it('shows each refusal, with the route and the permission that was missing', async () => {
    const { uuid } = await sandbox.named('all-documents');
    const before = await newest();
    expect((await support.send('POST', `/api/customers/${uuid}/images`, {})).status).toBe(403);
    expect((await compliance.get('/api/accounts')).status).toBe(403);
    const { entries } = await read(admin, { action: 'access.denied', limit: '2' });
    expect(entries.every(({ seq }) => seq > before)).toBe(true);
    expect(entries).toMatchObject([
      { actor: { role: 'compliance' }, detail: { route: 'GET /api/accounts', permission: 'accounts:manage' } },
      {
        actor: { role: 'support' },
        detail: { route: 'POST /api/customers/{uuid}/images', permission: 'images:view' },
      },
    ]);
  });

  it('filters by actor, action, customer and time, and by all of them at once', async () => {
    const { uuid } = await sandbox.named('all-documents');
    await open(support, uuid);
    const actor = await accountId(stack.accounts.support.email);
    const today = new Date().toISOString().slice(0, 10);
    const filters = { actor, action: 'customer.opened', customer: uuid, from: today, to: today };
    for (const [name, value] of Object.entries(filters)) {
      expect((await read(admin, { [name]: value })).entries.length, name).toBeGreaterThan(0);
    }
    const all = (await read(admin, filters)).entries;
    expect(all[0]).toMatchObject({ actor: { id: actor }, action: 'customer.opened', customer: uuid });
    expect(new Set(all.map((entry) => `${entry.actor.id} ${entry.action} ${entry.customer}`)).size).toBe(1);
    expect((await read(admin, { to: '2020-01-01' })).entries).toEqual([]);
    expect((await read(admin, { from: '2099-01-01' })).entries).toEqual([]);
    expect((await read(admin, { from: all[0]?.at ?? '', customer: uuid })).entries[0]?.seq).toBe(all[0]?.seq);
    expect((await read(admin, { to: all[0]?.at ?? '', customer: uuid })).entries[0]?.seq).not.toBe(all[0]?.seq);
  });

  it('goes back page by page, each entry once', async () => {
    const { uuid } = await sandbox.named('all-documents');
    const whole = (await read(admin, { customer: uuid, limit: '100' })).entries.map(({ seq }) => seq);
    const paged: number[] = [];
    for (let before: number | null = await newest(); before !== null; ) {
      const page = await read(admin, { customer: uuid, limit: '2', before: String(before) });
      paged.push(...page.entries.map(({ seq }) => seq));
      before = page.next;
    }
    expect(paged).toEqual(whole);
    expect(whole).toEqual([...whole].sort((one, other) => other - one));
  });

  it('shows compliance what was done to customers, and nothing else', async () => {
    const page = await read(compliance, { limit: '100' });
    expect(page.entries.length).toBeGreaterThan(0);
    // What waits for a second person is done to a customer, too: other files of this worker may have looked at it.
    expect(page.entries.filter(({ action }) => !/^(customers?|approvals)\./.test(action))).toEqual([]);
    expect(page.chain).toBeNull();
    expect((await read(compliance, { action: 'session.signed-in' })).entries).toEqual([]);
    expect((await read(admin, { action: 'session.signed-in' })).entries.length).toBeGreaterThan(0);
  });

  it('is recorded itself, by the names of its filters', async () => {
    await read(compliance, { customer: '00000000-0000-4000-8000-00000000abcd', action: 'customer.opened' });
    const { entries } = await read(admin, { action: 'audit.read', limit: '1' });
    expect(entries).toMatchObject([{ actor: { role: 'compliance' }, detail: { filters: ['action', 'customer'] } }]);
    expect(JSON.stringify(entries)).not.toContain('abcd');
  });

  it('names everybody in it, for the filter', async () => {
    const answer = await admin.get('/api/audit/actors');
    const { actors } = (await answer.json()) as AuditActors;
    for (const { email } of Object.values(stack.accounts)) expect(actors.map((one) => one.email)).toContain(email);
    expect(new Set(actors.map(({ id }) => id)).size).toBe(actors.length);
  });

  it('survives a row that says nothing readable', async () => {
    const { uuid } = await sandbox.named('all-documents');
    await open(compliance, uuid);
    const change = (value: string) =>
      query(`ALTER TABLE audit_events DISABLE TRIGGER USER; UPDATE audit_events SET detail = ${value}
        WHERE seq = (SELECT max(seq) FROM audit_events WHERE action = 'customer.opened');
        ALTER TABLE audit_events ENABLE ALWAYS TRIGGER audit_events_keep_rows;
        ALTER TABLE audit_events ENABLE ALWAYS TRIGGER audit_events_keep_table`);
    await change("'{not json'");
    try {
      const { entries } = await read(admin, { customer: uuid, limit: '1' });
      expect(entries).toMatchObject([{ action: 'customer.opened', detail: {} }]);
    } finally {
      await change("'{}'");
    }
  });

  it('refuses what is no filter, in a sentence', async () => {
    for (const [name, value] of [
      ['actor', 'mina@desk.example'],
      ['action', 'customer.sold'],
      ['from', '2026-02-31'],
      ['to', 'yesterday'],
      ['to', '9999-12-31'],
      ['from', '0000-01-01T00:00:00Z'],
      ['before', '0'],
      ['limit', '101'],
      ['email', 'jane@example.com'],
    ] as const) {
      const refusal = await errorOf(await admin.get(`/api/audit?${new URLSearchParams({ [name]: value })}`));
      expect([refusal.status, refusal.code, Object.keys(refusal.fields ?? {})]).toEqual([
        422,
        'invalid_request',
        [name],
      ]);
    }
  });
});

describe('the names behind the ids', () => {
  it('come with the page: of colleagues, one who has left included, and of customers, and are not in the trail', async () => {
    const { uuid, name, surname } = await sandbox.named('all-documents');
    const leaver = await newPerson();
    await open(await leaver.signIn(), uuid);
    await query('UPDATE accounts SET disabled_at = now() WHERE id = $1', [leaver.account.id]);
    const page = await read(compliance, { customer: uuid, limit: '5' });
    expect(page.people[leaver.account.id]).toMatchObject({ name: 'Somebody New', email: leaver.email, hasLeft: true });
    expect(page.customers).toEqual({ [uuid]: `${name} ${surname}` });
    const rows = await query('SELECT event::text AS text FROM audit_events AS event WHERE customer = $1', [uuid]);
    expect(JSON.stringify(rows)).not.toContain(surname);
    expect(JSON.stringify(rows)).not.toContain('Somebody New');
  });

  it('tell two people of one name apart', async () => {
    const [one, other] = [await newPerson(), await newPerson()];
    const { actors } = (await (await admin.get('/api/audit/actors')).json()) as AuditActors;
    const apart = actors.filter(({ id }) => id === one.account.id || id === other.account.id).map((who) => who.apart);
    expect(apart).toEqual(['email', 'email']);
  });
});

describe("a customer's activity", () => {
  it('keeps what was done in sight, however often the customer was opened since', async () => {
    const { uuid } = await sandbox.named('complete');
    await open(support, uuid);
    expect((await support.send('POST', `/api/customers/${uuid}/link`, {})).status).toBe(200);
    for (let turn = 0; turn < 6; turn += 1) await open(compliance, uuid);
    const apart = async (place: string) =>
      (await (await support.get(`/api/customers/${uuid}/activity?${place}`)).json()) as Activity;
    const first = await apart('limit=1&looks=3');
    expect(first.entries.map(({ action }) => action)).toEqual([
      ...Array(3).fill('customer.opened'),
      'customer.link-created',
    ]);
    const older = await apart(`limit=5&looks=100&before=1&looksBefore=${first.nextLooks}`);
    expect(older.entries.every(({ action, seq }) => action === 'customer.opened' && seq < (first.nextLooks ?? 0))).toBe(
      true,
    );
    expect(older.nextLooks).toBeNull();
  });

  it('tells whoever may open them who looked, newest first, and not from where', async () => {
    const { uuid } = await sandbox.named('all-documents');
    await open(compliance, uuid);
    await open(support, uuid);
    const before = await newest();
    const answer = await support.get(`/api/customers/${uuid}/activity?limit=2`);
    const { entries, next } = (await answer.json()) as Activity;
    expect(entries.map(({ actor }) => actor.role)).toEqual(['support', 'compliance']);
    expect(entries.every((entry) => entry.customer === uuid && entry.outcome === 'success')).toBe(true);
    expect(entries.flatMap(({ address, sessionId, requestId }) => [address, sessionId, requestId])).toEqual(
      Array(6).fill(null),
    );
    const more = (await (await support.get(`/api/customers/${uuid}/activity?before=${next}`)).json()) as Activity;
    expect(more.entries[0]?.seq).toBeLessThan(next ?? 0);
    expect(await newest()).toBe(before);
  });
});

describe('checking the chain', () => {
  it('ends with a verdict, which is recorded and shown from then on', async () => {
    const last = await newest();
    const verdict = (await verify(admin)).at(-1);
    expect(verdict).toMatchObject({ type: 'verdict', verdict: 'intact', events: last, seq: last });
    expect((await read(admin)).chain).toMatchObject({
      verdict: 'intact',
      seq: last,
      by: stack.accounts.admin.email,
    });
  });

  it('is for those who may see everything', async () => {
    for (const desk of [compliance, support]) {
      expect((await desk.send('POST', '/api/audit/verify')).status).toBe(403);
      expect((await desk.send('POST', '/api/audit/export', { format: 'csv' })).status).toBe(403);
    }
    expect((await support.get('/api/audit')).status).toBe(403);
    expect((await support.get('/api/audit/actors')).status).toBe(403);
  });
});

describe('exporting', () => {
  const exported = async (body: Record<string, string>) => {
    const answer = await admin.send('POST', '/api/audit/export', body);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="audit-\d{4}-\d\d-\d\d\.(csv|jsonl)"$/,
    );
    return Buffer.from(await answer.arrayBuffer());
  };
  /** The last line apart, and the digest of what is before it. */
  const taken = (file: Buffer) => {
    const cut = file.lastIndexOf('\n', file.length - 2) + 1;
    const digest = createHash('sha256').update(file.subarray(0, cut)).digest('hex');
    return {
      digest,
      lines: file.subarray(0, cut).toString().trimEnd().split('\n'),
      last: file.subarray(cut).toString(),
    };
  };

  it('writes lines of JSON with a digest at the end, and is recorded before and after', async () => {
    const last = await newest();
    const { digest, lines, last: end } = taken(await exported({ format: 'jsonl' }));
    const events = lines.map((line) => JSON.parse(line));
    // Its own intent is the last one in it.
    expect(events.map(({ seq }) => seq)).toEqual(Array.from({ length: last + 1 }, (_, index) => index + 1));
    expect(JSON.parse(end)).toEqual({ rows: last + 1, sha256: digest });
    const { entries } = await read(admin, { action: 'audit.exported', limit: '1' });
    expect(entries).toMatchObject([
      { seq: last + 1, outcome: 'success', detail: { format: 'jsonl', filters: [], rows: last + 1, digest } },
    ]);
  });

  it('writes CSV for a spreadsheet, selected like a page', async () => {
    const file = await exported({ format: 'csv', action: 'session.signed-in' });
    const { digest, lines, last } = taken(file);
    expect(file.subarray(0, 3).toString('hex')).toBe('efbbbf');
    expect(lines.length).toBeGreaterThan(3);
    expect(lines.slice(1).every((line) => line.includes(',session.signed-in,'))).toBe(true);
    expect(last).toBe(`rows,${lines.length - 1},sha256,${digest}\r\n`);
  });

  it('holds no value of a customer', async () => {
    const one = await sandbox.named('all-documents');
    const file = (await exported({ format: 'jsonl' })).toString();
    for (const value of [one.email, one.phoneNumber, one.surname]) if (value) expect(file).not.toContain(value);
  });
});

describe('ten writers over two processes', () => {
  let other: Replica;
  beforeAll(async () => {
    other = await startReplica(stack);
  });
  afterAll(async () => {
    await other.stop();
  });

  it('make one chain, with every acknowledged event in it once', async () => {
    const { uuid } = await sandbox.named('all-documents');
    await open(compliance, uuid);
    const before = await newest();
    const acknowledged: string[] = [];
    const writer = async (desk: Desk) => {
      for (let event = 0; event < 20; event += 1) {
        const answer = await desk.get(`/api/customers/${uuid}`);
        await answer.arrayBuffer();
        if (answer.status === 200) acknowledged.push(answer.headers.get('x-request-id') ?? '');
      }
    };
    const there = other.seen(compliance);
    await Promise.all(Array.from({ length: 10 }, (_, index) => writer(index % 2 === 0 ? compliance : there)));
    expect(acknowledged.length).toBe(200);

    const rows = await query(
      'SELECT seq, request_id, phase, prev_hash, hash FROM audit_events WHERE seq >= $1 ORDER BY seq',
      [before],
    );
    expect(rows.map((row) => Number(row.seq))).toEqual(rows.map((_, index) => before + index));
    expect(
      rows.slice(1).every((row, index) => Buffer.compare(row.prev_hash as Buffer, rows[index]?.hash as Buffer) === 0),
    ).toBe(true);
    const phases = (phase: string) => rows.filter((row) => row.phase === phase).map((row) => String(row.request_id));
    for (const phase of ['intent', 'outcome']) {
      expect(
        phases(phase)
          .filter((id) => acknowledged.includes(id))
          .sort(),
      ).toEqual([...acknowledged].sort());
    }
    const verdict = (await verify(admin)).at(-1);
    expect(verdict).toMatchObject({ type: 'verdict', verdict: 'intact' });
    expect((await verify(other.seen(admin))).at(-1)).toMatchObject({ verdict: 'intact' });
  });
});
