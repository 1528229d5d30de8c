ALTER TABLE "customer_identifiers" ADD COLUMN "refused_email" text;--> statement-breakpoint
ALTER TABLE "directory_customers" ADD COLUMN "unreadable_mask" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "directory_unreadable" ON "directory_customers" USING btree ("uuid") WHERE "directory_customers"."unreadable_mask" <> 0;--> statement-breakpoint
-- Only a full walk fills the new column. Until then an odd value counts as "not given" in filters, as before.
UPDATE "directory_sync" SET "walk_asked_at" = now() WHERE "walked_at" IS NOT NULL;
