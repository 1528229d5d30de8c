import type { ErrorBody, ErrorCode } from '../contracts/errors';

/** Every failed call of our own routes becomes an `ApiError` before a component sees it. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly code: ErrorCode | 'network',
    message: string,
    readonly status: number,
    readonly details: Partial<ErrorBody['error']> = {},
  ) {
    super(message);
  }
}

const OFFLINE = 'The desk could not be reached. Check your connection, then try again.';

/** The failure of a call without an answer: offline, refused, cut off. */
export function networkError(): ApiError {
  return new ApiError('network', OFFLINE, 0);
}

/**
 * Reads our error envelope. An answer without an envelope, such as a proxy's page, also becomes an {@link ApiError}.
 */
export async function errorFrom(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => undefined);
  if (isErrorBody(body)) return new ApiError(body.error.code, body.error.message, response.status, body.error);
  return new ApiError('internal', `The desk answered with an error (${response.status}). Try again.`, response.status);
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
