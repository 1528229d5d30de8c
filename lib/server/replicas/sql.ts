import 'server-only';

/** A process that said nothing for so long, s, has ended or hangs. */
const SILENT_AFTER = 30;
/** For so long, minutes, a silent process is shown: then its end is no news. */
const SHOWN_FOR = 15;

/** What the others that are alive say of the credentials. */
export const HEAR_SQL = `
  SELECT min((state ->> 'refusedSince')::numeric)::text AS since FROM replicas
  WHERE id <> $1::uuid AND seen_at > now() - interval '${SILENT_AFTER} seconds' AND state ->> 'stopping' = 'false'`;

/** One trip: this process's beat, and {@link HEAR_SQL}. */
export const BEAT_SQL = `
  WITH beat AS (
    INSERT INTO replicas (id, host, version, node, state) VALUES ($1::uuid, $2::text, $3::text, $4::text, $5::jsonb)
    ON CONFLICT (id) DO UPDATE SET seen_at = now(), state = excluded.state)
  ${HEAR_SQL}`;

export const FORGET_SQL = "DELETE FROM replicas WHERE seen_at < now() - interval '1 day'";

const ISO = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;

/** The processes that are alive, and those that were lately, the oldest first. */
export const READ_SQL = `
  SELECT id, host, version, node, state, to_char(started_at AT TIME ZONE 'UTC', ${ISO}) AS "startedAt",
    to_char(seen_at AT TIME ZONE 'UTC', ${ISO}) AS "seenAt",
    seen_at < now() - interval '${SILENT_AFTER} seconds' AS silent
  FROM replicas WHERE seen_at > now() - interval '${SHOWN_FOR} minutes' ORDER BY started_at, id`;
