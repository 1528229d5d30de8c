import 'server-only';
import { dayOf } from '../../writing/days';
import { clockIn } from '../../writing/zones';

const QUARTER = 900_000;
const HOUR = 3_600_000;

/** The day and the hour (0 to 23) that the office's clock shows at a moment, ms. */
export type OfficeClock = (at: number) => { day: string; hour: number };

/** Clocks change at quarters of an hour, so one reading of the zone's rules serves all moments of a quarter. */
export function officeClock(zone: string): OfficeClock {
  let known = { quarter: -1, shown: { day: '', hour: 0 } };
  return (at) => {
    const quarter = Math.floor(at / QUARTER);
    if (quarter !== known.quarter) {
      const shown = clockIn(quarter * QUARTER, zone);
      known = { quarter, shown: { day: dayOf(new Date(shown)), hour: Math.floor(shown / HOUR) % 24 } };
    }
    return known.shown;
  };
}
