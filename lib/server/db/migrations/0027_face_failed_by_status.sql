-- Beside people who read and write the table, and so in no transaction.
CREATE INDEX CONCURRENTLY IF NOT EXISTS "directory_face_failed_by_status" ON "directory_customers" USING btree (coalesce("status", 2147483647),"uuid") WHERE "directory_customers"."face_failed";
