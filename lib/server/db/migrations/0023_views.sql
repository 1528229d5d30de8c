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
      EXIT;
    EXCEPTION WHEN lock_not_available THEN
      IF clock_timestamp() > latest THEN RAISE; END IF;
      PERFORM pg_sleep(0.01);
    END;
  END LOOP;
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
