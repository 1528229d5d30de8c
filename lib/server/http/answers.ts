import 'server-only';
import { headers } from 'next/headers';
import type { AnswerLine, FailedAnswer, FirstAnswer, LaterAnswer } from '../../contracts/answers';
import type { CustomerPage, KnownRecord } from '../../contracts/customer';
import type { SearchAnswer } from '../../contracts/search';
import type { Viewer } from '../../contracts/viewer';
import type { AuditContext } from '../audit/public';
import { DeskError } from '../desk-error';
import { describeError, log } from '../log';
import { countAnswer } from '../metrics';
import { inRequest } from '../request-scope';
import { toDeskError } from '../to-desk-error';
import { tracedRequest } from '../trace/spans';
import { isOutage, patienceOf, type WhileWaiting, whileWaiting } from '../use-cases/while-waiting';
import { clientAddress } from './client-address';
import { errorBody, HTTP_STATUS } from './errors';
import { assertStillMay, auditContext, notedOnce } from './route';

/** What the directory shows in the place of Sentinel's answer. */
type Known = CustomerPage | KnownRecord | SearchAnswer;

/**
 * A route's answer while Sentinel may be slow. Plain JSON when Sentinel answers in time. When Sentinel is late, lines of
 * JSON ({@link AnswerLine}): what the directory knows, then the answer.
 *
 * @param stillMay asked before a late answer: a person who has lost session or permission gets no customer
 * @throws what the use case throws when Sentinel fails, with what the directory knows in the error's details
 */
export async function answerOrLines<T>(
  asked: WhileWaiting<T, Known>,
  requestId: string,
  stillMay: () => Promise<void>,
): Promise<Response> {
  const { known, answer } = asked;
  if (known === null) return Response.json(await answer);
  const late = Symbol('late');
  try {
    // A promise that is settled already wins; any other loses.
    const first = await Promise.race([answer, Promise.resolve(late)]);
    if (first !== late) return Response.json(first);
  } catch (error) {
    if (!isOutage(error)) throw error;
    const { code, problem, details } = toDeskError(error);
    throw new DeskError(code, problem, { ...details, known });
  }
  const lines = new ReadableStream<Uint8Array>({
    async start(controller) {
      const say = (line: AnswerLine<T, Known>) => controller.enqueue(Buffer.from(`${JSON.stringify(line)}\n`));
      say({ type: 'known', known });
      const last = await settled(lateAnswer(answer, stillMay), requestId);
      try {
        say(last);
        controller.close();
      } catch {
        // The client has left, and with it the stream.
      }
    },
  });
  return new Response(lines, { headers: { 'content-type': 'application/x-ndjson; charset=utf-8' } });
}

/**
 * Whether the browser loads this page as a document. Then the page asks for its data itself. A step within the desk asks
 * from the browser; a prefetch, or a request of something else than a browser, must not call Sentinel at all.
 */
export async function isDocumentLoad(): Promise<boolean> {
  const given = await headers();
  const purpose = `${given.get('sec-purpose')} ${given.get('purpose')} ${given.get('x-moz')}`;
  return given.get('sec-fetch-dest') === 'document' && !/prefetch|prerender/i.test(purpose) && !given.has('rsc');
}

/**
 * The data of a page's first HTML. Failures become values, because React redacts an error that a page throws.
 *
 * @param name the page as it is logged
 * @param ask the use case. Nothing aborts it: Next tells a page of no client that leaves
 */
export async function firstAnswer<T, K extends Known>(
  name: string,
  viewer: Viewer,
  ask: (audit: AuditContext, signal: AbortSignal) => Promise<WhileWaiting<T, K>>,
): Promise<FirstAnswer<T, K>> {
  const requestId = crypto.randomUUID();
  return await tracedRequest(name, requestId, () => inRequest(requestId, () => askedFor(name, viewer, requestId, ask)));
}

async function askedFor<T, K extends Known>(
  name: string,
  viewer: Viewer,
  requestId: string,
  ask: (audit: AuditContext, signal: AbortSignal) => Promise<WhileWaiting<T, K>>,
): Promise<FirstAnswer<T, K>> {
  const audit = auditContext(viewer, requestId, clientAddress({ headers: await headers() }));
  const started = performance.now();
  const told = (came: string) => {
    const ms = Math.round((performance.now() - started) * 10) / 10;
    countAnswer(name, came === 'failed' ? 500 : 200, ms);
    log().info({ name, requestId, accountId: viewer.accountId, came, ms });
  };
  try {
    const { known, late, answer } = await ask(audit, new AbortController().signal);
    if (known !== null || late) {
      told(known === null ? 'late' : 'known');
      const stillMay = () => assertStillMay(viewer.sessionId, 'customers:read').catch(notedOnce(audit, name));
      return { answer: null, known, later: settled(lateAnswer(answer, stillMay), requestId) };
    }
    const came = await settled(answer, requestId);
    told(came.type);
    if (came.type === 'answer') return { answer: came.answer, known: null, later: null };
    return { answer: null, known: null, later: Promise.resolve(came) };
  } catch (error) {
    told('failed');
    return { answer: null, known: null, later: Promise.resolve(failure(error, requestId)) };
  }
}

/** The same for data of the directory. A slow directory delays the page no longer than Sentinel does. */
export async function directoryAnswer<T>(
  name: string,
  viewer: Viewer,
  ask: (audit: AuditContext, signal: AbortSignal) => Promise<T>,
): Promise<FirstAnswer<T, never>> {
  return await firstAnswer<T, never>(name, viewer, async (audit, signal) => {
    const answer = ask(audit, signal);
    answer.catch(() => {});
    return { ...(await whileWaiting(answer, patienceOf('page'), async () => null)), answer };
  });
}

/** An answer that took its time: sessions end, and permissions change, while Sentinel is waited for. */
async function lateAnswer<T>(answer: Promise<T>, stillMay: () => Promise<void>): Promise<T> {
  const value = await answer;
  await stillMay();
  return value;
}

/** The answer or its failure as a value. */
function settled<T>(answer: Promise<T>, requestId: string): Promise<LaterAnswer<T>> {
  return answer.then(
    (value) => ({ type: 'answer' as const, answer: value }),
    (error) => failure(error, requestId),
  );
}

function failure(thrown: unknown, requestId: string): FailedAnswer {
  const error = toDeskError(thrown);
  const status = HTTP_STATUS[error.code];
  if (status >= 500) log().error({ event: 'answer', requestId, code: error.code, error: describeError(thrown) });
  return { type: 'failed', error: errorBody(error, requestId), status };
}
