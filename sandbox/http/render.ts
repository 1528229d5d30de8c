import { REF_IN_JSON } from '../images/kinds.ts';
import type { ImagePool } from '../images/pool.ts';

/**
 * JSON as a list of buffers. Pictures are spliced in as the bytes the pool holds: no string of several megabytes is
 * built, escaped or copied for an answer.
 */
export async function renderJson(body: unknown, pool: ImagePool, optimized: boolean): Promise<Buffer[]> {
  // The split leaves text at even places and the pool's keys at odd ones.
  const parts = JSON.stringify(body).split(REF_IN_JSON);
  return Promise.all(parts.map((part, place) => (place % 2 === 0 ? Buffer.from(part) : pool.get(part, optimized))));
}

export function byteLength(parts: readonly Buffer[]): number {
  return parts.reduce((sum, part) => sum + part.length, 0);
}
