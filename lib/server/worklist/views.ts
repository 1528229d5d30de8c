import 'server-only';
import { sql } from 'drizzle-orm';
import * as z from 'zod';
import { viewStateSchema } from '../../contracts/view-requests';
import { MOST_VIEWS, type NewView, type SavedView } from '../../contracts/views';
import { accounts, type Database, savedViews } from '../db/public';

/** A view as the table holds it. */
export interface StoredView extends Pick<SavedView, 'id' | 'name' | 'team' | 'digest' | 'state' | 'version' | 'by'> {
  ownerId: string;
}

/** A view that the daily digest counts. */
export interface DigestView extends StoredView {
  /** When it was chosen, ms since 1970; `null` where that was not kept yet. */
  chosenAt: number | null;
}

const rowSchema = z.object({
  id: z.string(),
  ownerId: z.string(),
  name: z.string(),
  team: z.boolean(),
  digest: z.boolean(),
  version: z.string(),
  by: z.string(),
  state: z.unknown(),
});

type Queries = Pick<Database, 'execute'>;

const COLUMNS = sql`view.id, view.owner_id AS "ownerId", view.name, view.team, view.digest, view.state,
  to_char(view.changed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') AS version, ${accounts}.name AS by`;
const FROM = sql`FROM ${savedViews} AS view JOIN ${accounts} ON ${accounts}.id = view.owner_id`;

/** The views that a person sees: their own and the team's, by name. */
export async function viewsFor(db: Queries, account: string): Promise<StoredView[]> {
  const { rows } = await db.execute(sql`SELECT ${COLUMNS} ${FROM}
    WHERE view.team OR view.owner_id = ${account}::uuid ORDER BY lower(view.name), view.id`);
  return rows.flatMap((row) => toView(row) ?? []);
}

/** The team's views that the daily digest counts, by name. */
export async function digestViews(db: Queries): Promise<DigestView[]> {
  const chosenAt = sql`(extract(epoch FROM view.digest_since) * 1000)::float8 AS "chosenAt"`;
  const { rows } = await db.execute(sql`SELECT ${COLUMNS}, ${chosenAt} ${FROM}
    WHERE view.team AND view.digest ORDER BY lower(view.name), view.id LIMIT ${MOST_VIEWS.digest}`);
  return rows.flatMap((row) => {
    const view = toView(row);
    return view === null ? [] : [{ ...view, ...chosenSchema.parse(row) }];
  });
}

const chosenSchema = z.object({ chosenAt: z.number().nullable() });

/** One view that the person sees; `null` for another's own view, and for no view. */
export async function viewFor(db: Queries, account: string, id: string): Promise<StoredView | null> {
  const { rows } = await db.execute(sql`SELECT ${COLUMNS} ${FROM}
    WHERE view.id = ${id}::uuid AND (view.team OR view.owner_id = ${account}::uuid)`);
  return rows[0] === undefined ? null : toView(rows[0]);
}

/** A view that another release saved in a way that this one does not read is left out. */
function toView(row: unknown): StoredView | null {
  const { state, ...view } = rowSchema.parse(row);
  const parsed = viewStateSchema.safeParse(state);
  return parsed.success ? { ...view, state: parsed.data } : null;
}

/**
 * Makes changes of views wait for each other until the transaction ends, so that two of them cannot exceed a limit
 * together. The table is small, and readers do not wait.
 */
export async function lockViews(transaction: Queries): Promise<void> {
  await transaction.execute(sql`LOCK TABLE ${savedViews} IN SHARE ROW EXCLUSIVE MODE`);
}

/** How many views the person has of their own, the team has, and the digest counts. */
export async function countViewsOf(db: Queries, account: string): Promise<Record<keyof typeof MOST_VIEWS, number>> {
  const { rows } = await db.execute(sql`SELECT
      count(*) FILTER (WHERE NOT team AND owner_id = ${account}::uuid)::integer AS own,
      count(*) FILTER (WHERE team)::integer AS team, count(*) FILTER (WHERE team AND digest)::integer AS digest
    FROM ${savedViews}`);
  return z.object({ own: z.number(), team: z.number(), digest: z.number() }).parse(rows[0]);
}

/** @returns `false` when there is a view with this id already */
export async function insertView(db: Queries, account: string, { id, name, team, state }: NewView): Promise<boolean> {
  const { rowCount } = await db.execute(sql`INSERT INTO ${savedViews} (id, owner_id, name, team, state)
    VALUES (${id}::uuid, ${account}::uuid, ${name}, ${team}, ${JSON.stringify(state)}::jsonb) ON CONFLICT DO NOTHING`);
  return rowCount === 1;
}

/** Writes a view as it is to be, with a version of its own: the clock's time, because `now()` is when the wait began. */
export async function updateView(db: Queries, { id, name, team, digest, state }: StoredView): Promise<void> {
  await db.execute(sql`UPDATE ${savedViews}
    SET name = ${name}, team = ${team}, digest = ${digest}, state = ${JSON.stringify(state)}::jsonb,
      changed_at = clock_timestamp(),
      digest_since = CASE WHEN NOT ${digest}::boolean THEN NULL WHEN digest THEN digest_since ELSE now() END
    WHERE id = ${id}::uuid`);
}

/** A person's own views go so long after the account was disabled: nobody else can see or remove them. */
const LEFT_DAYS = 30;

/** Removes the own views of people who have left for {@link LEFT_DAYS} days. Those of the team stay. */
export async function pruneViews(db: Queries): Promise<void> {
  await db.execute(sql`DELETE FROM ${savedViews} USING ${accounts}
    WHERE ${accounts.id} = ${savedViews.ownerId} AND NOT ${savedViews.team}
      AND ${accounts.disabledAt} < now() - make_interval(days => ${sql.raw(String(LEFT_DAYS))})`);
}

export async function deleteView(db: Queries, id: string): Promise<void> {
  await db.execute(sql`DELETE FROM ${savedViews} WHERE id = ${id}::uuid`);
}
