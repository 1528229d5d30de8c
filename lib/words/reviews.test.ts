import { expect, it } from 'vitest';
import type { AuditEntry } from '../contracts/audit';
import type { PersonName } from '../contracts/people';
import { sentence } from './activity';
import { alertLine } from './alerts';
import { reviewSentence } from './reviews';

/** Reviews and alerts name people and what they did as the audit log does. */

const daniel: PersonName = {
  ...{ name: 'Daniel Okafor', email: 'daniel@desk.example', kind: 'local', apart: 'email', hasLeft: false },
};
const ID = '3fa85f64-5717-4562-b3fc-2c963f66af01';
const WHO = 'Daniel Okafor (daniel@desk.example)';

const link: AuditEntry = {
  ...{ seq: 1, outcomeSeq: 2, at: '2026-11-24T09:00:00.000Z', action: 'customer.link-created', outcome: 'success' },
  actor: { id: ID, email: daniel.email, role: 'support' },
  ...{ customer: ID, detail: {}, sessionId: null, requestId: null, address: null },
};

it('tell two colleagues of one name apart, and say of an account that is gone that it is', () => {
  const of = (name: PersonName | null) => reviewSentence({ rule: 'at-night', person: { name }, figures: { count: 1 } });
  expect(of(daniel)).toBe(`${WHO} opened 1 customer at night, which is not usual for them.`);
  expect(of(null)).toMatch(/^An account that is gone opened/);
  const alert = { id: 1, at: link.at, kind: 'test', facts: { account: ID }, delivery: 'off' } as const;
  expect(alertLine({ ...alert, account: { id: ID, name: daniel } }, 'UTC')).toBe(`${WHO} sent a test alert.`);
  expect(alertLine({ ...alert, account: { id: ID, name: null } }, 'UTC')).toMatch(/^An account that is gone sent/);
});

it('tell a deed in the words of the activity', () => {
  const { who, did } = sentence(link, 'another', { [ID]: daniel });
  const review = { rule: 'link-after-correction', person: { name: daniel }, figures: { count: 3 } } as const;
  expect(reviewSentence(review)).toContain(`${who} ${did} 3 minutes after`);
  const facts = { account: ID, reason: 'link-after-correction' };
  const warned = { id: 1, at: link.at, kind: 'takeover-warned', facts, delivery: 'off' } as const;
  expect(alertLine({ ...warned, account: { id: ID, name: daniel } }, 'UTC')).toContain(`${who} ${did} soon after`);
});
