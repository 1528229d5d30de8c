import type { Diary, Place } from './diary.ts';
import { DAY, HOUR, MINUTE } from './ordinary.ts';
import type { Random } from './random.ts';
import { type Colleague, uuidOf, type World } from './world.ts';

/** The shapes of harvests that are replayed into the ordinary quarter. */
export interface Shape {
  name: string;
  role: Colleague['role'];
  /** How many colleagues share the harvest. */
  people: number;
  /** Records a day and person; `perMinute` for those who don't care. */
  perDay?: number;
  perMinute?: number;
  /**
   * How records are reached: by ids alone; through pages of the list; or each by a search, as a caller's would be. `files`
   * shows the images as well.
   */
  reached: 'ids' | 'pages' | 'searches' | 'images';
  /** What the simulation demands: before the 30th record and within ten minutes; the record alone; or nothing. */
  bound: 'both' | 'record' | 'none';
}

export const SHAPES: readonly Shape[] = [
  {
    name: '7,091 records a minute, by id',
    role: 'support',
    people: 1,
    perMinute: 7_091,
    reached: 'ids',
    bound: 'both',
  },
  {
    name: '69,461 people in 136 days by one person, through pages of the list',
    ...{ role: 'support', people: 1, perDay: 511, reached: 'pages', bound: 'record' },
  },
  { name: '300 a day, through pages', role: 'support', people: 1, perDay: 300, reached: 'pages', bound: 'record' },
  {
    name: '7,091 records a minute, through pages',
    ...{ role: 'compliance', people: 1, perMinute: 7_091, reached: 'pages', bound: 'both' },
  },
  {
    name: '3,005 people’s images a minute',
    ...{ role: 'compliance', people: 1, perMinute: 3_005, reached: 'images', bound: 'both' },
  },
  { name: '69,461 people by five people', role: 'support', people: 5, perDay: 102, reached: 'pages', bound: 'none' },
  { name: '69,461 people by one person', role: 'compliance', people: 1, perDay: 511, reached: 'pages', bound: 'none' },
  {
    name: '69,461 people by one person, each searched for',
    ...{ role: 'support', people: 1, perDay: 511, reached: 'searches', bound: 'none' },
  },
  { name: '300 a day, each searched for', role: 'support', people: 1, perDay: 300, reached: 'searches', bound: 'none' },
  { name: '102 a day, each searched for', role: 'support', people: 1, perDay: 102, reached: 'searches', bound: 'none' },
];

export const HARVEST = 'harvest';

/** Mixes a day's records of a harvest into the person's own work. A fast harvest takes the first minutes alone. */
export function harvestDay(
  shape: Shape,
  world: World,
  random: Random,
  book: Diary,
  { place, begins, hours }: { place: Place; begins: number; hours: number },
): void {
  const { perMinute, perDay = 0, reached } = shape;
  const start = begins + 30 * MINUTE;
  const all = perMinute ?? perDay;
  // Slow ones keep to the hours of the shift, at uneven times.
  const gap = perMinute === undefined ? ((hours - 1) * HOUR) / all : MINUTE / perMinute;
  let at = start;
  for (let record = 0; record < all; record += 1) {
    at += perMinute === undefined ? random.exponential(gap) : gap;
    if (at > begins + Math.min(DAY, hours * HOUR)) break;
    if (reached === 'pages' && record % 50 === 0) {
      book.note(at - 1, place, 'customers.listed', {
        page: 1 + record / 50,
        perPage: 50,
        sortBy: 'name',
        order: 'asc',
      });
    }
    if (reached === 'searches') {
      book.note(at - Math.min(4_000, gap / 2), place, 'customers.searched', { terms: ['name'], filters: [], found: 1 });
    }
    const customer = uuidOf('cccccccc', world.customer());
    book.effect(at, place, 'customer.opened', { intent: {}, outcome: {} }, customer, HARVEST);
    if (reached === 'images') {
      const outcome = { optimized: true, images: ['front'], withheld: [], bytes: 100_000 };
      book.effect(at, place, 'customer.images-revealed', { intent: { optimized: true }, outcome }, customer);
    }
  }
}
