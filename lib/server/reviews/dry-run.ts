import 'server-only';
import { addDays } from '../../writing/days';
import type { Database } from '../db/public';
import type { ReviewSettings } from '../review-settings';
import { createJudge, type Finding, type Judge } from './judge';
import { type KnownFacts, knownFacts } from './known-facts';
import type { TrailEvent } from './step';
import { BATCH, beginOf, eventsAfter, placeAt } from './trail-events';

type Pool = Pick<Database['$client'], 'query'>;

/** A judge with the facts that it asks of the database, and the number of the last event that it has seen. */
export interface Judging {
  judge: Judge;
  facts: KnownFacts;
  seq: number;
}

/**
 * A judge that has seen the events that say what was usual before `day`, and no event after `until`; what it would have
 * said about them is dropped. Writes nothing.
 *
 * @param until the number of the last event that is not to be judged: by default the last one before `day`
 */
export async function judgingFrom(pool: Pool, settings: ReviewSettings, day: string, until?: number): Promise<Judging> {
  const facts = knownFacts(pool);
  const before = beginOf(addDays(day, -settings.usualDays), settings.timeZone);
  const judging = { judge: createJudge(settings, facts), facts, seq: await placeAt(pool, before) };
  const last = until ?? (await placeAt(pool, beginOf(day, settings.timeZone)));
  for await (const _ of findingsUntil(pool, judging, last));
  return judging;
}

/** Judges on, up to and including the event `until`; reads a batch at a time, so that a year takes no memory. */
export async function* findingsUntil(pool: Pool, judging: Judging, until: number): AsyncGenerator<Finding[]> {
  while (judging.seq < until) {
    const events = await eventsAfter(pool, judging.seq, Math.min(BATCH, until - judging.seq));
    if (events.length === 0) return;
    yield await take(judging, events);
  }
}

/** Judges events, which follow those that it has seen. */
export async function take(judging: Judging, events: readonly TrailEvent[]): Promise<Finding[]> {
  await judging.facts.prepare(events);
  const found = events.flatMap((event) => judging.judge.take(event));
  judging.seq = events.at(-1)?.seq ?? judging.seq;
  return found;
}
