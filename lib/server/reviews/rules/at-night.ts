import 'server-only';
import { addDays } from '../../../writing/days';
import { recent } from '../recent';
import type { Rule } from '../rule';
import { getOr } from '../usual';

const HOUR = 3_600_000;
/** Openings that make a night one of work. */
const A_NIGHT_OF_WORK = 5;

/**
 * Opened customers at night, by the office's clock. A person who often works at night is at work, and so is one who has
 * enough colleagues at the desk within two hours.
 */
export const atNight: Rule = ({ settings }) => {
  const { from, to, least, nights, colleagues } = settings.atNight;
  const isNight = (hour: number) => (from > to ? hour >= from || hour < to : hour >= from && hour < to);
  const seen = new Map<string, number>();
  const people = new Map<string, { night: string; opened: ReturnType<typeof recent>; worked: Set<string> }>();
  return (step) => {
    if (step.kind !== 'opened') return null;
    const { person, at, hour, customer, seq } = step;
    seen.delete(person);
    seen.set(person, at);
    if (!isNight(hour)) return null;
    // The hours after midnight belong to the night that began on the day before.
    const night = from > to && hour < to ? addDays(step.day, -1) : step.day;
    const mine = getOr(people, person, () => ({ night: '', opened: recent(24 * HOUR), worked: new Set<string>() }));
    if (mine.night !== night) Object.assign(mine, { night, opened: recent(24 * HOUR) });
    const count = mine.opened.add(customer, at, seq);
    if (count === A_NIGHT_OF_WORK) mine.worked.add(night);
    if (count < least) return null;
    const first = addDays(night, -settings.usualDays);
    for (const one of mine.worked) if (one < first) mine.worked.delete(one);
    if ([...mine.worked].filter((one) => one < night).length >= nights) return null;
    const others = [...seen].filter(([one, then]) => one !== person && then > at - 2 * HOUR).length;
    if (others >= colleagues) return null;
    return { key: `${person} ${night}`, person, figures: { count }, from: mine.opened.since(), rows: mine.opened.rows };
  };
};
