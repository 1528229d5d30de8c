import type { Held } from '../support/process/gauge.ts';
import { type FaultTime, metFault } from './faults.ts';
import type { MemoryPart } from './memory.ts';
import { ACTIONS, type Action, type Done } from './work.ts';

/** What the process held at one moment. */
export interface Sample extends Held {
  /** Seconds since the beginning. */
  at: number;
}

/**
 * How much one of the measures may grow in an hour, by its slope over the second half of the time. Sockets come and go by
 * dozens, so a small slope is chance; one leaked socket in a hundred requests would be 900 an hour.
 */
const GROWTH = { memory: 100, descriptors: 120, sockets: 120, delay: 150 } as const;
/** Of a short try the slope says nothing: a process warms up for minutes. */
export const SLOPES_COUNT_FROM = 10;

type Measure = keyof typeof GROWTH;
export const MEASURES: readonly Measure[] = ['memory', 'descriptors', 'sockets', 'delay'];

export interface SoakReport {
  minutes: number;
  people: number;
  latency: number;
  actions: {
    action: Action;
    count: number;
    sprinkled: number;
    errors: number;
    p50: number;
    p95: number;
    p99: number;
  }[];
  /** Failures outside of the sprinkled faults, by action and code. */
  errors: Record<string, number>;
  faults: number;
  measures: Record<Measure, { first: number; last: number; most: number; perHour: number }>;
  memory: MemoryPart[];
  samples: Sample[];
  /** Sentences; none when all is well. */
  problems: string[];
}

/** Codes by which the desk tells that Sentinel failed. */
const OF_SENTINEL = /^(sentinel_|busy$)/;
/** The desk tells so when a correction's answer got lost in a fault: the next one sees another contact. */
const AFTER_LOST_ANSWERS = new Set(['changed_meanwhile']);

export function makeReport(facts: {
  minutes: number;
  people: number;
  latency: number;
  done: readonly Done[];
  times: readonly FaultTime[];
  samples: readonly Sample[];
  memory: readonly MemoryPart[];
}): SoakReport {
  const { minutes, done, times, samples } = facts;
  const errors: Record<string, number> = {};
  const isSprinkled = ({ outcome, began, took }: Done) =>
    (OF_SENTINEL.test(outcome) && metFault(times, began, began + took)) || AFTER_LOST_ANSWERS.has(outcome);
  const actions = ACTIONS.flatMap((action) => {
    const all = done.filter((one) => one.action === action);
    if (all.length === 0) return [];
    const failed = all.filter(({ outcome }) => outcome !== 'ok');
    const wrong = failed.filter((one) => !isSprinkled(one));
    for (const { outcome } of wrong) errors[`${action}: ${outcome}`] = (errors[`${action}: ${outcome}`] ?? 0) + 1;
    const took = all.filter(({ outcome }) => outcome === 'ok').map((one) => one.took);
    const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => Math.round(percentile(took, share)));
    const figures = { p50: p50 ?? 0, p95: p95 ?? 0, p99: p99 ?? 0 };
    return [{ action, count: all.length, sprinkled: failed.length - wrong.length, errors: wrong.length, ...figures }];
  });
  const measures = Object.fromEntries(
    MEASURES.map((measure) => {
      const values = samples.map((sample) => sample[measure]);
      const half = samples.slice(Math.floor(samples.length / 2));
      const perHour = slope(half.map((sample) => [sample.at / 3_600, sample[measure]]));
      const [first = 0, last = 0] = [values[0], values.at(-1)];
      return [measure, { first, last, most: Math.max(0, ...values), perHour }];
    }),
  ) as SoakReport['measures'];
  const problems = [
    ...Object.entries(errors).map(([what, count]) => `${count} × ${what}, outside of the sprinkled faults`),
    ...(minutes < SLOPES_COUNT_FROM ? [] : MEASURES.flatMap((measure) => grown(measure, measures[measure].perHour))),
    ...facts.memory.flatMap((part) => part.problems),
  ];
  const { people, latency, memory } = facts;
  return {
    ...{ minutes, people, latency, actions, errors, faults: times.length, measures, problems },
    ...{ memory: [...memory], samples: [...samples] },
  };
}

function grown(measure: Measure, perHour: number): string[] {
  return perHour <= GROWTH[measure] ? [] : [`${measure} grows by ${Math.round(perHour)} an hour`];
}

/** The value below which this share of the values lies; 0 for none. */
function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** Of the straight line through the points, by least squares. */
function slope(points: readonly (readonly [number, number])[]): number {
  const mean = (place: 0 | 1) => points.reduce((sum, point) => sum + point[place], 0) / Math.max(1, points.length);
  const [x, y] = [mean(0), mean(1)];
  const spread = points.reduce((sum, [at]) => sum + (at - x) ** 2, 0);
  return spread === 0 ? 0 : points.reduce((sum, [at, value]) => sum + (at - x) * (value - y), 0) / spread;
}

/** As `docs/operations.md` shows it. */
export function asTables(report: SoakReport): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
  const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]) =>
    [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
  const figures = report.actions.map(({ action, count, sprinkled, errors, p50, p95, p99 }) => [
    ...[action, count, `${p50} ms`, `${p95} ms`, `${p99} ms`, sprinkled, errors],
  ]);
  const held = MEASURES.map((measure) => {
    const { first, last, most, perHour } = report.measures[measure];
    return [measure, ...[first, last, most].map(Math.round), perHour.toFixed(1)];
  });
  const memory = report.memory.map(({ what, before, most, shown, busy }) => [
    ...[what, `${Math.round(before)} MB`, `${Math.round(most)} MB`, shown, busy],
  ]);
  return [
    table(['action', 'times', 'p50', 'p95', 'p99', 'met a sprinkled fault', 'other errors'], figures),
    table(['measure', 'first', 'last', 'most', 'an hour, second half'], held),
    table(['images at once', 'memory before', 'at the most', 'shown', 'told to try again'], memory),
  ].join('\n\n');
}
