CREATE TABLE "customer_notes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"customer" text NOT NULL,
	"author" uuid NOT NULL,
	"text" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"written_at" timestamp with time zone DEFAULT now() NOT NULL,
	"changed_at" timestamp with time zone,
	"missing_since" timestamp with time zone,
	CONSTRAINT "customer_notes_text" CHECK (char_length("customer_notes"."text") BETWEEN 1 AND 500)
);
--> statement-breakpoint
CREATE TABLE "customer_viewings" (
	"session_id" uuid PRIMARY KEY NOT NULL,
	"customer" text NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "note_mentions" (
	"note_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"seen_at" timestamp with time zone,
	CONSTRAINT "note_mentions_note_id_account_id_pk" PRIMARY KEY("note_id","account_id")
);
--> statement-breakpoint
CREATE INDEX "customer_notes_customer" ON "customer_notes" USING btree ("customer","written_at" DESC NULLS LAST);
--> statement-breakpoint
CREATE INDEX "customer_notes_written" ON "customer_notes" USING btree ("written_at");
--> statement-breakpoint
CREATE INDEX "customer_viewings_customer" ON "customer_viewings" USING btree ("customer");
--> statement-breakpoint
CREATE INDEX "note_mentions_account" ON "note_mentions" USING btree ("account_id","at" DESC NULLS LAST);