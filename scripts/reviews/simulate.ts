import type { ReviewRule } from '@/lib/contracts/reviews';
import type { ReviewSettings } from '@/lib/server/review-settings';
import { createJudge, type Finding } from '@/lib/server/reviews/judge';
import { type Diary, diary, type Row } from './diary.ts';
import { HARVEST, harvestDay, type Shape } from './harvest.ts';
import { DAY, HOUR, type OrdinaryDay, ordinaryDay } from './ordinary.ts';
import { type Random, random } from './random.ts';
import { type Colleague, createWorld, uuidOf } from './world.ts';

/** Monday, 5 October 2026, midnight in Dubai. */
const BEGINS = Date.UTC(2026, 9, 4, 20);
/** A quarter: thirteen weeks, the first day of the desk included. */
const QUARTER = 91;

export interface Quarter {
  personDays: number;
  events: number;
  findings: Finding[];
  byRule: Map<ReviewRule, number>;
  /** False sentences of 100 person-days. */
  per100: number;
}

/** Judges an ordinary quarter, from the desk's first day on. Every sentence about it is a false one. */
export function ordinaryQuarter(settings: ReviewSettings, seed: number, days = QUARTER): Quarter {
  const { take, run } = desk(settings, seed);
  let [personDays, events] = [0, 0];
  const findings: Finding[] = [];
  for (let index = 0; index < days; index += 1) {
    personDays += run(index).length;
    for (const { judged } of take(index)) {
      events += 1;
      findings.push(...judged);
    }
  }
  const byRule = new Map<ReviewRule, number>();
  for (const { rule } of findings) byRule.set(rule, (byRule.get(rule) ?? 0) + 1);
  return { personDays, events, findings, byRule, per100: (100 * findings.length) / personDays };
}

export interface Named {
  shape: Shape;
  /** How many records of the harvest were read when the first sentence about its people was said; `null`: never. */
  record: number | null;
  /** Minutes from its first record to that sentence. */
  minutes: number | null;
  rule: ReviewRule | null;
}

/** Harvests get so many days. */
const HARVEST_DAYS = 3;

interface Harvest extends Named {
  thieves: Colleague[];
  records: number;
  first: number;
}

/**
 * Mixes harvests into ordinary weeks, all from the same day on and each by other people, and tells when the desk first
 * named one of them. A harvest ends with the day on which it was named.
 *
 * @param first the day of the first record, when colleagues say what is usual; a working day, counted from a Monday
 * @returns also the false sentences of the weeks before, the first day of the desk included
 */
export function replayHarvests(
  settings: ReviewSettings,
  seed: number,
  shapes: readonly Shape[],
  first = 29,
): { personDays: number; falsely: Finding[]; named: Named[] } {
  const { take, run, world, book } = desk(settings, seed);
  const choose = random(seed + 77);
  const falsely: Finding[] = [];
  let personDays = 0;
  let harvests: Harvest[] = [];
  for (let index = 0; index < first + HARVEST_DAYS; index += 1) {
    const shifts = run(index);
    if (index < first) personDays += shifts.length;
    if (index === first) harvests = begin(shapes, shifts, choose);
    const running = harvests.filter(({ record }) => record === null);
    for (const shift of shifts) {
      const harvest = running.find(({ thieves }) => thieves.includes(shift.who));
      if (harvest !== undefined) harvestDay(harvest.shape, world, choose, book, shift);
    }
    for (const { row, judged } of take(index)) {
      if (index < first) falsely.push(...judged);
      watch(harvests, row, judged);
    }
  }
  return {
    personDays,
    falsely,
    named: harvests.map(({ shape, record, minutes, rule }) => ({ shape, record, minutes, rule })),
  };
}

/** Chooses the people of each harvest among those who are at work by day. */
function begin(shapes: readonly Shape[], shifts: OrdinaryDay['shifts'], choose: Random): Harvest[] {
  const able = shifts.filter(({ hours }) => hours >= 7).map(({ who }) => who);
  return shapes.map((shape) => {
    const thieves: Colleague[] = [];
    while (thieves.length < shape.people) {
      const role = able.filter((who) => who.role === shape.role);
      const who = choose.pick(role);
      able.splice(able.indexOf(who), 1);
      thieves.push(who);
    }
    return { shape, thieves, records: 0, first: 0, record: null, minutes: null, rule: null };
  });
}

function watch(all: Harvest[], row: Row, judged: Finding[]): void {
  for (const harvest of all) {
    if (harvest.record !== null) continue;
    const isIn = (person: string | null) => harvest.thieves.some(({ id }) => id === person);
    if (row.mark === HARVEST && isIn(row.person)) {
      harvest.records += 1;
      if (harvest.first === 0) harvest.first = row.at;
    }
    const named = harvest.records === 0 ? undefined : judged.find(({ person }) => isIn(person));
    if (named === undefined) continue;
    Object.assign(harvest, { record: harvest.records, minutes: (row.at - harvest.first) / 60_000, rule: named.rule });
  }
}

/**
 * The takeover guard's default: a link within a day of a correction, by whomever, goes through a second person, and its
 * outcome names the approval.
 */
function guard(): (row: Row) => Row {
  const corrected = new Map<string, number>();
  return (row) => {
    if (row.customer === null || row.phase !== 'outcome') return row;
    if (row.action === 'customer.contact-corrected') corrected.set(row.customer, row.at);
    const isGuarded = row.action === 'customer.link-created' && row.at - (corrected.get(row.customer) ?? 0) < DAY;
    return isGuarded ? { ...row, detail: { approval: uuidOf('dddddddd', row.seq) } } : row;
  };
}

function desk(settings: ReviewSettings, seed: number) {
  const chance = random(seed);
  const world = createWorld(chance);
  const book: Diary = diary();
  const judge = createJudge(settings, world.facts);
  const guarded = guard();
  return {
    world,
    book,
    run: (index: number) => ordinaryDay(world, chance, book, BEGINS + index * DAY, index).shifts,
    *take(index: number) {
      // Night shifts end on the next morning.
      for (const row of book.take(BEGINS + (index + 1) * DAY - HOUR)) yield { row, judged: judge.take(guarded(row)) };
    },
  };
}
