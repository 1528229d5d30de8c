import type { Fields } from '../world/record.ts';

export interface LogEntry {
  seq: number;
  at: string;
  path: string;
  /** Without credentials: a log that holds the secret would be the leak it is there to find. */
  body: unknown;
  /** null while pending, and for answers that never came. */
  status: number | null;
  durationMs: number | null;
}

/** Older entries fall off, or a load test would fill the memory. */
const KEPT = 20_000;
const LONGEST_BODY = 16_384;

export function createRequestLog() {
  let entries: LogEntry[] = [];
  let seq = 0;
  return {
    begin(path: string, body: Fields | undefined): LogEntry {
      seq += 1;
      const entry = {
        seq,
        at: new Date().toISOString(),
        path,
        body: withoutCredentials(body),
        status: null,
        durationMs: null,
      };
      entries.push(entry);
      if (entries.length > KEPT * 2) entries = entries.slice(-KEPT);
      return entry;
    },
    entries: () => entries.slice(-KEPT),
    clear: () => {
      entries = [];
    },
  };
}

export type RequestLog = ReturnType<typeof createRequestLog>;

function withoutCredentials(body: Fields | undefined): unknown {
  if (!body) return null;
  const { clientUuid: _uuid, clientSecret: _secret, ...rest } = body;
  return JSON.stringify(rest).length > LONGEST_BODY ? { omitted: 'longer than 16 kB' } : rest;
}
