import 'server-only';
import { recent } from '../recent';
import type { Rule } from '../rule';
import { getOr } from '../usual';

const HOUR = 3_600_000;
/** More than anybody works through from one list. */
const MOST_SHOWN = 500;

/**
 * Opened customers whom no list, search or look-up of the last hours can have shown. Each list shows so many customers,
 * and each customer who is opened uses one of them up. The trail doesn't say whom a list showed, so this finds a program
 * that goes from id to id, or opens more than its lists held. Customers whom the person has opened in the last days need
 * no list: people keep pages open.
 */
export const notLed: Rule = ({ settings }) => {
  const { least, hours, returningDays } = settings.notLed;
  const people = new Map<
    string,
    { shown: number; ledAt: number; opened: Map<string, number>; day: string; unled: ReturnType<typeof recent> }
  >();
  return (step) => {
    if (step.kind !== 'led' && step.kind !== 'opened') return null;
    const { person, at, day, seq } = step;
    const mine = getOr(people, person, () => ({
      shown: 0,
      ledAt: 0,
      opened: new Map(),
      day,
      unled: recent(24 * HOUR),
    }));
    if (mine.day !== day) Object.assign(mine, { day, unled: recent(24 * HOUR) });
    if (at - mine.ledAt > hours * HOUR) mine.shown = 0;
    if (step.kind === 'led') {
      mine.shown = Math.min(MOST_SHOWN, mine.shown + step.shows);
      mine.ledAt = at;
      return null;
    }
    const before = mine.opened.get(step.customer);
    mine.opened.delete(step.customer);
    mine.opened.set(step.customer, at);
    for (const [old, then] of mine.opened) {
      if (then > at - returningDays * 24 * HOUR) break;
      mine.opened.delete(old);
    }
    if (before !== undefined && before > at - returningDays * 24 * HOUR) return null;
    if (mine.shown > 0) {
      mine.shown -= 1;
      return null;
    }
    const { unled } = mine;
    const count = unled.add(step.customer, at, seq);
    if (count < least) return null;
    return { key: `${person} ${day}`, person, figures: { count }, from: unled.since(), rows: unled.rows };
  };
};
