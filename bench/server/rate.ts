import { Pool } from 'undici';

/**
 * A request to measure: random pages and people, so that nothing is asked twice in a row.
 * @param asker the number of the connection, from 0 on
 */
export type Ask = (asker: number) => {
  path: string;
  method?: 'GET' | 'OPTIONS' | 'POST';
  headers?: Record<string, string>;
  body?: string;
};

/**
 * Requests per second, `atOnce` at a time.
 * @throws an error when an answer is another than `status`
 */
export async function rateOf(origin: string, ask: Ask, status: number, atOnce: number, ms: number): Promise<number> {
  const pool = new Pool(origin, { connections: atOnce, pipelining: 1 });
  const started = performance.now();
  let answered = 0;
  const one = async (_: unknown, asker: number) => {
    while (performance.now() - started < ms) {
      await answerOf(pool, ask(asker), status);
      answered += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  const rate = answered / ((performance.now() - started) / 1_000);
  await pool.close();
  return rate;
}

/** The bytes of an answer's body, as they come over the line. @throws an error when the status is another */
async function answerOf(pool: Pool, asked: ReturnType<Ask>, status: number): Promise<number> {
  const { path, method = 'GET', headers = {}, body = null } = asked;
  const answer = await pool.request({ path, method, headers: { 'accept-encoding': 'gzip', ...headers }, body });
  const { byteLength } = await answer.body.arrayBuffer();
  if (answer.statusCode !== status) throw new Error(`${method} ${path}: ${answer.statusCode}`);
  return byteLength;
}

/** The bytes of these answers together. @throws an error when an answer is another than `status` */
export async function bytesOf(origin: string, asks: readonly ReturnType<Ask>[], status: number): Promise<number> {
  const pool = new Pool(origin, { connections: 1 });
  let bytes = 0;
  for (const asked of asks) bytes += await answerOf(pool, asked, status);
  await pool.close();
  return bytes;
}
