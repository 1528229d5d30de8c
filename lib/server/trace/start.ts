import 'server-only';
import { env } from '../env';
import { metrics } from '../metrics';
import { singleton } from '../singleton';
import { deskVersion } from '../version';
import { createExporter } from './exporter';
import { setTracer } from './spans';

/** Begins to trace requests, where `OTEL_EXPORTER_OTLP_ENDPOINT` names a receiver. */
export function startTracing(endpoint: URL): void {
  const exporter = createExporter({
    endpoint,
    headers: env().OTEL_EXPORTER_OTLP_HEADERS,
    service: env().OTEL_SERVICE_NAME,
    version: deskVersion(),
    ratio: env().OTEL_TRACES_SAMPLER_ARG,
    every: env().OTEL_BSP_SCHEDULE_DELAY,
    onDropped: (spans) => metrics().droppedSpans.inc(spans),
  });
  setTracer(exporter);
  singleton('farewells', () => new Set<() => Promise<void>>()).add(exporter.flush);
}
