import 'server-only';
import { DeskError } from '../desk-error';

/**
 * A request's body as text. Stops reading at the limit, because a `content-length` can be missing or lie.
 * @throws DeskError `payload_too_large`
 */
export async function readText(request: Request, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    // Leaving the loop cancels the stream.
    if (size > maxBytes) throw new DeskError('payload_too_large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
