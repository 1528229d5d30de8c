import type { Facts } from '@/lib/server/reviews/rule';
import { type Random, random } from './random.ts';

/** The customers, colleagues and places of the simulated desk. */

export interface Colleague {
  id: string;
  role: 'support' | 'compliance' | 'admin';
  surname: string;
  /** The person's pace against that of colleagues. */
  pace: number;
  /** The first day at work, counted from the first day of the quarter. */
  from: number;
  /** The weeks in which the person has the night shift, counted by four teams in turn; `null` for none. */
  nightTeam: number | null;
  isLate: boolean;
  /** Where the person works, and on what. Both change now and then. */
  home: string;
  device: string;
}

export interface World {
  colleagues: Colleague[];
  customer(): number;
  /** A customer of one nationality, for those who work through a list of one. */
  compatriot(nationality: string): number;
  nationality(): string;
  network(): string;
  facts: Facts;
  /** Notes the device of a session. */
  opensSession(session: string, device: string): void;
}

const CUSTOMERS = 200_000;
const OFFICE = ['198.51.100.', '203.0.113.'];

/** The shares of nationalities among a desk's customers in the Emirates, roughly. */
const NATIONALITIES: readonly [string, number][] = [
  ['IN', 0.28],
  ['PK', 0.13],
  ['AE', 0.12],
  ['BD', 0.08],
  ['PH', 0.07],
  ['EG', 0.06],
  ['LB', 0.03],
  ['JO', 0.03],
  ['SY', 0.03],
  ['GB', 0.03],
  ['NP', 0.03],
  ['LK', 0.03],
  ['IR', 0.02],
  ['CN', 0.02],
  ['FR', 0.01],
  ['DE', 0.01],
  ['RU', 0.01],
  ['NG', 0.01],
];

/** A uuid by its number, so that a customer is one number. */
export function uuidOf(kind: string, number: number): string {
  return `${kind}-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;
}

export function officeNetwork(random: Random): string {
  return `${random.pick(OFFICE)}${random.whole(1, 250)}`;
}

export function createWorld(chance: Random): World {
  // Customers lie by nationality, so that a number tells the nationality, and the surname follows from the number.
  let first = 0;
  const ranges = NATIONALITIES.map(([of, share]) => {
    const range = { of, from: first, to: first + Math.round(share * CUSTOMERS) - 1 };
    first = range.to + 1;
    return range;
  });
  const rangeOf = (customer: number) => ranges.find(({ to }) => customer <= to) ?? ranges[0];
  const bearers = randomOf(4_000, 0.8);
  const known = new Map<number, { nationality: string; surname: string }>();
  const customerOf = (number: number) => {
    let one = known.get(number);
    if (one === undefined) {
      const of = rangeOf(number)?.of ?? '';
      one = { nationality: of, surname: `${of.toLowerCase()}${bearers(number)}` };
      known.set(number, one);
    }
    return one;
  };
  const devices = new Map<string, string>();
  const network = () =>
    `${chance.whole(5, 95)}.${chance.whole(0, 255)}.${chance.whole(0, 255)}.${chance.whole(1, 250)}`;
  const colleagues = Array.from({ length: 60 }, (_, index): Colleague => {
    const role = index < 38 ? 'support' : index < 57 ? 'compliance' : 'admin';
    return {
      id: uuidOf('aaaaaaaa', index),
      role,
      surname: customerOf(chance.whole(0, first - 1)).surname,
      pace: chance.lognormal(1, 0.35),
      // Three people join in the middle of the quarter.
      from: index % 20 === 7 ? chance.whole(15, 60) : 0,
      nightTeam: index < 16 ? index % 4 : null,
      isLate: index % 2 === 0,
      home: network(),
      device: chance.pick(['Chrome on Windows', 'Edge on Windows', 'Chrome on Windows', 'Safari on a Mac']),
    };
  });
  const surnames = new Map(colleagues.map(({ id, surname }) => [id, new Set([surname])]));
  const none: ReadonlySet<string> = new Set();
  return {
    colleagues,
    customer: () => chance.whole(0, first - 1),
    compatriot: (nationality) => {
      const range = ranges.find(({ of }) => of === nationality);
      return chance.whole(range?.from ?? 0, range?.to ?? 0);
    },
    nationality: () => customerOf(chance.whole(0, first - 1)).nationality,
    network,
    facts: {
      customer: (uuid) => customerOf(Number.parseInt(uuid.slice(-12), 16)),
      surnamesOf: (person) => surnames.get(person) ?? none,
      device: (session) => devices.get(session) ?? null,
    },
    opensSession: (session, device) => void devices.set(session, device),
  };
}

/**
 * The rank of each customer's surname. Surnames are as common as they are (Zipf): the first of a nationality has one
 * bearer in thirty, thousands have a few.
 */
function randomOf(many: number, steepness: number): (customer: number) => number {
  let sum = 0;
  const sums = Array.from({ length: many }, (_, index) => {
    sum += 1 / (index + 1) ** steepness;
    return sum;
  });
  return (customer) => {
    const wanted = random(customer).next() * sum;
    let [low, high] = [0, many - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}
