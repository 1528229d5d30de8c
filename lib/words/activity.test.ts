import { expect, test } from 'vitest';
import type { AuditEntry } from '@/lib/contracts/audit';
import { sentence } from './activity';

const entry: AuditEntry = {
  seq: 7,
  outcomeSeq: 8,
  at: '2026-11-24T10:05:09.123Z',
  actor: { id: 'one', email: 'farah@desk.example', role: 'compliance' },
  sessionId: null,
  requestId: null,
  address: null,
  action: 'customer.opened',
  customer: null,
  outcome: 'success',
  detail: {},
};

test('somebody else by the name of their e-mail, oneself as You', () => {
  expect(sentence(entry, 'two')).toEqual({ who: 'farah', title: 'farah@desk.example', did: 'opened the record' });
  expect(sentence(entry, 'one').who).toBe('You');
});

test('the same e-mail on another account is somebody else', () => {
  expect(sentence({ ...entry, actor: { ...entry.actor, id: 'sso' } }, 'one').who).toBe('farah');
});

test('what did not succeed was asked for, not done', () => {
  for (const outcome of ['unknown', 'pending', 'contact_in_use']) {
    const asked = sentence({ ...entry, action: 'customer.contact-corrected', outcome }, 'two');
    expect(asked.did).toBe('asked to correct the contact');
  }
});

test('programs, and actions without words of their own', () => {
  const operator = { id: null, email: null, role: 'operator' };
  expect(sentence({ ...entry, actor: operator, action: 'customers.exported' }, 'two')).toEqual({
    who: 'Operator, on the server',
    title: undefined,
    did: 'Customers exported',
  });
});
