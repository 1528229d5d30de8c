import type { ExpiringParams } from '../contracts/expiring';
import type { ExportBody } from '../contracts/search';
import { directoryApi } from '../directory-routes';
import { ownTimeZone } from '../writing/zones';
import { networkError } from './api-error';
import { json, request } from './request';
import { receiveFile } from './stream';

export interface ExportProgress {
  /** Rows that have arrived. */
  rows: number;
  /** Rows that the file will have. */
  of: number;
  /** Customers that match: more than `of` when the row limit cuts the file off. */
  matches: number;
}

interface ExportOptions {
  signal: AbortSignal;
  onProgress: (progress: ExportProgress) => void;
}

/**
 * Fetches the customers that a query matches, as a CSV file, with its moments in this reader's time zone. Counts the rows as they arrive.
 *
 * @throws ApiError `step_up_required` without a recent proof, and for other refusals; `network` when the stream breaks
 * off or holds fewer rows than the server announced, because half a file must not look like a whole one
 * @throws DOMException `AbortError` after an abort
 */
export async function exportCustomers(body: ExportBody, options: ExportOptions): Promise<File> {
  return await exported(directoryApi.exportCustomers(), body, 'customers.csv', options);
}

/** The documents of the Expiring page, in the same way. @throws as {@link exportCustomers} */
export async function exportExpiring(
  body: ExpiringParams & Pick<ExportBody, 'accepts' | 'why'>,
  options: ExportOptions,
): Promise<File> {
  return await exported(directoryApi.exportExpiring(), body, 'expiring.csv', options);
}

async function exported(
  path: string,
  body: object,
  name: string,
  { signal, onProgress }: ExportOptions,
): Promise<File> {
  const response = await request(path, { ...json('POST', { ...body, timeZone: ownTimeZone() }), signal });
  const figures = { of: numberFrom(response, 'x-export-rows'), matches: numberFrom(response, 'x-export-matches') };
  const count = rowCounter();
  let rows = 0;
  onProgress({ rows, ...figures });
  const file = await receiveFile(response, name, signal, (bytes) => {
    rows = count(bytes);
    onProgress({ rows, ...figures });
  });
  // The server read figures and rows from one snapshot. A proxy between may have ended the stream early, without an error.
  if (rows < figures.of) throw networkError();
  return file;
}

const QUOTE = 0x22;
const NEW_LINE = 0x0a;

/** Counts the data rows of a CSV file by its bytes: the line ends outside quotes, without the header's line end. */
export function rowCounter(): (bytes: Uint8Array) => number {
  let lines = 0;
  let quoted = false;
  return (bytes) => {
    for (const byte of bytes) {
      // A doubled quote inside a cell ends the quoted state and starts it again at once.
      if (byte === QUOTE) quoted = !quoted;
      else if (byte === NEW_LINE && !quoted) lines += 1;
    }
    return Math.max(0, lines - 1);
  };
}

function numberFrom(response: Response, header: string): number {
  return Number(response.headers.get(header) ?? 0);
}
