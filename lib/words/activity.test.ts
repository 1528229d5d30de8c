import { expect, test } from 'vitest';
import type { AuditEntry } from '@/lib/contracts/audit';
import type { People, PersonName } from '@/lib/contracts/people';
import { repeatedSentence, sentence } from './activity';

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

const FARAH = { name: 'Farah Haddad', email: 'f.haddad@desk.example', kind: 'local', hasLeft: false } as const;
const people: People = { one: { ...FARAH, apart: null } };

test('somebody else by name, with the e-mail of that time as a title; oneself as You', () => {
  const title = 'farah@desk.example';
  expect(sentence(entry, 'two', people)).toEqual({ who: 'Farah Haddad', title, did: 'opened the record' });
  expect(sentence(entry, 'one', people).who).toBe('You');
});

test('two colleagues of one name are told apart, and a person who left is still named', () => {
  const who = (person: Partial<PersonName>) => sentence(entry, 'two', { one: { ...FARAH, apart: null, ...person } });
  expect(who({ apart: 'email' }).who).toBe('Farah Haddad (f.haddad@desk.example)');
  expect(who({ apart: 'kind', kind: 'sso' }).who).toBe('Farah Haddad (f.haddad@desk.example, single sign-on)');
  expect(who({ hasLeft: true })).toMatchObject({
    ...{ who: 'Farah Haddad', title: 'farah@desk.example, account disabled' },
  });
  expect(who({ name: ' ' }).who).toBe('f.haddad@desk.example');
});

test('the same e-mail on another account is somebody else; without an account, the e-mail is the name', () => {
  expect(sentence({ ...entry, actor: { ...entry.actor, id: 'sso' } }, 'one', people).who).toBe('farah@desk.example');
});

test('a fold says how often, or at least how often', () => {
  const looks = { action: 'customer.opened' as const, actor: entry.actor };
  const said = (count: number, mayBeMore: boolean, viewer: string) =>
    repeatedSentence({ ...looks, count, mayBeMore }, viewer, people);
  expect(said(3, false, 'two').did).toBe('opened the record 3 times');
  expect(said(2, true, 'one')).toMatchObject({
    ...{ who: 'You', did: 'opened the record 2+ times' },
  });
});

test('what did not succeed was asked for, not done', () => {
  for (const outcome of ['unknown', 'pending', 'contact_in_use']) {
    const asked = sentence({ ...entry, action: 'customer.contact-corrected', outcome }, 'two', people);
    expect(asked.did).toBe('asked to correct the contact');
  }
});

test('programs, and actions without words of their own', () => {
  const operator = { id: null, email: null, role: 'operator' };
  expect(sentence({ ...entry, actor: operator, action: 'customers.exported' }, 'two', people)).toEqual({
    who: 'Operator, on the server',
    title: undefined,
    did: 'Customers exported',
  });
});
