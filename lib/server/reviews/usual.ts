import 'server-only';
import { addDays } from '../../writing/days';
import type { ReviewSettings } from '../review-settings';

/** What is usual for a role, and the limit that follows for one person. */
export interface Limit {
  limit: number;
  /** The median of colleagues' days; `null` while there are too few. */
  usual: number | null;
  /** The busiest day, or window, of a usual colleague; `null` as above. */
  busiest: number | null;
}

/**
 * Which of the colleagues is held against a person: the middle one of a role that does the same all day, or the one who
 * did most, where the work is rare and lawful, such as a list of one nationality.
 */
type Against = 'middle' | 'most';

/**
 * The peak of each measure by person and day: the most that a person did within the measure's window on that day. One
 * person's years cost a few kilobytes, and nothing of a customer is in it.
 */
export interface Usual {
  note(measure: string, who: { person: string; role: string }, day: string, value: number): void;
  /** A person's limit on a day, by the days before it. */
  limit(
    measure: string,
    who: { person: string; role: string },
    day: string,
    bounds: { least: number; atFirst: number; against?: Against },
  ): Limit;
  /** Forgets the days that no longer say what is usual. */
  forgetBefore(day: string): void;
}

interface Person {
  role: string;
  days: Map<string, number>;
}

export function usual({ usualDays, beyondPeers }: Pick<ReviewSettings, 'usualDays' | 'beyondPeers'>): Usual {
  const measures = new Map<string, Map<string, Person>>();
  // A day's limits rest on the days before it alone, so each is computed once a day.
  let known: { day: string; limits: Map<string, Map<string, Limit>> } = { day: '', limits: new Map() };

  const limitOf = (
    people: Map<string, Person>,
    who: { person: string; role: string },
    day: string,
    against: Against,
  ) => {
    const first = addDays(day, -usualDays);
    const before = ({ days }: Person) => [...days].filter(([one]) => one >= first && one < day).map(([, peak]) => peak);
    const peers = [...people]
      .filter(([id, { role }]) => id !== who.person && role === who.role)
      .map(([, peer]) => before(peer))
      .filter((peaks) => peaks.length >= beyondPeers.days);
    const all = peers.flat();
    if (peers.length < beyondPeers.peers) return null;
    const mine = people.get(who.person);
    const own = Math.max(0, ...(mine === undefined ? [] : before(mine)));
    const peaks = peers.map((days) => Math.max(...days));
    return { usual: median(all), busiest: against === 'most' ? Math.max(...peaks) : median(peaks), own };
  };

  return {
    note(measure, { person, role }, day, value) {
      const people = getOr(measures, measure, () => new Map<string, Person>());
      const one = getOr(people, person, () => ({ role, days: new Map<string, number>() }));
      one.role = role;
      if (value > (one.days.get(day) ?? 0)) one.days.set(day, value);
    },
    limit(measure, who, day, { least, atFirst, against = 'middle' }) {
      if (known.day !== day) known = { day, limits: new Map() };
      return getOr(
        getOr(known.limits, measure, () => new Map()),
        who.person,
        () => {
          const found = limitOf(measures.get(measure) ?? new Map(), who, day, against);
          if (found === null) return { limit: atFirst, usual: null, busiest: null };
          const { times, busiest, own, most } = beyondPeers;
          const byPeers = Math.max(busiest * found.busiest, Math.min(own * found.own, most * found.busiest));
          // Where the work is rare, a usual day has next to none of it, and many times of nothing says nothing.
          const bound = against === 'most' ? byPeers : Math.min(times * found.usual, byPeers);
          const limit = Math.max(least, Math.floor(bound));
          return { limit, usual: found.usual, busiest: found.busiest };
        },
      );
    },
    forgetBefore(day) {
      for (const people of measures.values()) {
        for (const [id, { days }] of people) {
          for (const one of days.keys()) if (one < day) days.delete(one);
          if (days.size === 0) people.delete(id);
        }
      }
    },
  };
}

/** The lower one of two middle values. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}

export function getOr<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
