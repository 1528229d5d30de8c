import 'server-only';
import type { Dispatcher } from 'undici';
import type { Place } from './bulkhead';

/** From this size on, an answer that tells its length is written to its place, instead of being put together at the end. */
const WORTH_A_PLACE = 64 * 1024;

/**
 * Reads an answer's body.
 *
 * @param limit its longest length, bytes
 * @param place is told the length, as soon as it is known
 * @throws an error with code `UND_ERR_RES_EXCEEDED_MAX_SIZE` as undici's own cap does. Leaving the loop ends the stream
 */
export async function readBody(
  { headers, body }: Pick<Dispatcher.ResponseData, 'headers' | 'body'>,
  limit: number,
  place?: Place,
): Promise<Buffer> {
  const length = Number(headers['content-length'] ?? Number.NaN);
  if (length > limit) {
    body.on('error', () => undefined).destroy();
    throw tooLarge();
  }
  // undici refuses a body of another length than its header says.
  const whole = length >= WORTH_A_PLACE ? Buffer.allocUnsafeSlow(length) : null;
  if (length >= 0) place?.shrink(length);
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    if (bytes + chunk.byteLength > (whole?.byteLength ?? limit)) throw tooLarge();
    if (whole === null) chunks.push(chunk);
    else chunk.copy(whole, bytes);
    bytes += chunk.byteLength;
  }
  place?.shrink(bytes);
  return whole === null ? Buffer.concat(chunks, bytes) : whole.subarray(0, bytes);
}

function tooLarge(): Error {
  return Object.assign(new Error('too large'), { code: 'UND_ERR_RES_EXCEEDED_MAX_SIZE' });
}
