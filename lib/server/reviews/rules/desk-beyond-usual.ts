import 'server-only';
import { addDays, DAY_MS } from '../../../writing/days';
import { recent } from '../recent';
import type { Rule } from '../rule';
import { median } from '../usual';

/** Same days of the week that say what is usual. */
const WEEKS = [1, 2, 3, 4];
const LEAST_WEEKS = 3;

/**
 * The desk as a whole opened more customers than on the same days of the weeks before. It finds a harvest that many
 * accounts share, each of them below its own limit.
 */
export const deskBeyondUsual: Rule = ({ settings }) => {
  const { times, least } = settings.deskBeyondUsual;
  const days = new Map<string, number>();
  let today = { day: '', opened: recent(DAY_MS), usual: null as number | null };
  const begin = (day: string) => {
    const first = addDays(day, -7 * WEEKS.length);
    for (const one of days.keys()) if (one < first) days.delete(one);
    const before = WEEKS.map((weeks) => days.get(addDays(day, -7 * weeks))).filter((one) => one !== undefined);
    today = { day, opened: recent(DAY_MS), usual: before.length < LEAST_WEEKS ? null : median(before) };
  };
  return (step) => {
    if (step.kind !== 'opened') return null;
    const { day, at, customer, seq, person } = step;
    if (day > today.day) begin(day);
    const { opened, usual } = today;
    const count = opened.add(`${person} ${customer}`, at, seq);
    days.set(today.day, count);
    if (usual === null || count <= times * usual || count - usual < least) return null;
    return { key: today.day, person: null, figures: { count, usual }, from: opened.since(), rows: opened.rows };
  };
};
