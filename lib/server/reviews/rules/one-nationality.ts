import 'server-only';
import { addDays } from '../../../writing/days';
import type { Rule } from '../rule';
import { getOr } from '../usual';

/** How many times the desk's own share a nationality may have among a person's openings before it is odd. */
const TIMES_SHARE = 3;
interface Row {
  seq: number;
  at: number;
}

/** Openings that we assume before the desk has any. */
const ASSUMED = 200;

/**
 * Opened many customers of one nationality: more than half of the day's, far beyond the share that the nationality has
 * among all that the desk opens, and more than colleagues do who work through a list of one nationality. The sentence
 * does not say which nationality: its rows lead to the customers.
 */
export const oneNationality: Rule = ({ settings, facts, usual }) => {
  const { least, atFirst, share } = settings.oneNationality;
  const days = new Map<string, { all: number; by: Map<string, number> }>();
  const people = new Map<string, { day: string; opened: Set<string>; by: Map<string, Row[]> }>();
  return (step) => {
    if (step.kind !== 'opened') return null;
    const { person, day, customer, seq, at } = step;
    const nationality = facts.customer(customer)?.nationality ?? null;
    const mine = getOr(people, person, () => ({ day, opened: new Set<string>(), by: new Map<string, Row[]>() }));
    if (mine.day !== day) Object.assign(mine, { day, opened: new Set(), by: new Map() });
    if (nationality === null || mine.opened.has(customer)) return null;
    mine.opened.add(customer);
    const today = getOr(days, day, () => {
      const first = addDays(day, -settings.usualDays);
      for (const one of days.keys()) if (one < first) days.delete(one);
      return { all: 0, by: new Map<string, number>() };
    });
    today.all += 1;
    today.by.set(nationality, (today.by.get(nationality) ?? 0) + 1);
    const rows = getOr(mine.by, nationality, (): Row[] => []);
    rows.push({ seq, at });
    const [count, of] = [rows.length, mine.opened.size];
    if (count < Math.min(least, 5)) return null;
    const sum = (of: (one: { all: number; by: Map<string, number> }) => number) =>
      [...days.values()].reduce((total, one) => total + of(one), 0);
    const others = sum((one) => one.by.get(nationality) ?? 0) - count;
    const expected = (TIMES_SHARE * of * Math.max(0, others)) / (sum((one) => one.all) - of + ASSUMED);
    const excess = Math.ceil(count - expected);
    if (excess > 0) usual.note('one-nationality', step, day, excess);
    if (count < least || count < share * of) return null;
    if (excess <= usual.limit('one-nationality', step, day, { least, atFirst, against: 'most' }).limit) return null;
    return {
      key: `${person} ${day}`,
      person,
      figures: { count, of },
      from: rows[0]?.at ?? at,
      rows: () => rows.map((one) => one.seq),
    };
  };
};
