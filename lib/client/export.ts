import type { ExportBody } from '../contracts/search';
import { directoryApi } from '../directory-routes';
import { networkError } from './api-error';
import { json, request } from './request';

export interface ExportProgress {
  /** Rows that have arrived. */
  rows: number;
  /** Rows that are coming. */
  of: number;
  /** How many match: more than `of` where the row limit cuts them off. */
  matches: number;
}

export interface ExportOptions {
  signal: AbortSignal;
  onProgress: (progress: ExportProgress) => void;
}

/**
 * Fetches what a query matches as CSV, counting rows as they arrive.
 *
 * @throws ApiError `step_up_required` without a recent proof, when refused otherwise, and when the stream breaks off or holds fewer rows than were announced: half a file must not look like a whole one
 * @throws DOMException `AbortError` when cancelled
 */
export async function exportCustomers(body: ExportBody, { signal, onProgress }: ExportOptions): Promise<Blob> {
  const response = await request(directoryApi.exportCustomers(), { ...json('POST', body), signal });
  const progress = { of: numberFrom(response, 'x-export-rows'), matches: numberFrom(response, 'x-export-matches') };
  const count = rowCounter();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let rows = 0;
  onProgress({ rows: 0, ...progress });
  const reader = response.body?.getReader();
  for (;;) {
    const read = await reader?.read().catch((reason: unknown) => {
      if (reason instanceof DOMException && reason.name === 'AbortError') throw reason;
      throw networkError();
    });
    if (read?.value === undefined) break;
    parts.push(read.value);
    rows = count(read.value);
    onProgress({ rows, ...progress });
  }
  // Figures and rows are of one snapshot: whatever stood between may have ended a stream early without a word.
  if (rows < progress.of) throw networkError();
  return new Blob(parts, { type: 'text/csv;charset=utf-8' });
}

const QUOTE = 0x22;
const NEW_LINE = 0x0a;

/** Counts the data rows of a CSV from its bytes: line ends outside quotes, less the header's. */
export function rowCounter(): (bytes: Uint8Array) => number {
  let lines = 0;
  let quoted = false;
  return (bytes) => {
    for (const byte of bytes) {
      // A doubled quote within a cell turns it off and on again.
      if (byte === QUOTE) quoted = !quoted;
      else if (byte === NEW_LINE && !quoted) lines += 1;
    }
    return Math.max(0, lines - 1);
  };
}

function numberFrom(response: Response, header: string): number {
  return Number(response.headers.get(header) ?? 0);
}
