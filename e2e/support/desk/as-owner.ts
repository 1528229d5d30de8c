import pg from 'pg';
import type { TestStack } from './stack';

export type OwnersQuery = (text: string, values?: unknown[]) => Promise<Record<string, unknown>[]>;

/** What only the owner of the tables can do: the one whom the audit trail is to be safe from. */
export async function asOwner<T>(stack: TestStack, work: (query: OwnersQuery) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: stack.ownerDatabaseUrl });
  await client.connect();
  try {
    return await work(async (text, values) => (await client.query(text, values)).rows);
  } finally {
    await client.end();
  }
}
