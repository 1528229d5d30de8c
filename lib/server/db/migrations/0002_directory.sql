-- Trusted since PostgreSQL 13: whoever may create in the database may create it.
CREATE EXTENSION IF NOT EXISTS pg_trgm;--> statement-breakpoint
CREATE TABLE "directory_customers" (
	"uuid" text PRIMARY KEY NOT NULL,
	"status" integer,
	"name" text,
	"surname" text,
	"nationality" text,
	"gender" text,
	"email" text,
	"phone" text,
	"updated_given" text,
	"updated_at" timestamp with time zone,
	"documents" jsonb NOT NULL,
	"expired_documents" text[] NOT NULL,
	"document_keys" bigint[] NOT NULL,
	"document_mask" smallint NOT NULL,
	"expired_mask" smallint NOT NULL,
	"passport_expiry" date,
	"emirates_id_expiry" date,
	"egypt_national_id_expiry" date,
	"face_failed" boolean NOT NULL,
	"sort_name" text NOT NULL,
	"search" text NOT NULL,
	"read_at" timestamp with time zone NOT NULL,
	"seen_walk" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "directory_sync" (
	"id" smallint PRIMARY KEY DEFAULT 1 NOT NULL,
	"epoch" integer DEFAULT 0 NOT NULL,
	"walk" integer DEFAULT 0 NOT NULL,
	"walk_started_at" timestamp with time zone,
	"walk_asked_at" timestamp with time zone,
	"walked_at" timestamp with time zone,
	"lanes" jsonb,
	"lane_marks" jsonb,
	"covered" integer DEFAULT 0 NOT NULL,
	"total" integer,
	"marker" text,
	"caught_up_at" timestamp with time zone,
	"proven" boolean DEFAULT false NOT NULL,
	"error_code" text,
	"error_at" timestamp with time zone,
	CONSTRAINT "directory_sync_one" CHECK ("directory_sync"."id" = 1)
);
--> statement-breakpoint
CREATE INDEX "directory_search" ON "directory_customers" USING gin ("search" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "directory_document_keys" ON "directory_customers" USING gin ("document_keys");--> statement-breakpoint
CREATE INDEX "directory_by_updated" ON "directory_customers" USING btree (coalesce("updated_at", '-infinity'),"uuid");--> statement-breakpoint
CREATE INDEX "directory_by_name" ON "directory_customers" USING btree ("sort_name","uuid");--> statement-breakpoint
CREATE INDEX "directory_by_phone" ON "directory_customers" USING btree (coalesce(left("phone", 60), U&'\FFFF'),"uuid");--> statement-breakpoint
CREATE INDEX "directory_by_nationality" ON "directory_customers" USING btree (coalesce(left("nationality", 60), U&'\FFFF'),"uuid");--> statement-breakpoint
CREATE INDEX "directory_by_gender" ON "directory_customers" USING btree (coalesce(left("gender", 60), U&'\FFFF'),"uuid");--> statement-breakpoint
CREATE INDEX "directory_by_status" ON "directory_customers" USING btree (coalesce("status", 2147483647),"uuid");--> statement-breakpoint
CREATE INDEX "directory_face_failed" ON "directory_customers" USING btree ("uuid") WHERE "directory_customers"."face_failed";--> statement-breakpoint
CREATE INDEX "directory_called_expired" ON "directory_customers" USING btree ("uuid") WHERE "directory_customers"."expired_mask" <> 0;--> statement-breakpoint
CREATE INDEX "directory_passport_expiry" ON "directory_customers" USING btree ("passport_expiry","uuid") WHERE "directory_customers"."passport_expiry" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "directory_emirates_id_expiry" ON "directory_customers" USING btree ("emirates_id_expiry","uuid") WHERE "directory_customers"."emirates_id_expiry" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "directory_egypt_national_id_expiry" ON "directory_customers" USING btree ("egypt_national_id_expiry","uuid") WHERE "directory_customers"."egypt_national_id_expiry" IS NOT NULL;--> statement-breakpoint
-- A full walk writes every row anew, mostly in columns that no index holds, and whoever stands together in the list stands
-- together here. With room beside each row for its next version no index is touched, and none grows: at half full a walk
-- that finds nothing new costs a quarter of what it does at 85, and the table ends no larger.
ALTER TABLE "directory_customers" SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.1, autovacuum_analyze_scale_factor = 0.02);--> statement-breakpoint
INSERT INTO "directory_sync" DEFAULT VALUES;
