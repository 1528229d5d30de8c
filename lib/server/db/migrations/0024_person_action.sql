-- The next migration changes this table, and people who save a view lock it before they write the trail. Taken in that
-- order the two cannot deadlock. Readers of the views do not wait.
LOCK TABLE "saved_views" IN SHARE ROW EXCLUSIVE MODE;
--> statement-breakpoint
CREATE INDEX "customer_notes_missing" ON "customer_notes" USING btree ("missing_since") WHERE "customer_notes"."missing_since" IS NOT NULL;
--> statement-breakpoint
-- Last, because people write the trail, and wait until the end of the migration. It may have been built before.
CREATE INDEX IF NOT EXISTS "audit_events_actor_action" ON "audit_events" USING btree ("actor_id","action","seq" DESC NULLS LAST) WHERE "audit_events"."intent_seq" IS NULL;
