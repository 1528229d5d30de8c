import { Pool } from 'undici';

/** The calls of a full walk and nothing else: asked for, parsed, dropped. */
export async function bareLoop(
  url: string,
  credentials: { clientUuid: string; clientSecret: string },
  concurrency: number,
): Promise<{ ms: number; pages: number; rows: number }> {
  const pool = new Pool(url, { connections: concurrency });
  const began = performance.now();
  let [next, pages, rows, ended] = [1, 0, 0, false];
  const lane = async () => {
    while (!ended) {
      const page = next;
      next += 1;
      const { body } = await pool.request({
        method: 'POST',
        path: '/customers/listWithDoc/clientAuth',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...credentials, page, entriesPerPage: 100, sortBy: 'updatedAt', sortingOrder: 'desc' }),
      });
      const answer = JSON.parse(await body.text()) as { data: { data: unknown[] } };
      pages += 1;
      rows += answer.data.data.length;
      if (answer.data.data.length < 100) ended = true;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
  const ms = performance.now() - began;
  await pool.close();
  return { ms, pages, rows };
}
