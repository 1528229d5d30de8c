import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { auditApi } from '../audit-routes';
import type { AuditActors, AuditPage, AuditPlace, AuditSelection, ChainStatus, VerifyLine } from '../contracts/audit';
import { ApiError, networkError } from './api-error';
import { jsonLines } from './ndjson';
import { json, request, requestJson } from './request';

/** How long a page counts as fresh, ms: reading the trail is itself recorded, so turning back and forth should not be. */
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

/** Everybody the trail names. */
export function auditActorsQuery() {
  return queryOptions({
    queryKey: ['audit', 'actors'] as const,
    queryFn: ({ signal }) => requestJson<AuditActors>(auditApi.auditActors(), { signal }),
    staleTime: 5 * 60_000,
  });
}

export interface Progress {
  checked: number;
  total: number;
}
export interface Verdict extends Pick<ChainStatus, 'verdict' | 'seq'> {
  /** What was found, and what it could not be compared with. */
  message: string;
}

/**
 * Checks the whole chain; takes a minute for a million events. Aborting the signal stops the server's work, too.
 * @throws ApiError also when the answer ends without a verdict: that is not one
 */
export async function verifyChain(signal: AbortSignal, onProgress: (progress: Progress) => void): Promise<Verdict> {
  const response = await request(auditApi.auditVerify(), { ...json('POST', {}), signal });
  if (response.body) {
    for await (const line of unbroken(jsonLines<VerifyLine>(response.body), signal)) {
      if (line.type === 'progress') onProgress(line);
      else if (line.type === 'verdict') return line;
      else throw new ApiError('internal', line.message, response.status);
    }
  }
  throw new ApiError('internal', 'The check broke off before its end. Nothing is known.', response.status);
}

export interface ExportRequest extends Pick<AuditSelection, 'from' | 'to'> {
  format: 'jsonl' | 'csv';
}

/** Chunks are handed to the browser's blob store, which may keep them on disk, whenever this much has come. */
const BLOB_EVERY = 4_000_000;

/**
 * The trail as a file. The whole of it passes through this tab, but not through its memory at once.
 * @param onBytes how many bytes have come so far
 * @throws ApiError; an abort as `AbortError`
 */
export async function exportAudit(
  what: ExportRequest,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<{ file: Blob; name: string }> {
  const response = await request(auditApi.auditExport(), { ...json('POST', what), signal });
  const type = response.headers.get('content-type') ?? 'application/octet-stream';
  const parts: Blob[] = [];
  let waiting: BlobPart[] = [];
  let [bytes, waitingBytes] = [0, 0];
  const reader = response.body?.getReader();
  for (;;) {
    const { done, value } = (await reader?.read().catch((reason) => failed(reason, signal))) ?? { done: true as const };
    if (done) break;
    waiting.push(value);
    waitingBytes += value.length;
    bytes += value.length;
    onBytes(bytes);
    if (waitingBytes < BLOB_EVERY) continue;
    parts.push(new Blob(waiting));
    [waiting, waitingBytes] = [[], 0];
  }
  return { file: new Blob([...parts, ...waiting], { type }), name: fileName(response, what) };
}

function fileName(response: Response, { format }: ExportRequest): string {
  return /filename="([\w.-]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? `audit.${format}`;
}

/** A stream that breaks is a lost connection, unless the person has stopped it. */
async function* unbroken<T>(lines: AsyncGenerator<T>, signal: AbortSignal): AsyncGenerator<T> {
  try {
    yield* lines;
  } catch (reason) {
    failed(reason, signal);
  }
}

function failed(reason: unknown, signal: AbortSignal): never {
  if (signal.aborted) throw signal.reason;
  if (reason instanceof ApiError) throw reason;
  throw networkError();
}
