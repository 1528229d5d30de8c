-- Beside people who read and write the table, and so in no transaction.
CREATE INDEX CONCURRENTLY IF NOT EXISTS "directory_of_nationality_by_name" ON "directory_customers" USING btree (coalesce(left("nationality", 60), U&'\FFFF'),"sort_name","uuid");
--> statement-breakpoint
CREATE INDEX CONCURRENTLY IF NOT EXISTS "directory_of_nationality_by_phone" ON "directory_customers" USING btree (coalesce(left("nationality", 60), U&'\FFFF'),coalesce(left("phone", 60), U&'\FFFF'),"uuid");
--> statement-breakpoint
CREATE INDEX CONCURRENTLY IF NOT EXISTS "directory_of_nationality_by_status" ON "directory_customers" USING btree (coalesce(left("nationality", 60), U&'\FFFF'),coalesce("status", 2147483647),"uuid");
