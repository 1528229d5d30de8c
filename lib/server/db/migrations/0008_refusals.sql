CREATE TABLE "customer_refusals" (
	"uuid" text PRIMARY KEY NOT NULL,
	"email" text,
	"refused_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "customer_identifiers" DROP COLUMN "refused_email";