import 'server-only';
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import { singleton } from '../singleton';

/**
 * Everything that a span may tell. A closed list: no path, no query, no SQL text, no uuid, nothing of a person. The request
 * id leads to the log and to the trail, which have rules of access of their own.
 */
export interface SpanAttributes {
  'http.request.method'?: string;
  /** The pattern of the route, never the path. */
  'http.route'?: string;
  'http.response.status_code'?: number;
  /** An error code of ours, or a kind of failure. */
  'error.type'?: string;
  'desk.request_id'?: string;
  'db.system.name'?: 'postgresql';
  /** The statement's verb and its first table. */
  'db.query.summary'?: string;
  'sentinel.call'?: string;
  'sentinel.pool'?: string;
  'sentinel.result'?: string;
  'desk.audit.action'?: string;
  'desk.audit.phase'?: string;
}

export type SpanKind = 'internal' | 'server' | 'client';

/** A span that has ended. Times are ms since 1970, with fractions. */
export interface EndedSpan {
  traceId: string;
  spanId: string;
  parentId: string | null;
  name: string;
  kind: SpanKind;
  start: number;
  end: number;
  failed: boolean;
  attributes: SpanAttributes;
}

/** A span under way. */
export interface Span {
  /** Adds to what it tells. */
  tell(attributes: SpanAttributes): void;
  /** Ends it. Later calls do nothing. @param failed whether the work failed */
  end(failed?: boolean): void;
}

/** Where ended spans go. */
export interface Tracer {
  /** Whether a new trace is kept. */
  samples(): boolean;
  take(span: EndedSpan): void;
}

interface Place {
  traceId: string;
  spanId: string;
}

/** Set at the start of a process that has a receiver of traces (`instrumentation.ts`); else all of this does nothing. */
function tracing(): { tracer: Tracer | null; places: AsyncLocalStorage<Place | null> } {
  return singleton('tracing', () => ({ tracer: null, places: new AsyncLocalStorage<Place | null>() }));
}

export function isTracing(): boolean {
  return tracing().tracer !== null;
}

/** @param tracer `null` ends the tracing */
export function setTracer(tracer: Tracer | null): void {
  tracing().tracer = tracer;
}

/**
 * Does a request's work in a trace of its own. Without a receiver it does the work and nothing else.
 * @param name the pattern of the route or page, as it is logged
 */
export async function tracedRequest<T>(name: string, requestId: string, work: (span: Span) => Promise<T>): Promise<T> {
  const { tracer, places } = tracing();
  if (tracer === null) return await work(NO_SPAN);
  if (!tracer.samples()) return await places.run(null, () => work(NO_SPAN));
  const [, method = 'GET', route = name] = /^([A-Z]+) (.*)$/.exec(name) ?? [];
  const about = { 'http.request.method': method, 'http.route': route, 'desk.request_id': requestId };
  return await run(
    tracer,
    { name, kind: 'server', about, traceId: randomBytes(16).toString('hex'), parentId: null },
    work,
  );
}

/** Does a part of a request's work in a span below. Outside of a traced request it does the work and nothing else. */
export async function traced<T>(
  name: string,
  kind: SpanKind,
  about: SpanAttributes,
  work: (span: Span) => Promise<T>,
): Promise<T> {
  const { tracer, places } = tracing();
  const place = places.getStore();
  if (tracer === null || !place) return await work(NO_SPAN);
  return await run(tracer, { name, kind, about, traceId: place.traceId, parentId: place.spanId }, work);
}

/** A span for work that reports its end by a callback; `null` outside of a traced request. */
export function beginSpan(name: string, kind: SpanKind, about: SpanAttributes): Span | null {
  const { tracer, places } = tracing();
  const place = places.getStore();
  if (tracer === null || !place) return null;
  return begin(tracer, { name, kind, about, traceId: place.traceId, parentId: place.spanId }).span;
}

interface Beginning extends Pick<EndedSpan, 'name' | 'kind' | 'traceId' | 'parentId'> {
  about: SpanAttributes;
}

async function run<T>(tracer: Tracer, beginning: Beginning, work: (span: Span) => Promise<T>): Promise<T> {
  const { span, spanId } = begin(tracer, beginning);
  try {
    const result = await tracing().places.run({ traceId: beginning.traceId, spanId }, () => work(span));
    span.end();
    return result;
  } catch (error) {
    span.end(true);
    throw error;
  }
}

function begin(tracer: Tracer, { about, ...beginning }: Beginning): { span: Span; spanId: string } {
  const spanId = randomBytes(8).toString('hex');
  const start = now();
  const attributes = { ...about };
  let isOver = false;
  const span: Span = {
    tell: (more) => void Object.assign(attributes, more),
    end: (failed = false) => {
      if (isOver) return;
      isOver = true;
      tracer.take({ ...beginning, spanId, start, end: now(), failed, attributes });
    },
  };
  return { span, spanId };
}

const now = () => performance.timeOrigin + performance.now();

const NO_SPAN: Span = { tell: () => {}, end: () => {} };
