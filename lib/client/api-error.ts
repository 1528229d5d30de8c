import type { ErrorBody, ErrorCode } from '../contracts/errors';
import { OFFLINE_WORDS } from '../words/offline';

/** Every failed call of our own routes becomes an `ApiError` before a component sees it. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly code: ErrorCode | 'network',
    message: string,
    readonly status: number,
    readonly details: Partial<ErrorBody['error']> = {},
    /** Field name -> a sentence to show under the field. */
    readonly fields: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** The failure of a call without an answer: offline, refused, cut off. */
export function networkError(): ApiError {
  return new ApiError('network', OFFLINE_WORDS.unreachable, 0);
}

/**
 * Reads our error envelope and gives it this page's words. The words load now, because most pages never need them. If
 * they do not load, or this page does not know the code, the server's message stands in. An answer without an envelope,
 * such as a proxy's page, also becomes an {@link ApiError}.
 */
export async function errorFrom(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => undefined);
  if (!isErrorBody(body)) {
    return new ApiError('internal', OFFLINE_WORDS.foreignAnswer(response.status), response.status);
  }
  return apiError(body.error, response.status);
}

/** The failure that an envelope, or a line of a stream, tells of: in this page's words. */
export async function apiError(
  error: Pick<ErrorBody['error'], 'code' | 'message'> & Partial<ErrorBody['error']>,
  status: number,
): Promise<ApiError> {
  const words = await import('../words/errors').catch(() => null);
  const message = words?.errorSentence(error) ?? error.message;
  return new ApiError(error.code, message, status, error, words?.fieldSentences(error));
}

function isErrorBody(body: unknown): body is ErrorBody {
  if (typeof body !== 'object' || body === null || !('error' in body)) return false;
  const { error } = body;
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    typeof error.code === 'string' &&
    'message' in error &&
    typeof error.message === 'string'
  );
}
