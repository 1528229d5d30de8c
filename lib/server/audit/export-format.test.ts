import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { bytesAs } from './export-format';
import type { StoredRow } from './row';

const row: StoredRow = {
  seq: 7,
  at: '2026-11-24T14:05:00.000Z',
  actorId: 'an-id',
  actorEmail: '=mina@desk.example',
  actorRole: 'admin',
  sessionId: 'a-session',
  requestId: 'a-request',
  address: '192.0.2.7',
  action: 'customers.listed',
  customer: null,
  phase: 'outcome',
  intentSeq: 6,
  outcome: 'success',
  detail: '{"page":1,"perPage":50,"sortBy":"name","order":"asc"}',
  keyId: '0123456789ab',
  prevHash: Buffer.alloc(32, 1),
  hash: Buffer.alloc(32, 2),
};
const other: StoredRow = { ...row, seq: 8, actorId: null, actorEmail: null, intentSeq: null, detail: '{' };
const digest = createHash('sha256').update('whole').digest('hex');

it('is an object a line in JSON lines, and says at the end what was before it', () => {
  const file = bytesAs('jsonl');
  expect(file.head).toHaveLength(0);
  const text = file.lines([row, other]).toString();
  expect(text.endsWith('\n')).toBe(true);
  const [first, second, ...rest] = text.trimEnd().split('\n');
  expect(rest).toEqual([]);
  expect(JSON.parse(first ?? '')).toEqual({
    seq: 7,
    at: '2026-11-24T14:05:00.000Z',
    actor: { id: 'an-id', email: '=mina@desk.example', role: 'admin' },
    sessionId: 'a-session',
    requestId: 'a-request',
    address: '192.0.2.7',
    action: 'customers.listed',
    customer: null,
    phase: 'outcome',
    intentSeq: 6,
    outcome: 'success',
    detail: { page: 1, perPage: 50, sortBy: 'name', order: 'asc' },
    hash: '02'.repeat(32),
  });
  expect(JSON.parse(second ?? '')).toMatchObject({ seq: 8, actor: { id: null }, detail: {} });
  expect(file.tail({ rows: 2, digest }).toString()).toBe(`{"rows":2,"sha256":"${digest}"}\n`);
});

it('is a row a line in CSV, under the names of its columns, and nothing in it is run', () => {
  const file = bytesAs('csv');
  expect(file.head.toString()).toBe(
    '\ufeffseq,at_utc,actor_id,actor_email,actor_role,session_id,request_id,address,action,customer,phase,intent_seq,outcome,' +
      'detail,hash\r\n',
  );
  const shared = 'a-session,a-request,192.0.2.7,customers.listed,,outcome';
  const detail = '"{""page"":1,""perPage"":50,""sortBy"":""name"",""order"":""asc""}"';
  expect(file.lines([row, other]).toString()).toBe(
    `7,2026-11-24T14:05:00.000Z,an-id,'=mina@desk.example,admin,${shared},6,success,${detail},${'02'.repeat(32)}\r\n` +
      `8,2026-11-24T14:05:00.000Z,,,admin,${shared},,success,{},${'02'.repeat(32)}\r\n`,
  );
  expect(file.tail({ rows: 2, digest }).toString()).toBe(`rows,2,sha256,${digest}\r\n`);
});
