import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '@/lib/server/db/client';
import { readState } from '@/lib/server/directory/sync-state';
import type { Stack } from '../../scripts/stack.ts';

/** Other people look at lists meanwhile: so many a second. */
const OTHERS = 4;

/** Waits until the directory holds everybody. */
export async function filled(stack: Stack): Promise<void> {
  const owner = openDatabase(stack.ownerDatabaseUrl, { max: 1, statementTimeout: 600_000 });
  while ((await readState(owner.pool)).walkedAt === null) await sleep(500);
  // What autovacuum does within minutes after a first walk.
  await owner.pool.query('VACUUM ANALYZE directory_customers');
  await owner.close();
}

export type DeskCalls = ReturnType<typeof deskOf>;

/** The desk as one person asks it. Each call gives the answer's text, and throws for any answer but 2xx. */
export function deskOf({ appUrl }: Stack, cookie: string) {
  const read = async (answer: Response) => {
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${answer.url} answered ${answer.status}: ${text.slice(0, 200)}`);
    return text;
  };
  return {
    get: async (url: string) => read(await fetch(appUrl + url, { headers: { cookie } })),
    post: async (url: string, body: object) =>
      read(
        await fetch(appUrl + url, {
          method: 'POST',
          headers: { cookie, origin: appUrl, 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
      ),
  };
}

/** Other people look at lists from now on. @returns ends it */
export function othersAtWork({ get }: DeskCalls): () => Promise<void> {
  let on = true;
  const done = (async () => {
    while (on) {
      await get(`/api/customers?page=${1 + Math.floor(Math.random() * 200)}&perPage=50`);
      await sleep(1_000 / OTHERS);
    }
  })();
  return async () => {
    on = false;
    await done;
  };
}

/** How long a call takes, ms. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** The value below which such a share of all values is. */
export function quantile(some: readonly number[], share: number): number {
  return some.toSorted((one, other) => one - other)[Math.floor((some.length - 1) * share)] ?? Number.NaN;
}
