import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { addDays, DAY_MS, isDay } from './days';
import { type DayRange, dayIn, dayRange, isTimeZone, momentWriter, ownTimeZone } from './zones';

/** Every zone that `Intl` knows, and the ends of the earth. */
const ZONES = [...Intl.supportedValuesOf('timeZone'), 'UTC', 'Etc/GMT-14', 'Etc/GMT+12', 'Pacific/Pago_Pago'];

const isWithin = (moment: number, { from, until, holes }: DayRange) =>
  (from === null || moment >= from) &&
  (until === null || moment < until) &&
  !holes.some((hole) => moment >= hole.from && moment < hole.until);

const formats = new Map<string, Intl.DateTimeFormat>();

/** The day as a column of the desk shows it: by `Intl`, without any code of ours. */
function shownDay(moment: number, timeZone: string): string {
  const written = { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('en-GB', written);
  formats.set(timeZone, format);
  const [day, month, year] = format.format(moment).split('/');
  return `${year}-${month}-${day}`;
}

describe('a moment', () => {
  it.each([
    ['Asia/Dubai', '2026-04-30T21:15:00.250Z', '2026-05-01T01:15:00.250+04:00'],
    ['Asia/Dubai', '2026-05-01T02:15:00+05:00', '2026-05-01T01:15:00+04:00'],
    ['America/St_Johns', '2026-05-01T00:00:00.123456789Z', '2026-04-30T21:30:00.123456789-02:30'],
    ['Asia/Kathmandu', '1985-12-31T18:29:59Z', '1985-12-31T23:59:59+05:30'],
    ['UTC', '2026-05-01T02:15:00+05:00', '2026-04-30T21:15:00Z'],
    ['Asia/Dubai', 'yesterday', 'yesterday'],
    ['America/St_Johns', '0001-01-01T00:00:00Z', '0001-01-01T00:00:00Z'],
  ])('in %s: %s is written %s', (zone, moment, written) => expect(momentWriter(zone)(moment)).toBe(written));

  it('stays the same moment, and is written with the day that is shown', () => {
    const moment = fc.date({
      min: new Date('1975-01-01T00:00:00Z'),
      max: new Date('2040-01-01T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), moment, (zone, at) => {
        const written = momentWriter(zone)(at.toISOString());
        expect(Date.parse(written)).toBe(at.getTime());
        expect(written.slice(0, 10)).toBe(shownDay(at.getTime(), zone));
        expect(dayIn(at, zone)).toBe(written.slice(0, 10));
        expect(isDay(dayIn(at, zone))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps its zone while many others are asked for', () => {
    const dubai = momentWriter('Asia/Dubai');
    for (const zone of ZONES.slice(0, 60)) expect(dayRange({ from: '2026-05-01', to: null }, zone).from).not.toBeNull();
    expect(dubai('2026-04-30T21:15:00Z')).toBe('2026-05-01T01:15:00+04:00');
  });
});

describe('the range of a day', () => {
  it('holds exactly the moments that are shown with this day, in every zone', () => {
    const moment = fc.integer({ min: Date.parse('1900-01-03T00:00:00Z'), max: Date.parse('2040-01-01T00:00:00Z') });
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), moment, fc.integer({ min: -2, max: 2 }), (zone, at, beside) => {
        const day = addDays(shownDay(at, zone), beside);
        expect(isWithin(at, dayRange({ from: day, to: day }, zone))).toBe(beside === 0);
        expect(isWithin(at, dayRange({ from: day, to: null }, zone))).toBe(beside <= 0);
        expect(isWithin(at, dayRange({ from: null, to: day }, zone))).toBe(beside >= 0);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    // Clocks go forward at midnight, so that the day begins at 1:00.
    ['Africa/Cairo', '2026-04-24'],
    ['Asia/Beirut', '2026-03-29'],
    ['America/Sao_Paulo', '2018-11-04'],
    // Midnight comes twice.
    ['Atlantic/Azores', '2026-10-25'],
    // 23 and 25 hours, and half an hour.
    ['Europe/London', '2026-03-29'],
    ['Europe/London', '2026-10-25'],
    ['Australia/Lord_Howe', '2026-04-05'],
    // Clocks went back over midnight: the day before returned for an hour.
    ['America/St_Johns', '2010-11-07'],
    // Days that never were, or were twice.
    ['Pacific/Apia', '2011-12-30'],
    ['Pacific/Kwajalein', '1993-08-21'],
    ['Asia/Manila', '1900-01-03'],
  ])('is right at every minute around %s, %s', (zone, day) => {
    const range = dayRange({ from: day, to: day }, zone);
    const noon = Date.parse(`${day}T12:00:00Z`);
    for (let at = noon - 1.5 * DAY_MS; at < noon + 1.5 * DAY_MS; at += 60_000) {
      if (isWithin(at, range) !== (shownDay(at, zone) === day)) expect.fail(new Date(at).toISOString());
    }
  });

  it.each([
    ['Asia/Dubai', '2026-05-01', '2026-04-30T20:00:00.000Z', 24],
    ['Asia/Kathmandu', '2026-05-01', '2026-04-30T18:15:00.000Z', 24],
    ['Etc/GMT-14', '2026-05-01', '2026-04-30T10:00:00.000Z', 24],
    ['Pacific/Pago_Pago', '2026-05-01', '2026-05-01T11:00:00.000Z', 24],
    ['Europe/Berlin', '2026-03-29', '2026-03-28T23:00:00.000Z', 23],
    ['Europe/Berlin', '2026-10-25', '2026-10-24T22:00:00.000Z', 25],
    // Clocks go back from midnight to 23:00, so that the last hour of the day before comes twice.
    ['Africa/Cairo', '2026-10-30', '2026-10-29T22:00:00.000Z', 24],
    ['Africa/Cairo', '2026-10-29', '2026-10-28T21:00:00.000Z', 25],
    ['Pacific/Apia', '2011-12-30', '2011-12-30T10:00:00.000Z', 0],
    ['Pacific/Apia', '2011-12-31', '2011-12-30T10:00:00.000Z', 24],
  ])('in %s of %s begins at %s and has %d hours', (zone, day, begins, hours) => {
    const { from, until, holes } = dayRange({ from: day, to: day }, zone);
    expect(new Date(from ?? 0).toISOString()).toBe(begins);
    expect(((until ?? 0) - (from ?? 0)) / 3_600_000).toBe(hours);
    expect(holes).toEqual([]);
  });

  it('has an end only where a day was named', () => {
    expect(dayRange({ from: null, to: null }, 'Asia/Dubai')).toEqual({ from: null, until: null, holes: [] });
    expect(dayRange({ from: '2026-05-01', to: null }, 'UTC').until).toBeNull();
    expect(dayRange({ from: null, to: '2026-05-01' }, 'UTC').from).toBeNull();
  });
});

it.each(['Asia/Dubai', 'UTC', 'Etc/GMT+12', 'EST5EDT', 'America/Argentina/Buenos_Aires', 'Asia/Calcutta'])(
  '%s is a time zone',
  (name) => expect(isTimeZone(name)).toBe(true),
);
it.each(['', '+04:00', 'Mars/Olympus', 'Dubai', 'Asia/Dubai ', "Asia/Dubai'; --", '../etc/passwd', 'A'.repeat(65)])(
  '%j is none',
  (name) => expect(isTimeZone(name)).toBe(false),
);

describe('the zone of the browser', () => {
  afterEach(() => vi.restoreAllMocks());

  it('is the one that `Intl` names, and UTC where it names none', () => {
    const named = { ...new Intl.DateTimeFormat().resolvedOptions(), timeZone: 'Asia/Dubai' };
    const options = vi.spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions').mockReturnValue(named);
    expect(ownTimeZone()).toBe('Asia/Dubai');
    options.mockReturnValue(JSON.parse('{}'));
    expect(ownTimeZone()).toBe('UTC');
  });
});
