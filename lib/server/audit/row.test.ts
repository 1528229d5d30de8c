import { expect, it } from 'vitest';
import { parseDetail, parseStoredRow, toEvent } from './row';

const stored = {
  seq: '7',
  at: '2026-11-24T14:05:00.123000Z',
  actor_id: 'an-id',
  actor_email: 'mina@desk.example',
  actor_role: 'admin',
  session_id: 'a-session',
  request_id: 'a-request',
  address: '192.0.2.7',
  action: 'customer.opened',
  customer: 'c-1',
  phase: 'intent',
  intent_seq: '6',
  outcome: 'success',
  detail: '{}',
  key_id: '0123456789ab',
  prev_hash: Buffer.alloc(32, 1),
  hash: Buffer.alloc(32, 2),
};

it('is read with every column in its place, in whole milliseconds', () => {
  expect(parseStoredRow(stored)).toEqual({
    seq: 7,
    at: '2026-11-24T14:05:00.123Z',
    actorId: 'an-id',
    actorEmail: 'mina@desk.example',
    actorRole: 'admin',
    sessionId: 'a-session',
    requestId: 'a-request',
    address: '192.0.2.7',
    action: 'customer.opened',
    customer: 'c-1',
    phase: 'intent',
    intentSeq: 6,
    outcome: 'success',
    detail: '{}',
    keyId: '0123456789ab',
    prevHash: Buffer.alloc(32, 1),
    hash: Buffer.alloc(32, 2),
  });
});

it('keeps a time that no writer of ours leaves, so that its hash fails', () => {
  const at = '2026-11-24T14:05:00.123001Z';
  expect(parseStoredRow({ ...stored, at })?.at).toBe(at);
});

it('may lack what an event need not have, and nothing else', () => {
  const optional = ['actor_id', 'actor_email', 'actor_role', 'session_id', 'request_id', 'address', 'customer'];
  for (const name of [...optional, 'intent_seq', 'outcome']) {
    expect(parseStoredRow({ ...stored, [name]: null }), name).not.toBeNull();
  }
  for (const name of ['at', 'action', 'phase', 'detail', 'key_id', 'prev_hash', 'hash']) {
    expect(parseStoredRow({ ...stored, [name]: null }), name).toBeNull();
  }
  for (const seq of ['x', '1.5', undefined]) expect(parseStoredRow({ ...stored, seq })).toBeNull();
  expect(parseStoredRow(undefined)).toBeNull();
});

it('is an event with its actor apart, and any phase but an intent is an outcome', () => {
  const row = parseStoredRow(stored);
  if (row === null) throw new Error('the row was not read');
  expect(toEvent(row)).toEqual({
    seq: 7,
    at: '2026-11-24T14:05:00.123Z',
    actor: { id: 'an-id', email: 'mina@desk.example', role: 'admin' },
    sessionId: 'a-session',
    requestId: 'a-request',
    address: '192.0.2.7',
    action: 'customer.opened',
    customer: 'c-1',
    phase: 'intent',
    intentSeq: 6,
    outcome: 'success',
    detail: parseDetail('customer.opened', 'intent', '{}'),
  });
  expect(toEvent({ ...row, phase: 'later' }).phase).toBe('outcome');
});

it('has the detail of its phase', () => {
  const intent = '{"optimized":true}';
  const outcome = '{"optimized":true,"images":["reference"],"withheld":[],"bytes":12}';
  expect(parseDetail('customer.images-revealed', 'intent', intent)).toEqual({ optimized: true });
  expect(parseDetail('customer.images-revealed', 'outcome', outcome)).toEqual(JSON.parse(outcome));
  expect(parseDetail('customer.images-revealed', 'intent', outcome)).toEqual({});
  expect(parseDetail('customer.images-revealed', 'outcome', intent)).toEqual({});
  expect(parseDetail('account.role-changed', 'intent', outcome)).toEqual({});
  expect(parseDetail('of a later version', 'intent', intent)).toEqual({});
});
