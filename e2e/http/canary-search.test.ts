import { expect, it } from 'vitest';
import { findPerson } from '../support/desk/canary-search';

const PERSON = ['Canary-Qx7vLmp', 'canary.qx7@example.com', '+971501234567', 'P7654321X'];

it.each([
  ['as it is', 'who=Canary-Qx7vLmp;'],
  ['in another case', 'CANARY-QX7VLMP'],
  ['a part of it', 'Canary-•••'],
  ['a local part', 'canary.qx7@elsewhere.example'],
  ['URL-encoded', `/api/customers/${encodeURIComponent('+971501234567')}`],
  ['in base64', Buffer.from('{"phone":"+971501234567"}').toString('base64')],
  ['in base64url', Buffer.from('ä {"email":"canary.qx7@example.com"}').toString('base64url')],
  ['in hexadecimal', Buffer.from('P7654321X').toString('hex')],
])('finds a person %s', (_, text) => expect(findPerson(text, PERSON)).not.toEqual([]));

it('lets a mask pass', () => {
  expect(findPerson('c•••@example.com, +97150•••4567, customer f39d0643', PERSON)).toEqual([]);
});
