import { COVERAGE_GAPS } from '@/lib/contracts/coverage';
import type { ExpiringPage } from '@/lib/contracts/expiring';
import type { SearchSort } from '@/lib/contracts/search';
import { addDays, dayOf } from '@/lib/writing/days';
import type { Person } from '../directory/people.ts';
import type { DeskCalls } from '../search/desk-calls.ts';
import type { Filled } from './fill.ts';

/** What a p95 may be, ms, with other people at work. */
const EXPIRING = 150;
const COUNTS = 300;
const SEARCH = 100;
const BESIDE = 60;
const TRAIL = 100;
const FILE = 3_000;

export interface Question {
  name: string;
  target: number;
  /** @param turn counts the calls of this question: another turn asks for something else */
  ask: (turn: number) => Promise<unknown>;
}

interface Asking {
  /** The desk as each of these people asks it. */
  compliance: DeskCalls;
  admin: DeskCalls;
  people: readonly Person[];
  filled: Filled;
}

const NATIONALITIES = ['EGY', 'IND', 'ARE', 'PHL', 'PAK', 'GBR'];
const of = <T>(some: readonly T[], turn: number): T => some[turn % some.length] as T;
const day = (ahead: number) => addDays(dayOf(new Date()), ahead);

/** The windows of Expiring; of chosen days, other ones each turn. */
const WINDOWS: Record<string, (turn: number) => string> = {
  expired: () => 'within=expired',
  'within 30 days': () => 'within=30',
  'within 90 days': () => 'within=90',
  'this month': () => 'within=this-month',
  'chosen days, 60 around today': (turn) => `within=days&from=${day(-30 - (turn % 7))}&to=${day(30 - (turn % 7))}`,
  'chosen days, a year back': (turn) => `within=days&from=${day(-360 - (turn % 5))}&to=${day(-turn % 5)}`,
  'chosen days, a year ahead': (turn) => `within=days&from=${day(turn % 5)}&to=${day(360 + (turn % 5))}`,
};
const NARROWED: Record<string, (turn: number) => string> = {
  '': () => '',
  ', a country': (turn) => `&nationality=${of(NATIONALITIES, turn)}`,
  ', a status': (turn) => `&status=${of([0, 2, 6, 'none'], turn)}`,
  ', still to do': () => '&open=true',
};

function expiring({ compliance: { get, post } }: Asking): Question[] {
  const all: Question[] = [];
  const rowsOf = async (query: string) => JSON.parse(await get(`/api/expiring/customers?${query}`)) as ExpiringPage;
  for (const [window, windowOf] of Object.entries(WINDOWS)) {
    for (const [more, moreOf] of Object.entries(NARROWED)) {
      const query = (turn: number) => windowOf(turn) + moreOf(turn);
      const name = `Expiring ${window}${more}`;
      // Marks change no number.
      if (!more.includes('to do')) {
        all.push({ name: `${name}: counts`, target: EXPIRING, ask: (turn) => get(`/api/expiring?${query(turn)}`) });
      }
      all.push({ name: `${name}: rows`, target: EXPIRING, ask: (turn) => rowsOf(query(turn)) });
    }
    const found = new Map<number, ExpiringPage>();
    // A place is found before the time is taken: every other turn asks for it.
    all.push(
      {
        name: `Expiring ${window}: page two`,
        target: EXPIRING,
        ask: async (turn) => {
          const first = found.get(turn % 3) ?? (await rowsOf(windowOf(turn % 3)));
          found.set(turn % 3, first);
          await rowsOf(`${windowOf(turn % 3)}${first.next === null ? '' : `&cursor=${first.next}`}`);
        },
      },
      {
        name: `Expiring ${window}: neighbours`,
        target: BESIDE,
        ask: (turn) => {
          const rows = found.get(turn % 3)?.rows ?? [];
          const uuid = of(rows, turn)?.uuid ?? 'nobody';
          return get(`/api/expiring/neighbours?${windowOf(turn % 3)}&uuid=${uuid}`);
        },
      },
    );
  }
  for (const by of ['name', 'nationality', 'status']) {
    const query = (turn: number) => `within=30&nationality=${of(NATIONALITIES, turn)}&sortBy=${by}`;
    all.push({
      name: `Expiring within 30 days, a country, by ${by}: rows`,
      target: EXPIRING,
      ask: (turn) => rowsOf(query(turn)),
    });
  }
  all.push({
    name: 'Expiring within 30 days, a country: the file',
    target: FILE,
    ask: (turn) =>
      post('/api/expiring/export', {
        ...{ within: 30, nationality: of(NATIONALITIES, turn) },
        ...{ accepts: COVERAGE_GAPS, why: { purpose: 'document-review' } },
      }),
  });
  return all;
}

const FILTERS: Record<string, (turn: number) => object> = {
  'several documents': () => ({ severalDocuments: true }),
  'several documents, a country': (turn) => ({ severalDocuments: true, nationality: [of(NATIONALITIES, turn)] }),
  'a country, expired': (turn) => ({ nationality: [of(NATIONALITIES, turn)], expired: true }),
  'women of a country': (turn) => ({ gender: ['female'], nationality: [of(NATIONALITIES, turn)] }),
  'face not matched': () => ({ faceMatchFailed: true }),
  'a status, expired': (turn) => ({ status: [of([2, 4, 6], turn)], expired: true }),
  'expire within 30 days': () => ({ expiresWithin: 30 }),
  'expire within so many days': (turn) => ({ expiresWithin: 31 + (turn % 20) }),
  'updated in three days': (turn) => ({ updatedFrom: day(-3 - turn), updatedTo: day(-turn) }),
};
const SORTS: (SearchSort | undefined)[] = [
  undefined,
  ...(['name', 'phoneNumber', 'status', 'nationality'] as const).flatMap((by) => [
    { by, order: 'asc' as const },
    { by, order: 'desc' as const },
  ]),
];

function customers({ compliance: { post } }: Asking): Question[] {
  const all: Question[] = [];
  for (const [name, filtersOf] of Object.entries(FILTERS)) {
    all.push({
      name: `Customers ${name}: counts`,
      target: COUNTS,
      ask: (turn) => post('/api/customers/counts', { filters: filtersOf(turn) }),
    });
    for (const sort of SORTS) {
      const order = sort === undefined || sort.by === 'relevance' ? '' : `, by ${sort.by} ${sort.order}`;
      let last: string | null = null;
      all.push(
        {
          name: `Customers ${name}${order}: rows`,
          target: SEARCH,
          ask: async (turn) => {
            const body = { filters: filtersOf(turn), ...(sort && { sort }) };
            const { rows } = JSON.parse(await post('/api/customers/search', body)) as { rows: { uuid: string }[] };
            last = rows.at(-1)?.uuid ?? null;
          },
        },
        {
          name: `Customers ${name}${order}: neighbours`,
          target: BESIDE,
          // The last row of the last page above: its filters are those of that turn.
          ask: (turn) =>
            last === null
              ? Promise.resolve()
              : post('/api/customers/neighbours', { filters: filtersOf(turn), ...(sort && { sort }), uuid: last }),
        },
      );
    }
  }
  return all;
}

function ofOneCustomer({ compliance: { get, post }, filled: { customers: known, busyCustomer } }: Asking): Question[] {
  const uuid = (turn: number) => (turn % 4 === 0 ? busyCustomer : of(known, turn));
  return [
    { name: 'one customer by link', target: SEARCH, ask: (turn) => get(`/api/customers/${uuid(turn)}`) },
    { name: 'notes of a customer', target: BESIDE, ask: async (turn) => get(`/api/customers/${uuid(turn)}/notes`) },
    { name: 'looking at a customer', target: BESIDE, ask: (turn) => post(`/api/customers/${uuid(turn)}/looking`, {}) },
    {
      name: 'activity of a customer',
      target: TRAIL,
      ask: (turn) => get(`/api/customers/${uuid(turn)}/activity?limit=5&looks=5`),
    },
    {
      name: 'the same, as a print reads it',
      target: TRAIL,
      ask: (turn) => get(`/api/customers/${uuid(turn)}/activity?limit=100&looks=100`),
    },
    { name: 'mentions of the reader', target: BESIDE, ask: () => get('/api/mentions') },
    { name: 'colleagues for a mention', target: BESIDE, ask: () => get('/api/colleagues') },
  ];
}

function trail({ compliance, admin, filled: { accounts, busyCustomer, customers: known } }: Asking): Question[] {
  const back = (turn: number) => `from=${day(-200 + turn)}&to=${day(-199 + turn)}`;
  const queries: Record<string, (turn: number) => string> = {
    newest: () => '',
    'far back': (turn) => `before=${100_000 + 1_000 * turn}`,
    'of a day': back,
    'of a person with 100,000 events': () => `actor=${accounts.support}`,
    '50 reveals of a person with 100,000 events': () => `actor=${accounts.support}&action=customer.images-revealed`,
    'no links of a person with 100,000 events': () => `actor=${accounts.support}&action=customer.link-created`,
    '50 openings of a person who read the trail 100,000 times': () => `actor=${accounts.admin}&action=customer.opened`,
    'of a person, of a day': (turn) => `actor=${accounts.support}&${back(turn)}`,
    'of a common action': () => 'action=customer.opened',
    'of a rare action': () => 'action=account.created',
    'of a customer': (turn) => `customer=${of(known, turn)}`,
    'of a customer with many events': () => `customer=${busyCustomer}`,
    'of such a customer and a person': () => `customer=${busyCustomer}&actor=${accounts.admin}`,
    // Of the events of this person, 50 are about customers.
    'of a person who read the trail 100,000 times': () => `actor=${accounts.admin}`,
  };
  const readers = { 'all events': admin, 'events about customers': compliance };
  return Object.entries(readers).flatMap(([scope, { get }]) =>
    Object.entries(queries).map(([name, query]) => ({
      name: `Audit log (${scope}) ${name}`,
      target: TRAIL,
      ask: (turn: number) => get(`/api/audit?${query(turn)}`),
    })),
  );
}

/** Saved views of the reader: what the menus and the digest count. */
export const VIEWS = [
  ...['expired', 30, 'this-month', 'next-month', 90].flatMap((within) => [
    { page: 'expiring', params: { within } },
    { page: 'expiring', params: { within, status: 2, documentType: 'passport' } },
    { page: 'expiring', params: { within, nationality: 'EGY' } },
  ]),
  ...[
    ...[{ severalDocuments: true }, { severalDocuments: true, expired: true }, { faceMatchFailed: true }],
    ...NATIONALITIES.flatMap((code) => [{ nationality: [code] }, { nationality: [code], expired: true }]),
  ].map((filters) => ({ page: 'customers', filters })),
];

function views({ compliance: { get } }: Asking): Question[] {
  return (['customers', 'expiring'] as const).map((page) => ({
    name: `counts of 15 saved views of ${page}`,
    target: COUNTS,
    ask: () => get(`/api/views/counts?page=${page}&timeZone=Asia/Dubai`),
  }));
}

/** Every route that reads the directory or the trail, but for searches by text (`bench:search`). */
export function questionsOf(asking: Asking): Question[] {
  return [expiring, customers, views, ofOneCustomer, trail].flatMap((some) => some(asking));
}
