import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { expect, test, vi } from 'vitest';
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

test('the call of another customer goes on, and a list that was cancelled before its first answer is asked for again', async () => {
  const client = new QueryClient();
  const never = () => vi.fn(() => new Promise<never>(() => {}));
  const calls = { other: never(), own: never(), list: never() };
  const keys = {
    other: ['customers', 'detail', 'b'],
    own: ['customers', 'detail', 'a'],
    list: ['customers', 'list', {}],
  };
  const ends = (['other', 'own', 'list'] as const).map((name) =>
    new QueryObserver(client, { queryKey: keys[name], queryFn: calls[name] }).subscribe(() => {}),
  );
  await applySavedContact(client, saved);
  for (const key of Object.values(keys)) expect(client.getQueryState(key)?.fetchStatus).toBe('fetching');
  expect(calls.other).toHaveBeenCalledTimes(1);
  expect(calls.own).toHaveBeenCalledTimes(2);
  expect(calls.list).toHaveBeenCalledTimes(2);
  for (const end of ends) end();
  client.clear();
});
