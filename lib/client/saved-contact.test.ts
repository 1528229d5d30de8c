import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { applySavedContact } from './saved-contact';

const before = { email: 'old@customer.example', phoneNumber: '+971501234567' };
const saved = { uuid: 'a', email: 'new@customer.example', phoneNumber: null, updatedAt: '2026-11-27T10:00:00.000Z' };

test('a saved contact stands in every list that is in memory, and in no other row', async () => {
  const client = new QueryClient();
  const rows = ['a', 'b'].map((uuid) => ({ uuid, ...before }));
  client.setQueryData(['customers', 'list', {}], { rows });
  client.setQueryData(['customers', 'expiring', 'rows', {}], {
    pages: [{ rows: [] }, { rows }],
    pageParams: [null, 'c'],
  });
  client.setQueryData(['customers', 'detail', 'a'], { uuid: 'a', ...before });
  await applySavedContact(client, saved);
  const contacts = (given: unknown) => JSON.stringify(given).match(/(old|new)@/g);
  expect(contacts(client.getQueryData(['customers', 'list', {}]))).toEqual(['new@', 'old@']);
  expect(contacts(client.getQueryData(['customers', 'expiring', 'rows', {}]))).toEqual(['new@', 'old@']);
  expect(contacts(client.getQueryData(['customers', 'detail', 'a']))).toEqual(['new@']);
  client.clear();
});
