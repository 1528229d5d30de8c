import type { Diary, Place } from './diary.ts';
import type { Random } from './random.ts';
import { type Colleague, officeNetwork, uuidOf, type World } from './world.ts';

/**
 * An ordinary quarter of a desk of 60 people. What people do follows from their work and is not fitted to the rules:
 * paces differ by person, day and hour with long tails, callers come in bursts, compliance works through lists by
 * nationality, some stay late, four teams take turns at night, people work from home, travel and get new laptops.
 */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

interface Shift {
  begins: number;
  hours: number;
  isNight: boolean;
}

export interface OrdinaryDay {
  /** The people who were at work, and when. */
  shifts: { who: Colleague; begins: number; hours: number; place: Place }[];
}

/** @param midnight of the office's day, ms; @param index of the day in the quarter, which begins on a Monday */
export function ordinaryDay(world: World, random: Random, book: Diary, midnight: number, index: number): OrdinaryDay {
  const weekday = index % 7;
  // A few days of a quarter are busy for everybody: a release of the bank's application, a deadline.
  const busy = random.chance(0.04) ? random.between(1.3, 1.9) : 1;
  const shifts = world.colleagues.flatMap((who) => {
    if (index < who.from || random.chance(0.07)) return [];
    const shift = shiftOf(who, weekday, Math.floor(index / 7), random);
    if (shift === null) return [];
    const place = placeOf(who, world, random, index);
    const begins = midnight + shift.begins * HOUR + random.between(-10, 20) * MINUTE;
    const ends = begins + shift.hours * HOUR;
    const pace = who.pace * busy * random.lognormal(1, 0.25);
    if (who.role === 'compliance') compliance(world, random, book, place, begins, ends, pace);
    else if (who.role === 'support')
      support(world, random, book, place, begins, ends, pace * (shift.isNight ? 0.4 : 1));
    else admin(world, random, book, place, begins, ends);
    return [{ who, begins, hours: shift.hours, place }];
  });
  return { shifts };
}

function shiftOf(who: Colleague, weekday: number, week: number, random: Random): Shift | null {
  if (who.nightTeam !== null && week % 4 === who.nightTeam) return { begins: 22, hours: 8, isNight: true };
  // A fifth of support works at the weekend.
  if (weekday >= 5)
    return who.role === 'support' && random.chance(0.2) ? { begins: 9, hours: 8, isNight: false } : null;
  if (who.role === 'support') return { begins: who.isLate ? 13 : 7, hours: 8, isNight: false };
  // Some compliance staff stay late before a deadline.
  return {
    begins: 8.5,
    hours: random.chance(0.02) ? random.between(13, 15.5) : random.between(8, 9.5),
    isNight: false,
  };
}

/** A session of the day. A third works at home; people travel, move and get other machines. */
function placeOf(who: Colleague, world: World, random: Random, index: number): Place {
  if (random.chance(0.01)) who.home = world.network();
  if (random.chance(0.003))
    who.device = random.pick(['Chrome on Windows', 'Edge on Windows', 'Firefox on Windows', 'Safari on a Mac']);
  let [address, device] = [random.chance(0.35) ? who.home : officeNetwork(random), who.device];
  // On the road: a network that nobody knows, and now and then a borrowed machine or a tablet.
  if (random.chance(0.006)) {
    address = world.network();
    if (random.chance(0.25)) device = random.pick(['Safari on an iPad', 'Chrome on Android', 'Chrome on Windows']);
  }
  const session = uuidOf(who.id.slice(-8).replace(/^0{4}/, 'bbbb'), index + 1);
  world.opensSession(session, device);
  return { who, session, address };
}

/** A time within the shift that is no break: lunch, and a few minutes each hour. */
function* workingTimes(random: Random, begins: number, ends: number, gap: () => number): Generator<number> {
  const lunch = begins + ((ends - begins) / 2) * random.between(0.8, 1.1);
  const lunchEnds = lunch + random.between(25, 60) * MINUTE;
  for (let at = begins + random.between(1, 10) * MINUTE; at < ends; at += gap()) {
    if (at > lunch && at < lunchEnds) at = lunchEnds + random.between(0, 5) * MINUTE;
    if (random.chance(0.02)) at += random.between(3, 15) * MINUTE;
    yield at;
  }
}

/** Callers, by themselves and in bursts. Most are one customer; some ask for a family, or hang up. */
function support(world: World, random: Random, book: Diary, place: Place, begins: number, ends: number, pace: number) {
  book.note(begins, place, 'customers.listed', { page: 1, perPage: 50, sortBy: 'updatedAt', order: 'desc' });
  let burst = 0;
  const gap = () => {
    if (burst > 0) burst -= 1;
    else if (random.chance(0.02)) burst = random.whole(4, 15);
    return burst > 0 ? random.between(40, 110) * 1_000 : random.exponential((7.5 / pace) * MINUTE);
  };
  for (const at of workingTimes(random, begins, ends, gap)) call(world, random, book, place, at);
}

function call(world: World, random: Random, book: Diary, place: Place, start: number) {
  let at = start;
  const family = random.chance(0.04) ? random.whole(3, 7) : random.chance(0.15) ? 2 : 1;
  // A colleague's link, a page that is still open, or the newest list: nothing was searched.
  const way = random.next();
  if (way < 0.78) lookFor(random, book, place, at);
  else if (way < 0.9) book.note(at, place, 'customer.looked-up', { by: [random.pick(['email', 'phoneNumber'])] });
  else if (way < 0.96)
    book.note(at, place, 'customers.listed', { page: 1, perPage: 50, sortBy: 'updatedAt', order: 'desc' });
  for (let member = 0; member < family; member += 1) {
    at += random.lognormal(9, 0.6) * 1_000;
    const customer = uuidOf('cccccccc', world.customer());
    book.effect(at, place, 'customer.opened', { intent: {}, outcome: {} }, customer);
    // The wrong namesake, and then the right one.
    if (random.chance(0.1)) {
      at += random.lognormal(6, 0.5) * 1_000;
      const other = uuidOf('cccccccc', world.customer());
      book.effect(at, place, 'customer.opened', { intent: {}, outcome: {} }, other);
    }
    serve(random, book, place, at, customer);
    if (random.chance(0.3)) lookFor(random, book, place, at + 3_000);
  }
}

/** What the caller wants: most only ask; some want a contact corrected, a link, or something that is hidden. */
function serve(random: Random, book: Diary, place: Place, start: number, customer: string) {
  let at = start + random.lognormal(60, 0.8) * 1_000;
  const wants = random.next();
  if (random.chance(0.08)) {
    const intent = { field: 'dateOfBirth', purpose: 'customer-request' };
    book.effect(at, place, 'customer.field-revealed', { intent, outcome: {} }, customer);
    at += random.lognormal(40, 0.6) * 1_000;
  }
  if (wants < 0.12) {
    const field = random.chance(0.6) ? 'phoneNumber' : 'email';
    const after = { masked: '•••', hmac: '0' };
    const intent = { changes: [{ field, before: after, after } as const] };
    book.effect(at, place, 'customer.contact-corrected', { intent, outcome: { fields: [field] } }, customer);
    // The customer verifies again under the new contact. A colleague approves it within the hour (the guard's default),
    // or the link is made another day.
    if (random.chance(0.12)) {
      const waited = random.chance(0.7) ? random.between(2, 50) * MINUTE : random.between(26, 120) * HOUR;
      link(book, at + waited, place, customer);
    }
  } else if (wants < 0.18) {
    link(book, at, place, customer);
  }
}

function link(book: Diary, at: number, place: Place, customer: string) {
  book.effect(at, place, 'customer.link-created', { intent: { documents: [] }, outcome: {} }, customer);
}

function lookFor(random: Random, book: Diary, place: Place, at: number) {
  const found = random.chance(0.6) ? 1 : random.whole(2, 50);
  const terms = [random.pick(['name', 'email', 'phone', 'document'])];
  book.note(at, place, 'customers.searched', { terms, filters: [], found });
}

/** Works through lists: the newest, expiring documents, or a filter; now and then one nationality the whole day. */
function compliance(
  world: World,
  random: Random,
  book: Diary,
  place: Place,
  begins: number,
  ends: number,
  pace: number,
) {
  const nationality = random.chance(0.06) ? world.nationality() : null;
  // Some look through a list quickly for one that they remember.
  let [left, skims] = [0, false];
  const gap = () => {
    const usual = skims ? random.lognormal(7, 0.5) * 1_000 : random.lognormal(140 / pace, 0.9) * 1_000;
    return left === 0 ? usual + random.exponential(12) * MINUTE : usual;
  };
  for (const at of workingTimes(random, begins, ends, gap)) {
    if (left === 0) {
      left = Math.min(60, Math.ceil(random.lognormal(7, 0.8)));
      skims = random.chance(0.08);
      if (random.chance(0.25)) lookFor(random, book, place, at);
      else {
        const filters = random.chance(0.5) ? ['expiring'] : nationality === null ? ['status'] : ['nationality'];
        book.note(at, place, 'customers.searched', { terms: [], filters, found: 50 });
      }
    } else {
      // The next customer is a search of its own: who comes before, who comes after.
      book.note(at - 500, place, 'customers.searched', { terms: [], filters: ['expiring'], found: 2 });
    }
    left -= 1;
    const number = nationality === null || random.chance(0.2) ? world.customer() : world.compatriot(nationality);
    const customer = uuidOf('cccccccc', number);
    const seen = at + 2_000;
    book.effect(seen, place, 'customer.opened', { intent: {}, outcome: {} }, customer);
    if (random.chance(skims ? 0.05 : 0.45)) {
      const outcome = { optimized: true, images: ['front', 'back', 'face'], withheld: [], bytes: 400_000 };
      const intent = { optimized: true };
      book.effect(
        seen + random.lognormal(12, 0.5) * 1_000,
        place,
        'customer.images-revealed',
        { intent, outcome },
        customer,
      );
    }
  }
  if (random.chance(0.15)) {
    const rows = Math.min(100_000, Math.ceil(random.lognormal(300, 1.5)));
    const intent = { columns: ['uuid', 'status'], filters: ['expiring'], limit: 100_000, purpose: 'regulator' };
    const at = begins + random.between(0.1, 0.9) * (ends - begins);
    book.effect(at, place, 'customers.exported', { intent, outcome: { rows, bytes: rows * 90 } });
  }
}

function admin(world: World, random: Random, book: Diary, place: Place, begins: number, ends: number) {
  for (const at of workingTimes(random, begins, ends, () => random.exponential(45) * MINUTE)) {
    if (random.chance(0.5)) call(world, random, book, place, at);
  }
}

export { DAY, HOUR, MINUTE };
