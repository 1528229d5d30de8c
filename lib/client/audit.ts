import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { auditApi } from '../audit-routes';
import type { AuditActors, AuditPage, AuditPlace, AuditSelection, ChainStatus, VerifyLine } from '../contracts/audit';
import type { ChainFinding } from '../contracts/chain-finding';
import { INTERRUPTED } from '../words/chain-finding';
import { ApiError, apiError, networkError } from './api-error';
import { json, request, requestJson } from './request';
import { jsonLines, receiveFile } from './stream';

/** How long a page counts as fresh, ms. Each read of the trail is recorded, and turning back and forth should not be. */
const FRESH_FOR = 30_000;

/** One page of the trail. The previous page stays on screen (`isPlaceholderData`) while this one loads. */
export function auditPageQuery(query: AuditSelection & AuditPlace) {
  return queryOptions({
    queryKey: ['audit', 'page', query] as const,
    queryFn: ({ signal }) => requestJson<AuditPage>(auditApi.audit(query), { signal }),
    placeholderData: keepPreviousData,
    staleTime: FRESH_FOR,
    refetchOnMount: 'always',
    refetchOnWindowFocus: false,
  });
}

/** The actors that the trail names. */
export function auditActorsQuery() {
  return queryOptions({
    queryKey: ['audit', 'actors'] as const,
    queryFn: ({ signal }) => requestJson<AuditActors>(auditApi.auditActors(), { signal }),
    staleTime: 5 * 60_000,
  });
}

export interface VerifyProgress {
  /** Events that were checked. */
  checked: number;
  /** Events that will be checked. */
  total: number;
}

export interface CheckedChain extends Pick<ChainStatus, 'verdict' | 'seq'> {
  /** What the check found, and what the chain could not be compared with. */
  finding: ChainFinding;
  /** What it found besides, and how much more than the list names. */
  others: ChainFinding[];
  unnamed: number;
}

/**
 * Checks the whole chain. A million events take about a minute. Aborting the signal stops the server's work, too.
 *
 * @throws ApiError also when the answer ends without a verdict: then nothing is known
 * @throws DOMException `AbortError` after an abort
 */
export async function verifyChain(
  signal: AbortSignal,
  onProgress: (progress: VerifyProgress) => void,
): Promise<CheckedChain> {
  const response = await request(auditApi.auditVerify(), { ...json('POST', {}), signal });
  try {
    for await (const line of jsonLines<VerifyLine>(response.body, signal)) {
      if (line.type === 'progress') onProgress(line);
      else if (line.type === 'verdict') return line;
      else throw await apiError(line.error, response.status);
    }
  } catch (reason) {
    // A line that was cut off means a lost connection.
    throw reason instanceof SyntaxError ? networkError() : reason;
  }
  throw new ApiError('internal', INTERRUPTED.check, response.status);
}

export interface AuditExportRequest extends Pick<AuditSelection, 'from' | 'to'> {
  format: 'jsonl' | 'csv';
}

/**
 * Fetches the trail as a file.
 *
 * @param onBytes called with the number of bytes that have arrived so far
 * @throws ApiError; DOMException `AbortError` after an abort
 */
export async function exportAudit(
  wanted: AuditExportRequest,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<File> {
  const response = await request(auditApi.auditExport(), { ...json('POST', wanted), signal });
  let bytes = 0;
  return receiveFile(response, `audit.${wanted.format}`, signal, (chunk) => {
    bytes += chunk.length;
    onBytes(bytes);
  });
}
