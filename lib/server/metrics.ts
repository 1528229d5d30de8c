import 'server-only';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { singleton } from './singleton';

/** Seconds. From an answer of the directory to the longest deadline of a call of Sentinel. */
const SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/**
 * What the desk measures of itself. Labels hold patterns of routes, kinds and results: no path, and nothing of a person.
 */
function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const gauge = <L extends string = never>(name: string, help: string, labelNames: L[] = []) =>
    new Gauge<L>({ name, help, labelNames, registers });
  return {
    registry,
    requests: new Histogram({
      name: 'desk_request_seconds',
      help: 'Answers of routes, and first answers of pages, by pattern and class of status.',
      labelNames: ['route', 'status'],
      buckets: SECONDS,
      registers,
    }),
    calls: new Histogram({
      name: 'desk_sentinel_call_seconds',
      help: 'Calls of Sentinel by kind, from the request to the last byte.',
      labelNames: ['kind'],
      buckets: SECONDS,
      registers,
    }),
    results: new Counter({
      name: 'desk_sentinel_calls_total',
      help: 'Calls of Sentinel by kind and result; busy and open were not sent.',
      labelNames: ['kind', 'result'],
      registers,
    }),
    refused: new Counter({
      name: 'desk_sentinel_refused_total',
      help: 'Calls that were refused: by the desk because their pool was full, by Sentinel because of the credentials.',
      labelNames: ['kind', 'by'],
      registers,
    }),
    credentialsRefused: gauge('desk_sentinel_credentials_refused', '1 while Sentinel refuses the credentials.'),
    budgetRefusals: new Counter({
      name: 'desk_budget_refusals_total',
      help: 'Actions that a spent budget refused, by budget and window.',
      labelNames: ['budget', 'window'],
      registers,
    }),
    budgetPeople: gauge('desk_budget_people', 'People who have spent a budget of today, or four fifths of it.', [
      'budget',
      'state',
    ]),
    droppedSpans: new Counter({
      name: 'desk_trace_spans_dropped_total',
      help: 'Spans of traces that the receiver did not take.',
      registers,
    }),
    replicas: gauge('desk_replicas', 'Replicas that have said within half a minute that they are alive.'),
    running: gauge('desk_sentinel_running', 'Calls of Sentinel that are under way, by kind.', ['kind']),
    waiting: gauge('desk_sentinel_waiting', 'Calls that wait for a place in their pool, by kind.', ['kind']),
    held: gauge('desk_sentinel_held_bytes', 'Memory that is promised to answers, by kind.', ['kind']),
    open: gauge('desk_sentinel_breaker_open', '1 while a kind of call is left alone.', ['kind']),
    trailWaiting: gauge('desk_trail_waiting', 'Events that wait to be written.'),
    trailFailures: gauge('desk_trail_failures', 'Events that were not written in time, since the start.'),
    customers: gauge('desk_directory_customers', 'Customers in the directory.'),
    customersSaid: gauge('desk_directory_customers_said', 'Customers that Sentinel says there are.'),
    caughtUp: gauge('desk_directory_caught_up_age_seconds', 'How long ago the directory caught up with changes.'),
    walked: gauge('desk_directory_walked_age_seconds', 'How long ago a full walk of the list ended.'),
    sessions: gauge('desk_sessions', 'Sessions that count.'),
    isReady: gauge('desk_ready', '1 while the desk reaches its database and may write the trail.'),
  };
}

export type Metrics = ReturnType<typeof createMetrics>;

/** The metrics of this process. */
export function metrics(): Metrics {
  return singleton('metrics', createMetrics);
}

/**
 * Counts an answer.
 * @param route its pattern, as it is logged
 */
export function countAnswer(route: string, status: number, ms: number): void {
  metrics().requests.observe({ route, status: `${Math.floor(status / 100)}xx` }, ms / 1_000);
}
