import { accountApi } from '../account-routes';
import { ApiError, networkError } from './api-error';
import { request } from './request';

/**
 * The chunks of a body, as they arrive. A consumer that stops early cancels the body, so that the server stops working.
 *
 * @throws the signal's reason after an abort; ApiError `network` when the stream breaks off
 */
async function* chunksOf(
  body: ReadableStream<Uint8Array<ArrayBuffer>> | null,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = body?.getReader();
  if (reader === undefined) return;
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(() => {
        throw signal?.aborted ? signal.reason : networkError();
      });
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/**
 * The lines of a body that holds one JSON object per line. A chunk may hold part of a line, or several lines.
 *
 * @throws SyntaxError for a line that is not JSON, such as a line that was cut off; and as {@link chunksOf}
 */
export async function* jsonLines<T>(
  body: ReadableStream<Uint8Array<ArrayBuffer>> | null,
  signal?: AbortSignal,
): AsyncGenerator<T> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of chunksOf(body, signal)) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.trim() !== '') yield JSON.parse(line) as T;
  }
  rest += decoder.decode();
  if (rest.trim() !== '') yield JSON.parse(rest) as T;
}

/**
 * As {@link chunksOf}. The server also breaks a file off when its reader's session has ended, and the answer can't say so
 * any more. So a call after the break asks: it leads to the sign-in page then.
 *
 * @throws ApiError `unauthenticated` when the session has ended; and as {@link chunksOf}
 */
async function* chunksOfFile(
  body: ReadableStream<Uint8Array<ArrayBuffer>> | null,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  try {
    yield* chunksOf(body, signal);
  } catch (broken) {
    if (signal.aborted) throw broken;
    const ended = await request(accountApi.sessions()).catch((error: unknown) => error);
    throw ended instanceof ApiError && ended.code === 'unauthenticated' ? ended : broken;
  }
}

/** Whenever this many bytes have arrived, they become a blob: the browser may then keep them on disk. */
const BLOB_EVERY = 4_000_000;

/**
 * Receives a response as a file, under the name that the server gave it. The whole file is never in the tab's memory.
 *
 * @param onChunk called for each chunk, with its bytes
 * @throws as {@link chunksOfFile}: a part of a file is never returned
 */
export async function receiveFile(
  response: Response,
  fallbackName: string,
  signal: AbortSignal,
  onChunk: (bytes: Uint8Array) => void,
): Promise<File> {
  const blobs: Blob[] = [];
  let waiting: Uint8Array<ArrayBuffer>[] = [];
  let waitingBytes = 0;
  for await (const chunk of chunksOfFile(response.body, signal)) {
    waiting.push(chunk);
    waitingBytes += chunk.length;
    onChunk(chunk);
    if (waitingBytes < BLOB_EVERY) continue;
    blobs.push(new Blob(waiting));
    [waiting, waitingBytes] = [[], 0];
  }
  const name = /filename="([\w.-]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? fallbackName;
  const type = response.headers.get('content-type') ?? 'application/octet-stream';
  return new File([...blobs, ...waiting], name, { type });
}
