import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { PURPOSE_MINUTES } from '../../contracts/purpose';
import { accessPurposes, type Database } from '../db/public';

/** A purpose as the trail keeps it. */
export interface Purpose {
  purpose: string;
  sentence?: string;
}

type Executor = Pick<Database, 'insert' | 'select' | 'delete'>;

/** Times come from the database, so that replicas agree. */
const RECENT = sql`${accessPurposes.at} > now() - make_interval(mins => ${sql.raw(String(PURPOSE_MINUTES))})`;

/** Removes purposes that are over. */
export async function prunePurposes(db: Pick<Executor, 'delete'>): Promise<void> {
  await db.delete(accessPurposes).where(sql`NOT ${RECENT}`);
}

/** Remembers a purpose for one session and one customer, in place of an earlier one; forgets all that are over. */
export async function rememberPurpose(
  db: Executor,
  sessionId: string,
  customer: string,
  { purpose, sentence = null }: { purpose: string; sentence?: string | null },
): Promise<void> {
  await prunePurposes(db);
  await db
    .insert(accessPurposes)
    .values({ sessionId, customer, purpose, sentence })
    .onConflictDoUpdate({
      target: [accessPurposes.sessionId, accessPurposes.customer],
      set: { purpose, sentence, at: sql`now()` },
    });
}

/** The purpose that the session has given for this customer within the last {@link PURPOSE_MINUTES}; else `null`. */
export async function rememberedPurpose(db: Executor, sessionId: string, customer: string): Promise<Purpose | null> {
  const [found] = await db
    .select({ purpose: accessPurposes.purpose, sentence: accessPurposes.sentence })
    .from(accessPurposes)
    .where(and(eq(accessPurposes.sessionId, sessionId), eq(accessPurposes.customer, customer), RECENT));
  return found === undefined
    ? null
    : { purpose: found.purpose, ...(found.sentence !== null && { sentence: found.sentence }) };
}
