import 'server-only';
import type pg from 'pg';
import * as z from 'zod';
import { dayOf } from '../../writing/days';
import { searchPool } from './database';
import type { Query } from './query';
import { Superseded } from './store';
import {
  CLEAR_TALLIES,
  fillExpiringTalliesStatement,
  fillTalliesStatement,
  type Tallied,
  talliedMatchesStatement,
  talliedWeeksStatement,
} from './tallies-sql';

/** Below this number of customers everything is counted anew with each question, in 50 ms at the most. */
const TALLIED_FROM = 50_000;
/** Tallies are counted anew after so long, ms, and never so often that counting takes more than a 50th of the time. */
const FRESH_FOR = 60_000;
const REST = 50;
/** Tallies of another day answer for so long, ms. */
const AFTER_MIDNIGHT = 15 * 60_000;

const stateSchema = z.object({
  covered: z.number(),
  walkedAt: z.date().nullable(),
  talliedAt: z.date().nullable(),
  talliedDay: z.string().nullable(),
  hasWeeks: z.boolean(),
});

async function readTallied(pool: pg.Pool) {
  const { rows } = await pool.query(`SELECT covered, walked_at AS "walkedAt", tallied_at AS "talliedAt",
    tallied_day::text AS "talliedDay",
    coalesce(tallied_at = (SELECT weeks.tallied_at FROM directory_tallied_weeks AS weeks), false) AS "hasWeeks"
    FROM directory_sync`);
  return stateSchema.parse(rows[0]);
}

/**
 * The tallies that answer at this moment; `null` where everything is counted anew: in a small
 * directory, during its first walk, and where the tallies are of another day. After midnight (UTC) those of the day
 * before answer until the new ones are there. What they answer is true as of then, so "expired" is asked for that day.
 */
export async function talliedNow(now: Date, pool = searchPool()): Promise<Tallied | null> {
  const { covered, talliedAt: at, talliedDay, hasWeeks } = await readTallied(pool);
  if (covered < TALLIED_FROM || at === null) return null;
  return talliedDay === dayOf(now) || now.getTime() - at.getTime() < AFTER_MIDNIGHT ? { at, hasWeeks } : null;
}

/** When the tallies were counted that answer at this moment: {@link talliedNow}. */
export async function talliedAt(now: Date): Promise<Date | null> {
  return (await talliedNow(now))?.at ?? null;
}

/** Whether the directory is so small that one pass over it answers soon. */
export async function isSmall(): Promise<boolean> {
  return (await readTallied(searchPool())).covered < TALLIED_FROM;
}

/**
 * How many customers filters match, about, and among how many. A small directory's number is its size, since all of it can
 * be gathered. `null` where nothing can tell.
 */
export async function talliedMatches(query: Query): Promise<{ count: number; among: number } | null> {
  const { covered } = await readTallied(searchPool());
  if (covered < TALLIED_FROM) return { count: covered, among: covered };
  const at = await talliedAt(query.now);
  if (at === null) return null;
  const { rows } = await searchPool().query(talliedMatchesStatement({ ...query, now: at }));
  return { ...z.object({ count: z.number() }).parse(rows[0]), among: covered };
}

/** Counts the tallies anew whenever that is due. One for each syncer. */
export function createTallying(pool: pg.Pool, epoch: number) {
  let took = 0;
  return {
    async isDue(now = new Date()): Promise<boolean> {
      const state = await readTallied(pool);
      if (state.covered < TALLIED_FROM || state.walkedAt === null) return false;
      if (state.talliedAt === null || state.talliedDay !== dayOf(now) || !state.hasWeeks) return true;
      return now.getTime() - state.talliedAt.getTime() > Math.max(FRESH_FOR, REST * took);
    },
    async run(now = new Date()): Promise<void> {
      const began = performance.now();
      await countAnew(pool, epoch, now);
      took = performance.now() - began;
    },
  };
}

/**
 * Counts everything anew; readers see the former tallies until all of the new ones are there.
 * @throws Superseded when another syncer has taken over
 */
export async function countAnew(pool: pg.Pool, epoch: number, now: Date): Promise<void> {
  const client = await pool.connect();
  let ended = false;
  try {
    // Two syncers that count at once would leave each customer twice.
    await client.query("BEGIN; SET LOCAL work_mem = '64MB'; LOCK TABLE directory_tallies IN EXCLUSIVE MODE");
    for (const statement of CLEAR_TALLIES) await client.query(statement);
    await client.query(fillTalliesStatement(now));
    await client.query(fillExpiringTalliesStatement(now));
    const { rowCount } = await client.query(
      'UPDATE directory_sync SET tallied_at = $2, tallied_day = $3 WHERE epoch = $1',
      [epoch, now, dayOf(now)],
    );
    if (rowCount === 0) throw new Superseded('another syncer has taken over');
    await client.query(talliedWeeksStatement(now));
    await client.query('COMMIT');
    ended = true;
  } finally {
    client.release(!ended);
  }
}
