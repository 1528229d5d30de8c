import 'server-only';
import type { Removable } from '../../../contracts/audit-values';
import { DAY_MS } from '../../../writing/days';
import { type AuditContext, appendCheckpoint, oldEvents, removeEvents, type Trail } from '../../audit/public';
import { countOld, type Database, type OldRecord, removeOld } from '../../db/public';
import type { Retention } from '../../retention-setting';
import { audited } from '../audited';
import { NOTHING_TO_FREE } from '../spending';

/** The database and the trail of the desk, as a program has them. */
export interface RetentionScope {
  /** As the application's role, with ten minutes for a statement. */
  db: Database;
  trail: Trail;
  audit: AuditContext;
  /** `DIRECTORY`: without a directory a contact goes by its age alone. */
  hasDirectory: boolean;
}

/** The records of one kind that are older than their period. */
export interface Old {
  kind: Removable;
  /** Everything from before this moment is old; `null`: the operator has not decided yet. */
  before: Date | null;
  /** How many there are; events that are the other half of one that stays don't count. */
  count: number;
}

/** Events, reviews and approvals are one record of what people did, and have one period. */
const OF_THE_TRAIL: readonly OldRecord[] = ['reviews', 'approvals'];

/**
 * What is older than its period. Removes nothing.
 *
 * @param least the years after which events are counted where the operator has decided nothing
 */
export async function findOld(
  { db: { $client }, hasDirectory }: Pick<RetentionScope, 'db' | 'hasDirectory'>,
  { trailYears, linkDays, contactDays }: Retention,
  least: number,
  now: Date,
): Promise<Old[]> {
  const counted = yearsBefore(now, trailYears ?? least);
  const before = trailYears === null ? null : counted;
  const events = await oldEvents($client, counted);
  const found: Old[] = [{ kind: 'trail', before, count: events === null ? 0 : events.through - events.first + 1 }];
  const countOf = (kind: OldRecord, since: Date) => countOld($client, { kind, before: since, hasDirectory });
  for (const kind of OF_THE_TRAIL) found.push({ kind, before, count: await countOf(kind, counted) });
  for (const [kind, days] of [
    ['password-links', linkDays],
    ['contacts', contactDays],
  ] as const) {
    const since = daysBefore(now, days);
    found.push({ kind, before: since, count: await countOf(kind, since) });
  }
  return found;
}

/**
 * Removes the records of one kind that are older than a moment. Audit before effect: an event says what will go, then it
 * goes, then an event says how much went. Of the trail the first event seals the last hash that goes, and so does a
 * signed checkpoint. A removal that breaks off is taken up by the next call.
 *
 * @param owner as the owner of the tables: the application's role may remove nothing of these
 * @returns how many records went
 * @throws DeskError `audit_unavailable`, before anything is removed
 */
export async function removeOldRecords(
  { db, trail, audit, hasDirectory }: RetentionScope,
  owner: Database,
  { kind, before }: { kind: Removable; before: Date },
  checkpointFile: string,
  onProgress: (removed: number) => void = () => {},
): Promise<number> {
  const events = kind === 'trail' ? await oldEvents(db.$client, before) : null;
  if (kind === 'trail' && events === null) return 0;
  const seal = events && { through: events.through, hash: events.hash.toString('hex') };
  return await audited(audit, {
    action: 'records.removed',
    intent: { kind, before: before.toISOString(), ...seal },
    recorder: { trail, report: () => {} },
    // A program of the machine: no person has a budget of this.
    spent: NOTHING_TO_FREE,
    unrecorded: 'answer',
    work: async () => {
      if (kind !== 'trail') return await removeOld(owner.$client, { kind, before, hasDirectory });
      if (events === null) return 0;
      await appendCheckpoint(checkpointFile, trail.keys.current, { seq: events.through, hash: events.hash });
      return await removeEvents(owner.$client, events.through, onProgress);
    },
    outcome: (rows) => ({ rows }),
  });
}

function yearsBefore(now: Date, years: number): Date {
  const before = new Date(now);
  before.setUTCFullYear(before.getUTCFullYear() - years);
  return before;
}

const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * DAY_MS);
