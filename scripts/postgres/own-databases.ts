import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import * as z from 'zod';
import { copyDatabase, type TestDatabase } from './test-databases.ts';

export interface OwnDatabases extends TestDatabase {
  /** A copy of the file's first database as it is now; no client may be connected to that one. */
  copy(): Promise<TestDatabase>;
}

const urls = z.object({ url: z.string(), ownerUrl: z.string() });

/**
 * A migrated database of the test file's own on the server that all unit tests share. The roles are those of the whole
 * server: a file that changes roles makes its own. The data goes with the server, when the tests have ended.
 */
export async function ownDatabases(): Promise<OwnDatabases> {
  const answer = await fetch(inject('sharedServerUrl'));
  if (!answer.ok) throw new Error(`The server of the unit tests did not start: ${await answer.text()}`);
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const own = await copyDatabase(urls.parse(await answer.json()), name);
  let copies = 0;
  return {
    ...own,
    async copy() {
      copies += 1;
      return await copyDatabase(own, `${name}_${copies}`);
    },
  };
}
