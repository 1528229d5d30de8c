import 'server-only';
import type { ErrorBody, ErrorCode } from '../../contracts/errors';
import type { DeskError } from '../desk-error';

/** Code -> HTTP status. The vendor's faults are 502 (a wrong answer) or 503 (try again later), never 500. */
export const HTTP_STATUS: Record<ErrorCode, number> = {
  invalid_request: 422,
  payload_too_large: 413,
  unauthenticated: 401,
  other_person: 409,
  forbidden: 403,
  second_factor_required: 403,
  step_up_required: 403,
  purpose_required: 422,
  caller_check_required: 403,
  caller_check_closed: 429,
  // Accepted, and nothing done yet: RFC 9110, 15.3.3.
  approval_required: 202,
  approval_closed: 409,
  proof_refused: 403,
  too_many_attempts: 429,
  budget_spent: 429,
  account_refused: 409,
  link_refused: 410,
  cross_site_request: 403,
  not_found: 404,
  wrong_person: 409,
  changed_meanwhile: 409,
  contact_in_use: 409,
  contact_refused: 422,
  export_incomplete: 409,
  sentinel_credentials: 502,
  sentinel_refused: 502,
  sentinel_malformed: 502,
  images_too_large: 502,
  sentinel_rate_limited: 503,
  sentinel_timeout: 503,
  sentinel_unavailable: 503,
  database_unavailable: 503,
  audit_unavailable: 503,
  busy: 503,
  internal: 500,
};

/** The error envelope as an HTTP answer. */
export function errorResponse(error: DeskError, requestId: string): Response {
  const body: ErrorBody = { error: errorBody(error, requestId) };
  const retryAfter = error.details.retryAfter;
  return Response.json(body, {
    status: HTTP_STATUS[error.code],
    ...(retryAfter !== undefined && { headers: { 'retry-after': String(retryAfter) } }),
  });
}

/** What the envelope says, for answers that are no HTTP answer of their own: a line of a stream, a page's data. */
export function errorBody({ code, message, problem, details }: DeskError, requestId: string): ErrorBody['error'] {
  return { code, message, requestId, ...(problem && { problem }), ...details };
}
