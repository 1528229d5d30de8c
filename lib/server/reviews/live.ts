import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import * as z from 'zod';
import { addDays } from '../../writing/days';
import { alert } from '../alerts/public';
import { trail } from '../audit/public';
import { type Database, db, reviewPlace } from '../db/public';
import { env } from '../env';
import { describeError, log } from '../log';
import type { ReviewSettings } from '../review-settings';
import { singleton } from '../singleton';
import { findingsUntil, type Judging, judgingFrom, take } from './dry-run';
import type { Finding } from './judge';
import { officeClock } from './office';
import { keepFindings, type NewReview, recentReviews, recordFindings } from './store';
import { BATCH, beginOf, eventsAfter, lastPlace, placeAt } from './trail-events';

/** The hour of the office's clock from which the day before is judged whole. */
const NIGHT_FROM = 2;
/** Between two beginnings while the database or the trail fails, ms. */
const LONGEST_WAIT = 120_000;
/** A replica that has judged a night for so long has died: another one begins anew. */
const NIGHT_TAKES = '30 minutes';

const placeSchema = z.object({ seq: z.coerce.number(), night: z.string().nullable() });

/**
 * Judges the trail for as long as the process lives. Many replicas may run this: the row lock of the place is the turn
 * of one of them, and what one has kept no other keeps again.
 */
export function startReviews(): void {
  const { REVIEWS: settings } = env();
  if (settings === 'off') return;
  singleton('reviews', () => {
    void forever(settings);
    return true;
  });
}

async function forever(settings: ReviewSettings): Promise<void> {
  let judging: Judging | null = null;
  let failures = 0;
  for (;;) {
    try {
      if (judging === null) {
        judging = await begin(db(), settings);
        await raise(await recentReviews(db()));
      }
      while (await judgeNews(db(), judging)) {}
      await judgeNight(db(), settings, Date.now());
      failures = 0;
    } catch (error) {
      // What the judge has seen and did not keep must be judged anew.
      judging = null;
      failures += 1;
      log().warn({ event: 'reviews', error: describeError(error) });
    }
    // Beginning anew replays weeks, which a database in trouble must not do every few seconds.
    const wait = Math.max(settings.everySeconds * 1_000, Math.min(LONGEST_WAIT, failures * 5_000));
    await sleep(wait, undefined, { ref: false });
  }
}

/** A judge that has seen the events before the place. A desk without a place begins with the next event. */
async function begin(database: Database, settings: ReviewSettings): Promise<Judging> {
  const clock = officeClock(settings.timeZone);
  const now = Date.now();
  await database
    .insert(reviewPlace)
    .values({ id: 1, seq: await lastPlace(database.$client), night: addDays(clock(now).day, -1) })
    .onConflictDoNothing();
  const { seq } = await readPlace(database);
  return await judgingFrom(database.$client, settings, clock(now).day, seq);
}

async function readPlace(database: Pick<Database, 'execute'>): Promise<z.infer<typeof placeSchema>> {
  const { rows } = await database.execute(sql`SELECT seq, night FROM ${reviewPlace} WHERE id = 1`);
  return placeSchema.parse(rows[0]);
}

/** Judges a batch of new events. @returns whether there may be more */
async function judgeNews(database: Database, judging: Judging): Promise<boolean> {
  const before = judging.seq;
  const { kept, isMore } = await database.transaction(async (tx) => {
    const { rows } = await tx.execute(sql`SELECT seq, night FROM ${reviewPlace} WHERE id = 1 FOR UPDATE SKIP LOCKED`);
    // Another replica is at it.
    if (rows[0] === undefined) return { kept: [], isMore: false };
    const { seq } = placeSchema.parse(rows[0]);
    const events = await eventsAfter(database.$client, before);
    if (events.length === 0) return { kept: [], isMore: false };
    // What another replica has judged is only to be known.
    const findings = (await take(judging, events)).filter(({ spokeAt }) => spokeAt > seq);
    const made = await keepFindings(tx, findings);
    if (judging.seq > seq) await tx.execute(sql`UPDATE ${reviewPlace} SET seq = ${judging.seq} WHERE id = 1`);
    await recordFindings(tx, trail(), made);
    return { kept: made, isMore: events.length === BATCH };
  });
  await raise(kept);
  return isMore;
}

/**
 * Judges the day before whole, once for all replicas, with a judge of its own: it finds what nobody judged live, and what
 * only the directory's later answer tells.
 */
async function judgeNight(database: Database, settings: ReviewSettings, now: number): Promise<void> {
  const { day: today, hour } = officeClock(settings.timeZone)(now);
  const day = addDays(today, -1);
  if (hour < NIGHT_FROM || (await readPlace(database)).night === day) return;
  const claimed = await database.execute(sql`UPDATE ${reviewPlace} SET night_begun_at = now()
    WHERE id = 1 AND night IS DISTINCT FROM ${day}
      AND (night_begun_at IS NULL OR night_begun_at < now() - ${NIGHT_TAKES}::interval) RETURNING id`);
  if (claimed.rows.length === 0) return;
  const judging = await judgingFrom(database.$client, settings, day);
  const until = await placeAt(database.$client, beginOf(today, settings.timeZone));
  const found: Finding[] = [];
  for await (const findings of findingsUntil(database.$client, judging, until)) found.push(...findings);
  const kept = await database.transaction(async (tx) => {
    const made = await keepFindings(tx, found);
    await tx.execute(sql`UPDATE ${reviewPlace} SET night = ${day}, night_begun_at = NULL WHERE id = 1`);
    await recordFindings(tx, trail(), made);
    return made;
  });
  await raise(kept);
}

/** Tells administrators. An alert of a review is raised once, whoever raises it. */
async function raise(reviews: readonly NewReview[]): Promise<void> {
  for (const { number, rule, person } of reviews) {
    const facts = { review: number, rule, ...(person !== null && { account: person }) };
    await alert('review-found', facts, `review ${number}`);
  }
}
