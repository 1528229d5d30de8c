import pg from 'pg';
import type { StackInfo } from './stack';

export type OwnersQuery = (text: string, values?: unknown[]) => Promise<Record<string, unknown>[]>;
type Database = Pick<StackInfo, 'ownerDatabaseUrl'>;

/** Several statements on one connection of the tables' owner: the person whom the audit trail must be safe from. */
export async function asOwner<T>(stack: Database, work: (query: OwnersQuery) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: stack.ownerDatabaseUrl });
  await client.connect();
  try {
    return await work(async (text, values) => (await client.query(text, values)).rows);
  } finally {
    await client.end();
  }
}

/** One statement as the owner of the tables, on a connection of its own. */
export function ownerQuery(stack: Database): OwnersQuery {
  return (text, values) => asOwner(stack, (query) => query(text, values));
}
