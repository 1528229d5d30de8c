import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import type { AuditEntry } from './contracts/audit';
import { foldLooks } from './folded-events';

const ANA = { id: 'a', email: 'ana@desk.example', role: 'support' };
const BEN = { id: 'b', email: 'ben@desk.example', role: 'support' };

let seq = 1_000;
function event(change: Partial<AuditEntry> = {}): AuditEntry {
  seq -= 1;
  return {
    seq,
    outcomeSeq: null,
    at: '2026-11-24T10:05:09.123Z',
    actor: ANA,
    sessionId: null,
    requestId: null,
    address: null,
    action: 'customer.opened',
    customer: 'one',
    outcome: 'success',
    detail: {},
    ...change,
  };
}
/** How many events each fold has. */
const sizes = (...entries: AuditEntry[]) => foldLooks(entries).map((fold) => fold.length);

test('repeated openings are one fold, with colleagues elsewhere between them', () => {
  const elsewhere = event({ actor: BEN, customer: 'two' });
  expect(sizes(event(), elsewhere, event(), event())).toEqual([3, 1]);
  // The person went back to the list between two openings.
  expect(sizes(event(), event({ action: 'customers.listed', customer: null }), event())).toEqual([2, 1]);
});

it.each<[string, Partial<AuditEntry>]>([
  ['a correction', { action: 'customer.contact-corrected' }],
  ['a colleague’s opening of the same customer', { actor: BEN }],
  ['a colleague’s correction of the same customer', { actor: BEN, action: 'customer.contact-corrected' }],
  ['an opening of another customer by the same person', { customer: 'two' }],
  ['a sign-in of the same person', { action: 'session.signed-in', customer: null }],
  ['an opening that was refused', { outcome: 'wrong_person' }],
  ['an opening from what the directory knew', { detail: { shown: 'directory' } }],
])('%s between two openings keeps them apart', (_, between) => {
  expect(sizes(event(), event(between), event())).toEqual([1, 1, 1]);
});

test('what was done is never folded', () => {
  for (const action of ['customer.contact-corrected', 'customer.images-revealed', 'customers.listed'] as const) {
    expect(sizes(event({ action }), event({ action }))).toEqual([1, 1]);
  }
});

test('two people, two customers and two accounts of one address are kept apart', () => {
  expect(sizes(event(), event({ actor: BEN, customer: 'two' }), event({ customer: 'three' }))).toEqual([1, 1, 1]);
  expect(sizes(event(), event({ actor: { ...ANA, id: 'sso' } }))).toEqual([1, 1]);
});

test('every event stands in one fold, newest first, whatever came in which order', () => {
  const kinds = fc.record({
    actor: fc.constantFrom(ANA, BEN),
    customer: fc.constantFrom('one', 'two', null),
    action: fc.constantFrom(
      'customer.opened' as const,
      'customer.contact-corrected' as const,
      'customers.listed' as const,
    ),
    outcome: fc.constantFrom('success', 'not_found'),
  });
  fc.assert(
    fc.property(fc.array(kinds, { maxLength: 40 }), (drawn) => {
      const entries = drawn.map(event);
      const folds = foldLooks(entries);
      expect(folds.flat().sort((one, other) => other.seq - one.seq)).toEqual(entries);
      const firsts = folds.map(([first]) => first?.seq ?? 0);
      expect(firsts).toEqual(firsts.toSorted((one, other) => other - one));
      for (const fold of folds) {
        const numbers = fold.map((one) => one.seq);
        expect(numbers).toEqual(numbers.toSorted((one, other) => other - one));
      }
    }),
  );
});
