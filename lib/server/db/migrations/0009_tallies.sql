CREATE TABLE "directory_expiring_tallies" (
	"type" text NOT NULL,
	"nationality" text,
	"day" date,
	"is_expired" boolean NOT NULL,
	"documents" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "directory_tallies" (
	"status" integer,
	"nationality" text,
	"gender" text,
	"document_mask" smallint NOT NULL,
	"expired_mask" smallint NOT NULL,
	"passport_expiry" date,
	"emirates_id_expiry" date,
	"egypt_national_id_expiry" date,
	"face_failed" boolean NOT NULL,
	"unreadable_mask" smallint NOT NULL,
	"customers" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "directory_sync" ADD COLUMN "tallied_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "directory_sync" ADD COLUMN "tallied_day" date;--> statement-breakpoint
ALTER TABLE "directory_sync" ADD COLUMN "gap" integer;--> statement-breakpoint
ALTER TABLE "directory_sync" ADD COLUMN "gap_walks" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "directory_sync" ADD COLUMN "client" text;--> statement-breakpoint
CREATE INDEX "directory_listed" ON "directory_customers" USING btree ("uuid",left("nationality", 60)) WHERE "directory_customers"."expired_mask" <> 0;--> statement-breakpoint
CREATE INDEX "directory_others_listed" ON "directory_customers" USING btree ("uuid") WHERE expired_mask & 8 <> 0;--> statement-breakpoint
CREATE INDEX "directory_passport_expiry_by_day" ON "directory_customers" USING btree ("passport_expiry","uuid",left("nationality", 60)) WHERE "directory_customers"."passport_expiry" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "directory_emirates_id_expiry_by_day" ON "directory_customers" USING btree ("emirates_id_expiry","uuid",left("nationality", 60)) WHERE "directory_customers"."emirates_id_expiry" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "directory_egypt_national_id_expiry_by_day" ON "directory_customers" USING btree ("egypt_national_id_expiry","uuid",left("nationality", 60)) WHERE "directory_customers"."egypt_national_id_expiry" IS NOT NULL;--> statement-breakpoint
DROP INDEX "directory_called_expired";--> statement-breakpoint
DROP INDEX "directory_passport_expiry";--> statement-breakpoint
DROP INDEX "directory_emirates_id_expiry";--> statement-breakpoint
DROP INDEX "directory_egypt_national_id_expiry";--> statement-breakpoint
-- The application's role owns nothing, so it can neither analyse a table nor empty an index's list of pending entries.
-- After a first walk both are due at once: autovacuum comes up to a minute later.
DO $create$ BEGIN EXECUTE format('CREATE FUNCTION directory_settle() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = %I, pg_temp AS $body$ BEGIN
    ANALYZE directory_customers;
    PERFORM gin_clean_pending_list(indexrelid) FROM pg_index JOIN pg_class AS i ON i.oid = indexrelid JOIN pg_am ON pg_am.oid = i.relam
      WHERE indrelid = ''directory_customers''::regclass AND amname = ''gin'';
  END $body$', current_schema()); END $create$;
