import type { IncomingMessage } from 'node:http';

/** The request's body as text, or undefined when it is longer than `limit` bytes. */
export async function readBody(request: IncomingMessage, limit: number): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    const bytes = part as Buffer;
    size += bytes.length;
    // Read on to the end, so that the client gets an answer rather than a broken pipe.
    if (size <= limit) parts.push(bytes);
  }
  return size <= limit ? Buffer.concat(parts).toString('utf8') : undefined;
}

export function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
