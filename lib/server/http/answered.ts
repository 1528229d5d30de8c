import 'server-only';
import { describeError, log } from '../log';
import { countAnswer } from '../metrics';
import { inRequest } from '../request-scope';
import { toDeskError } from '../to-desk-error';
import { tracedRequest } from '../trace/spans';
import { errorResponse, HTTP_STATUS } from './errors';

/** What a request's line in the log tells besides route, status and time. */
export interface Told {
  readonly requestId: string;
  accountId?: string;
  /** The vendor's key of the customer in the path. */
  customer?: string;
}

const CLIENT_LEFT = 499;

/**
 * Does the work of one request under one id: the same id is in the log's line, in the error that the person reads, in the
 * events of the trail and in the trace. A thrown error becomes the error envelope. Every answer is `no-store`, carries
 * `x-request-id`, and leaves one line in the log.
 *
 * @param name the route's pattern, for example `GET /api/customers/{uuid}`; never a path
 * @param work fills in what is told as soon as it knows it
 */
export async function answered(
  request: Request,
  name: string,
  work: (told: Told) => Promise<Response>,
): Promise<Response> {
  const told: Told = { requestId: crypto.randomUUID() };
  const started = performance.now();
  return await tracedRequest(name, told.requestId, async (span) => {
    let response: Response;
    let failure: unknown;
    try {
      response = await inRequest(told.requestId, () => work(told));
    } catch (error) {
      failure = error;
      response = errorResponse(toDeskError(error), told.requestId);
    }
    // The client left before the answer (turned the page, typed on). That is no failure, so it is logged as nginx's
    // status 499.
    if (failure !== undefined && request.signal.aborted && failure === request.signal.reason) {
      tell({ name, told, status: CLIENT_LEFT, started }, undefined);
      span.tell({ 'http.response.status_code': CLIENT_LEFT });
    } else {
      const code = tell({ name, told, status: response.status, started }, failure);
      span.tell({ 'http.response.status_code': response.status, ...(code !== undefined && { 'error.type': code }) });
      if (response.status >= 500) span.end(true);
    }
    response.headers.set('cache-control', 'no-store');
    response.headers.set('x-request-id', told.requestId);
    return response;
  });
}

/** Writes the line. @returns the code of the failure */
function tell(line: { name: string; told: Told; status: number; started: number }, failure: unknown) {
  const { name, told, status, started } = line;
  const ms = performance.now() - started;
  countAnswer(name, status, ms);
  const { requestId, accountId, customer } = told;
  const entry = { name, requestId, accountId, customer, status, ms: Math.round(ms * 10) / 10 };
  const code = failure === undefined ? undefined : toDeskError(failure).code;
  if (code === undefined) log().info(entry);
  // A refused request is no fault of the desk. For a fault, the log names the error's place.
  else if (HTTP_STATUS[code] < 500) log().info({ ...entry, code });
  else log().error({ ...entry, code, error: describeError(failure) });
  return code;
}
