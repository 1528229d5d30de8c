import 'server-only';
import { addDays } from '../../../writing/days';
import type { Rule } from '../rule';
import { getOr } from '../usual';

/** Openings that we assume before the desk has any: a desk without a past must not call the first namesake rare. */
const ASSUMED = 1_000;

/** A day's different customers by surname, of all people together. */
interface Day {
  all: number;
  surnames: Map<string, number>;
}

/**
 * Looked at customers with their own surname more often than chance would bring. How common a surname is follows from
 * what the whole desk opens: an agent called Khan meets many a Khan at work.
 */
export const ownSurname: Rule = ({ settings, facts }) => {
  const days = new Map<string, Day>();
  const people = new Map<string, { day: string; opened: Set<string>; own: { seq: number; at: number }[] }>();
  return (step) => {
    if (step.kind !== 'opened') return null;
    const { person, day, customer, seq, at } = step;
    const mine = getOr(people, person, () => ({ day: '', opened: new Set<string>(), own: [] }));
    if (mine.day !== day) Object.assign(mine, { day, opened: new Set(), own: [] });
    if (mine.opened.has(customer)) return null;
    mine.opened.add(customer);
    const surname = facts.customer(customer)?.surname ?? null;
    const today = getOr(days, day, () => {
      const first = addDays(day, -settings.usualDays);
      for (const one of days.keys()) if (one < first) days.delete(one);
      return { all: 0, surnames: new Map<string, number>() };
    });
    today.all += 1;
    if (surname === null) return null;
    today.surnames.set(surname, (today.surnames.get(surname) ?? 0) + 1);
    if (!facts.surnamesOf(person).has(surname)) return null;
    mine.own.push({ seq, at });
    const sum = (of: (one: Day) => number) => [...days.values()].reduce((total, one) => total + of(one), 0);
    // Without the person's own looks of today, which are what is asked about.
    const others = sum((one) => one.surnames.get(surname) ?? 0) - mine.own.length;
    const share = (Math.max(0, others) + 0.5) / (sum((one) => one.all) - mine.opened.size + ASSUMED);
    if (chanceOf(mine.own.length, share * mine.opened.size) >= settings.ownSurname.chance) return null;
    return {
      key: `${person} ${day}`,
      person,
      figures: { count: mine.own.length, of: mine.opened.size },
      from: mine.own[0]?.at ?? at,
      rows: () => mine.own.map((one) => one.seq),
    };
  };
};

/** The probability of at least `count` (one or more) where `expected` are expected (Poisson). */
export function chanceOf(count: number, expected: number): number {
  let [term, below] = [Math.exp(-expected), 0];
  for (let k = 0; k < count; k += 1) {
    below += term;
    term *= expected / (k + 1);
  }
  return Math.max(0, 1 - below);
}
