import { Pool } from 'undici';

/** A request to measure: random pages and people, so that nothing is asked twice in a row. */
export type Ask = () => { path: string; method?: 'GET' | 'OPTIONS'; headers?: Record<string, string> };

/**
 * Requests per second, `atOnce` at a time.
 * @throws an error when an answer is another than `status`
 */
export async function rateOf(origin: string, ask: Ask, status: number, atOnce: number, ms: number): Promise<number> {
  const pool = new Pool(origin, { connections: atOnce, pipelining: 1 });
  const started = performance.now();
  let answered = 0;
  const one = async () => {
    while (performance.now() - started < ms) {
      const { path, method = 'GET', headers = {} } = ask();
      const answer = await pool.request({ path, method, headers: { 'accept-encoding': 'gzip', ...headers } });
      await answer.body.arrayBuffer();
      if (answer.statusCode !== status) throw new Error(`${method} ${path}: ${answer.statusCode}`);
      answered += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  const rate = answered / ((performance.now() - started) / 1_000);
  await pool.close();
  return rate;
}
