-- A reader of `accounts` may take minutes (a backup), and each try would build the indexes below in vain, while nobody
-- writes the directory. So the migration first tries whether it gets the tables that it takes further down, and lets go of
-- them at once. After a second it fails, and is tried again as a whole.
DO $$
DECLARE
  latest timestamptz := clock_timestamp() + interval '1 second';
BEGIN
  LOOP
    BEGIN
      LOCK TABLE "accounts", "directory_expiring_tallies" IN ACCESS EXCLUSIVE MODE NOWAIT;
      LOCK TABLE "sessions", "customer_notes", "customer_viewings", "note_mentions" IN SHARE ROW EXCLUSIVE MODE NOWAIT;
      LOCK TABLE "audit_events" IN SHARE MODE NOWAIT;
      RAISE EXCEPTION 'free' USING ERRCODE = 'DK001';
    EXCEPTION
      WHEN SQLSTATE 'DK001' THEN EXIT;
      WHEN lock_not_available THEN
        IF clock_timestamp() > latest THEN RAISE; END IF;
        PERFORM pg_sleep(0.01);
    END;
  END LOOP;
END $$;
--> statement-breakpoint
CREATE TABLE "saved_views" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"owner_id" uuid NOT NULL,
	"name" text NOT NULL,
	"team" boolean NOT NULL,
	"digest" boolean DEFAULT false NOT NULL,
	"state" jsonb NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE INDEX "saved_views_owner" ON "saved_views" USING btree ("owner_id");
--> statement-breakpoint
CREATE INDEX "directory_listed_people" ON "directory_customers" USING btree ("uuid",left("nationality", 60),"status") WHERE "directory_customers"."expired_mask" <> 0;
--> statement-breakpoint
CREATE INDEX "directory_passport_expiry_days" ON "directory_customers" USING btree ("passport_expiry","uuid",left("nationality", 60),"status") WHERE "directory_customers"."passport_expiry" IS NOT NULL;
--> statement-breakpoint
CREATE INDEX "directory_emirates_id_expiry_days" ON "directory_customers" USING btree ("emirates_id_expiry","uuid",left("nationality", 60),"status") WHERE "directory_customers"."emirates_id_expiry" IS NOT NULL;
--> statement-breakpoint
CREATE INDEX "directory_egypt_national_id_expiry_days" ON "directory_customers" USING btree ("egypt_national_id_expiry","uuid",left("nationality", 60),"status") WHERE "directory_customers"."egypt_national_id_expiry" IS NOT NULL;
--> statement-breakpoint
-- Every request reads some of these tables, and people write the others in no one order. So the migration takes them all
-- at once or none: it never waits for one while it keeps another, which would deadlock with a sign-in. People wait from
-- here on until the end.
DO $$
DECLARE
  latest timestamptz := clock_timestamp() + interval '2 seconds';
BEGIN
  LOOP
    BEGIN
      LOCK TABLE "accounts", "directory_expiring_tallies" IN ACCESS EXCLUSIVE MODE NOWAIT;
      LOCK TABLE "sessions", "customer_notes", "customer_viewings", "note_mentions" IN SHARE ROW EXCLUSIVE MODE NOWAIT;
      LOCK TABLE "audit_events" IN SHARE MODE NOWAIT;
      EXIT;
    EXCEPTION WHEN lock_not_available THEN
      IF clock_timestamp() > latest THEN RAISE; END IF;
      PERFORM pg_sleep(0.01);
    END;
  END LOOP;
END $$;
--> statement-breakpoint
-- Of `0021_worklist`. A desk that took it before it was moved here has the key and the index.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = '"expiring_marks"'::regclass AND contype = 'f') THEN
    ALTER TABLE "expiring_marks" ADD CONSTRAINT "expiring_marks_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE no action ON UPDATE no action;
  END IF;
END $$;
--> statement-breakpoint
ALTER TABLE "customer_notes" ADD CONSTRAINT "customer_notes_author_accounts_id_fk" FOREIGN KEY ("author") REFERENCES "accounts"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "customer_viewings" ADD CONSTRAINT "customer_viewings_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "note_mentions" ADD CONSTRAINT "note_mentions_note_id_customer_notes_id_fk" FOREIGN KEY ("note_id") REFERENCES "customer_notes"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "note_mentions" ADD CONSTRAINT "note_mentions_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_owner_id_accounts_id_fk" FOREIGN KEY ("owner_id") REFERENCES "accounts"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "mentions" integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE "directory_expiring_tallies" ADD COLUMN "status" text;
--> statement-breakpoint
CREATE INDEX IF NOT EXISTS "audit_events_links" ON "audit_events" USING btree ("customer","seq" DESC NULLS LAST) WHERE "audit_events"."action" = 'customer.link-created' AND "audit_events"."outcome" = 'success';
--> statement-breakpoint
CREATE INDEX IF NOT EXISTS "audit_events_deeds" ON "audit_events" USING btree ("customer","seq" DESC NULLS LAST) WHERE "audit_events"."customer" IS NOT NULL AND "audit_events"."intent_seq" IS NULL
          AND "audit_events"."action" NOT IN ('customer.opened', 'customer.looked-up');
