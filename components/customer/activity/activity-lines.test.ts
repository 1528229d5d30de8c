import { expect, it, test } from 'vitest';
import type { AuditEntry } from '@/lib/contracts/audit';
import { activityParts, looksIn } from './activity-lines';

function event(seq: number, who: string, action: AuditEntry['action'] = 'customer.opened'): AuditEntry {
  return {
    seq,
    outcomeSeq: seq + 1,
    at: '2026-11-24T10:05:09.123Z',
    actor: { id: who, email: `${who}@desk.example`, role: 'support' },
    sessionId: null,
    requestId: null,
    address: null,
    action,
    customer: 'one',
    outcome: 'success',
    detail: {},
  };
}
/** Each part in a word: the numbers of a line's events, or how many looks are hidden. */
const said = (entries: AuditEntry[], hasMoreLooks = false, hasMoreDeeds = false) =>
  activityParts(entries, hasMoreDeeds, hasMoreLooks).map((part) =>
    'line' in part
      ? part.line.entries.map(({ seq }) => seq).join(' ') + (part.line.mayBeMore ? '+' : '')
      : `${looksIn(part.hidden)} hidden`,
  );

test('repeated openings are one line, and a correction between them parts them', () => {
  const correction = event(30, 'a', 'customer.contact-corrected');
  expect(said([event(50, 'a'), event(40, 'a'), correction, event(20, 'a'), event(10, 'a')])).toEqual([
    '50 40',
    '30',
    '20 10',
  ]);
});

it('hides no correction behind any number of openings by any number of people', () => {
  const openings = Array.from({ length: 200 }, (_, index) => event(1_000 - index, index % 2 === 0 ? 'a' : 'b'));
  const parts = said([...openings, event(5, 'c', 'customer.contact-corrected')]);
  expect(parts).toEqual(['1000', '999', '198 hidden', '5']);
});

it('shows a third line rather than a button in its place', () => {
  expect(said([event(3, 'a'), event(2, 'b'), event(1, 'c')])).toEqual(['3', '2', '1']);
});

test('the last fold may have more events, while older looks are not loaded', () => {
  expect(said([event(9, 'b'), event(8, 'a'), event(7, 'a')], true)).toEqual(['9', '8 7+']);
  expect(said([event(9, 'a', 'customer.link-created')], true)).toEqual(['9']);
});

test('deeds and looks of several pages come in one order', () => {
  const deeds = [event(90, 'a', 'customer.link-created'), event(50, 'a', 'customer.contact-corrected')];
  expect(said([...deeds, event(70, 'b'), event(60, 'c')])).toEqual(['90', '70', '60', '50']);
});

test('looks older than the oldest loaded deed wait for the deeds that may stand between them', () => {
  const deeds = [105, 104, 103, 102, 101].map((seq) => event(seq, 'a', 'customer.contact-corrected'));
  const looks = Array.from({ length: 20 }, (_, index) => event(20 - index, 'a'));
  const first = [...deeds, event(110, 'a'), ...looks.filter(({ seq }) => seq !== 10)];
  expect(said(first, false, true)).toEqual(['110', '105', '104', '103', '102', '101']);
  // The next page has the deed that was done between the looks.
  expect(said([...first, event(10, 'b', 'customer.contact-corrected')])).toEqual([
    ...['110', '105', '104', '103', '102', '101'],
    '20 19 18 17 16 15 14 13 12 11',
    '10',
    '9 8 7 6 5 4 3 2 1',
  ]);
});
