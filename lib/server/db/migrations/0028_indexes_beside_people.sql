-- Indexes of tables that grow. Each is built beside people who read and write its table, so this migration is no
-- transaction, and a database that has one of them already keeps it.
CREATE INDEX CONCURRENTLY IF NOT EXISTS "audit_events_links" ON "audit_events" USING btree ("customer","seq" DESC NULLS LAST) WHERE "audit_events"."action" = 'customer.link-created' AND "audit_events"."outcome" = 'success';
--> statement-breakpoint
CREATE INDEX CONCURRENTLY IF NOT EXISTS "audit_events_deeds" ON "audit_events" USING btree ("customer","seq" DESC NULLS LAST) WHERE "audit_events"."customer" IS NOT NULL AND "audit_events"."intent_seq" IS NULL
          AND "audit_events"."action" NOT IN ('customer.opened', 'customer.looked-up');
--> statement-breakpoint
CREATE INDEX CONCURRENTLY IF NOT EXISTS "audit_events_actor_action" ON "audit_events" USING btree ("actor_id","action","seq" DESC NULLS LAST) WHERE "audit_events"."intent_seq" IS NULL;
--> statement-breakpoint
CREATE INDEX CONCURRENTLY IF NOT EXISTS "directory_listed_people" ON "directory_customers" USING btree ("uuid",left("nationality", 60),"status") WHERE "directory_customers"."expired_mask" <> 0;
--> statement-breakpoint
CREATE INDEX CONCURRENTLY IF NOT EXISTS "directory_passport_expiry_days" ON "directory_customers" USING btree ("passport_expiry","uuid",left("nationality", 60),"status") WHERE "directory_customers"."passport_expiry" IS NOT NULL;
--> statement-breakpoint
CREATE INDEX CONCURRENTLY IF NOT EXISTS "directory_emirates_id_expiry_days" ON "directory_customers" USING btree ("emirates_id_expiry","uuid",left("nationality", 60),"status") WHERE "directory_customers"."emirates_id_expiry" IS NOT NULL;
--> statement-breakpoint
CREATE INDEX CONCURRENTLY IF NOT EXISTS "directory_egypt_national_id_expiry_days" ON "directory_customers" USING btree ("egypt_national_id_expiry","uuid",left("nationality", 60),"status") WHERE "directory_customers"."egypt_national_id_expiry" IS NOT NULL;
