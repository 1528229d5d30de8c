CREATE TABLE "audit_deferred" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"event" jsonb NOT NULL
);

--> statement-breakpoint
CREATE FUNCTION "audit_events_follow"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  first bigint;
  head_seq bigint;
  head_hash bytea;
  wrong boolean;
BEGIN
  SELECT min(seq) INTO first FROM added;
  IF first IS NULL THEN
    RETURN NULL;
  END IF;
  -- By its own name and schema: a role may put a temporary table of the same name before ours.
  EXECUTE format('SELECT seq, hash FROM %I.%I WHERE seq < $1 ORDER BY seq DESC LIMIT 1', TG_TABLE_SCHEMA, TG_TABLE_NAME)
    INTO head_seq, head_hash USING first;
  SELECT bool_or(seq <> expected OR prev_hash IS DISTINCT FROM previous) INTO wrong FROM (
    SELECT seq, prev_hash, coalesce(head_seq, 0) + row_number() OVER (ORDER BY seq) AS expected,
      lag(hash, 1, coalesce(head_hash, decode(repeat('00', 32), 'hex'))) OVER (ORDER BY seq) AS previous
    FROM added) AS row;
  IF wrong THEN
    RAISE EXCEPTION 'audit_events: a new row must follow the last one' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END
$$;--> statement-breakpoint
CREATE TRIGGER "audit_events_follow_rows" AFTER INSERT ON "audit_events" REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION "audit_events_follow"();--> statement-breakpoint
ALTER TABLE "audit_events" ENABLE ALWAYS TRIGGER "audit_events_follow_rows";
