ALTER TABLE "directory_customers" ADD COLUMN "unreadable" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "directory_sync" ADD COLUMN "walk_error_code" text;--> statement-breakpoint
ALTER TABLE "directory_sync" ADD COLUMN "walk_error_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "directory_sync" ADD COLUMN "skipped" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
UPDATE "directory_sync" SET "walk_asked_at" = now() WHERE "walked_at" IS NOT NULL;
