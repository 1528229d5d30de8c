import { expect, it, vi } from 'vitest';
import { openSnapshot } from './snapshot';

const connection = vi.hoisted(() => ({ fails: '', ended: 0 }));
vi.mock('../db/public', () => ({
  createClient: () => ({
    connect: async () => {
      if (connection.fails === 'connect') throw new Error('no settings');
    },
    client: {
      on: () => {},
      query: async () => {
        if (connection.fails === 'begin') throw new Error('no transaction');
      },
      end: async () => {
        connection.ended += 1;
      },
    },
  }),
}));

it.each(['connect', 'begin'])('a snapshot whose %s fails leaves no connection open', async (fails) => {
  Object.assign(connection, { fails, ended: 0 });
  await expect(openSnapshot('postgresql://nowhere')).rejects.toThrow(/^no /);
  expect(connection.ended).toBe(1);
});
