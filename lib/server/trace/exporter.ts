import 'server-only';
import type { EndedSpan, SpanAttributes, SpanKind, Tracer } from './spans';

export interface ExporterOptions {
  /** The receiver's address without `/v1/traces`. */
  endpoint: URL;
  headers: Readonly<Record<string, string>>;
  service: string;
  version: string;
  /** The share of requests that are traced, 0 to 1. */
  ratio: number;
  /** How often spans are sent, ms. */
  every: number;
  /** Hears of spans that were dropped: the receiver was away, or too slow. */
  onDropped?: (spans: number) => void;
  random?: () => number;
}

/** More spans than this wait while the receiver is slow. Further ones are dropped: a trace is worth no memory. */
const MOST_WAITING = 2_048;
const BATCH = 512;
/** How long the receiver may take, ms. */
const ANSWER_WITHIN = 5_000;

export interface Exporter extends Tracer {
  /** Sends what waits. Never throws. */
  flush(): Promise<void>;
  close(): void;
}

/**
 * Sends ended spans to a receiver of OTLP over HTTP, as JSON, in batches. One batch at a time, and none twice: a receiver
 * that is down, hangs or refuses costs the desk a bounded queue and nothing else.
 */
export function createExporter(options: ExporterOptions): Exporter {
  const { endpoint, headers, every, ratio, onDropped = () => {}, random = Math.random } = options;
  const url = new URL(`${endpoint.pathname.replace(/\/+$/, '')}/v1/traces`, endpoint);
  let waiting: EndedSpan[] = [];
  let sending: Promise<void> | null = null;

  const send = async (batch: EndedSpan[]) => {
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify(encode(batch, options)),
        redirect: 'error',
        signal: AbortSignal.timeout(ANSWER_WITHIN),
      });
      // The connection is free again once the body is read.
      await answer.arrayBuffer();
      if (!answer.ok) onDropped(batch.length);
    } catch {
      onDropped(batch.length);
    }
  };
  const pump = async () => {
    for (const all = waiting.length; waiting.length > 0; ) {
      const batch = waiting.slice(0, BATCH);
      waiting = waiting.slice(BATCH);
      await send(batch);
      // What came meanwhile waits for the next time, so that a slow receiver is not asked without a pause.
      if (all <= BATCH) break;
    }
  };
  const flush = () => {
    sending ??= pump().finally(() => {
      sending = null;
    });
    return sending;
  };
  const timer = setInterval(() => void flush(), every);
  timer.unref();

  return {
    samples: () => random() < ratio,
    take: (span) => {
      if (waiting.length >= MOST_WAITING) return onDropped(1);
      waiting.push(span);
    },
    flush,
    close: () => clearInterval(timer),
  };
}

const KINDS: Record<SpanKind, number> = { internal: 1, server: 2, client: 3 };
const FAILED = 2;

/** The body of `POST /v1/traces`: `ExportTraceServiceRequest` of OTLP 1, in its JSON form. */
function encode(spans: readonly EndedSpan[], { service, version }: ExporterOptions): unknown {
  return {
    resourceSpans: [
      {
        resource: { attributes: [text('service.name', service), text('service.version', version)] },
        scopeSpans: [{ scope: { name: 'sentinel-desk', version }, spans: spans.map(encodeSpan) }],
      },
    ],
  };
}

function encodeSpan({ parentId, kind, start, end, failed, attributes, ...span }: EndedSpan): unknown {
  return {
    ...span,
    ...(parentId !== null && { parentSpanId: parentId }),
    kind: KINDS[kind],
    startTimeUnixNano: nanoseconds(start),
    endTimeUnixNano: nanoseconds(end),
    attributes: attributesOf(attributes),
    ...(failed && { status: { code: FAILED } }),
  };
}

function attributesOf(attributes: SpanAttributes): unknown[] {
  return Object.entries(attributes).map(([key, value]) =>
    typeof value === 'number' ? { key, value: { intValue: String(value) } } : text(key, String(value)),
  );
}

const text = (key: string, stringValue: string) => ({ key, value: { stringValue } });

/** Microseconds are as exact as the clock is; a number of nanoseconds has more digits than JavaScript's numbers. */
const nanoseconds = (ms: number) => `${Math.round(ms * 1_000)}000`;
