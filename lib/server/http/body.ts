import 'server-only';
import { DeskError } from '../desk-error';

/**
 * A request's body as text. Stops reading at the limit, because a `content-length` can be missing or lie. Refuses bytes
 * that are not UTF-8: replacing them would make one text of several.
 * @throws DeskError `payload_too_large`, `invalid_request`
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
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new DeskError('invalid_request', { code: 'not_utf8' });
  }
}
