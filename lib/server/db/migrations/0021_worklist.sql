CREATE TABLE "expiring_marks" (
	"customer" text NOT NULL,
	"document_type" text NOT NULL,
	"account_id" uuid NOT NULL,
	"for_all" boolean NOT NULL,
	"last_day" date,
	"word" text,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "expiring_marks_customer_document_type_account_id_pk" PRIMARY KEY("customer","document_type","account_id")
);
--> statement-breakpoint
-- The key to the accounts and the index of the last links come at the end of `0023_views`: a desk takes these migrations in
-- one transaction, and people must not wait for accounts and trail while the directory's indexes are built.
CREATE INDEX "expiring_marks_at" ON "expiring_marks" USING btree ("at");