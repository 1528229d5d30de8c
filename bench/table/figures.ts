/** The programs of `npm run bench`. Each one also runs alone: `npm run bench:weight` and so on. */
export const BENCHES = ['weight', 'browser', 'server', 'boot', 'audit', 'directory', 'search', 'routes'] as const;
export type BenchName = (typeof BENCHES)[number];

export type Target = { atMost: number } | { atLeast: number };

export interface Figure {
  what: string;
  /** What the desk is measured beside; `null` where the target is an absolute value. */
  baseline: string | null;
  /** The unit of the target. A ratio is ours divided by the baseline's. */
  unit: 'ratio' | 'ms' | 's' | 'score';
  target: Target;
  bench: BenchName;
}

const REACT_ADMIN = 'react-admin';
const HANDLER = 'empty handler in the same build';
const PROXY = 'thin proxy';
const ratio = (bench: BenchName, what: string, baseline: string, target: Target): Figure => ({
  what,
  baseline,
  unit: 'ratio',
  target,
  bench,
});

/** Every figure of the table, in its order, with the target that the desk has to meet. */
export const FIGURES = {
  'cold-load': ratio('browser', 'cold load to 50 rows, signed in', REACT_ADMIN, { atMost: 0.5 }),
  'cold-load-cpu4': ratio('browser', 'the same, processor 4 times slower', REACT_ADMIN, { atMost: 0.5 }),
  'cold-load-150': ratio('browser', 'the same, Sentinel at 150 ms', REACT_ADMIN, { atMost: 0.5 }),
  'cold-load-400': ratio('browser', 'the same, Sentinel at 400 ms', REACT_ADMIN, { atMost: 0.35 }),
  'cold-bytes': ratio('browser', 'all bytes of the cold load', REACT_ADMIN, { atMost: 0.8 }),
  'js-weight': ratio('weight', 'JavaScript of Customers, gzip', 'empty Next page', { atMost: 1.3 }),
  'sort-rested': ratio('browser', 'sort, pointer resting 150 ms first', REACT_ADMIN, { atMost: 0.5 }),
  'sort-instant': ratio('browser', 'sort by key or instant click', REACT_ADMIN, { atMost: 0.9 }),
  'next-page': ratio('browser', 'next page', REACT_ADMIN, { atMost: 0.4 }),
  open: ratio('browser', 'open from the list: name and contact in the DOM', REACT_ADMIN, { atMost: 0.6 }),
  heap: ratio('browser', 'heap after 10 pages, 5 customers, 3 reveals', REACT_ADMIN, { atMost: 0.7 }),
  'heap-flat': ratio('browser', 'heap after 100 rounds', 'the same page after 20 rounds', { atMost: 1.1 }),
  'next-paint': {
    what: 'interaction to next paint, worst of all journeys, processor 4 times slower',
    baseline: null,
    unit: 'ms',
    target: { atMost: 200 },
    bench: 'browser',
  },
  'layout-shift': {
    what: 'cumulative layout shift, worst of all journeys',
    baseline: null,
    unit: 'score',
    target: { atMost: 0.02 },
    bench: 'browser',
  },
  'list-rate-handler': ratio('server', 'list: requests per second', HANDLER, { atLeast: 0.5 }),
  'detail-rate-handler': ratio('server', 'detail: requests per second', HANDLER, { atLeast: 0.5 }),
  'list-rate-proxy': ratio('server', 'list: requests per second', PROXY, { atLeast: 0.3 }),
  'detail-rate-proxy': ratio('server', 'detail: requests per second', PROXY, { atLeast: 0.3 }),
  'list-added': ratio('server', 'list, one connection, Sentinel at 150 ms: time', 'direct call', { atMost: 1.06 }),
  'reveal-rate': ratio('server', 'reveal of 4 MB: requests per second', 'raw proxy', { atLeast: 1.2 }),
  'reveal-bytes': ratio('server', 'reveal of 4 MB: bytes', 'raw proxy', { atMost: 0.76 }),
  search: ratio('search', 'search p95, a million, by route, worst of all kinds of text', 'best SQL through pg', {
    atMost: 1.3,
  }),
  'routes-40000': ratio('routes', 'p95 by route, 40,000 customers, worst of all questions', 'its target', {
    atMost: 1,
  }),
  routes: ratio('routes', 'p95 by route, a million customers, worst of all questions', 'its target', { atMost: 1 }),
  'walk-0': ratio('directory', 'first walk, a million, Sentinel at 0 ms: time', 'bare loop', { atMost: 2 }),
  'walk-40': ratio('directory', 'first walk, a million, Sentinel at 40 ms: time', 'bare loop', { atMost: 1.05 }),
  boot: {
    what: 'start to healthy, migrations done: added time',
    baseline: 'empty Next',
    unit: 's',
    target: { atMost: 1.5 },
    bench: 'boot',
  },
  'audit-chain': ratio('audit', 'chained audit rows per second', 'plain durable inserts', { atLeast: 0.6 }),
  'audit-reveal': ratio('audit', 'recorded reveals per second', 'reveals without a trail', { atLeast: 0.7 }),
} as const satisfies Record<string, Figure>;

export type FigureId = keyof typeof FIGURES;
