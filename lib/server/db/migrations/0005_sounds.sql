ALTER TABLE "directory_customers" ADD COLUMN "sounds" integer[] DEFAULT '{}'::integer[] NOT NULL;--> statement-breakpoint
CREATE INDEX "directory_sounds" ON "directory_customers" USING gin ("sounds");--> statement-breakpoint
-- Only a full walk fills the new column. Until then names are found as they are written, as before.
UPDATE "directory_sync" SET "walk_asked_at" = now() WHERE "walked_at" IS NOT NULL;
