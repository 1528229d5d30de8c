CREATE OR REPLACE FUNCTION "audit_events_refuse"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  noted boolean;
BEGIN
  -- Old events go where a later event says so (`npm run retention`). It is in the index of actions, among few.
  IF TG_OP = 'DELETE' THEN
    EXECUTE format('SELECT EXISTS (SELECT FROM %I.%I WHERE action = ''records.removed'' AND phase = ''intent''
      AND seq > $1 AND (detail::json ->> ''through'')::bigint >= $1)', TG_TABLE_SCHEMA, TG_TABLE_NAME) INTO noted USING OLD.seq;
    IF noted THEN
      RETURN OLD;
    END IF;
  END IF;
  RAISE EXCEPTION 'audit_events is append-only' USING ERRCODE = 'insufficient_privilege';
END
$$;
