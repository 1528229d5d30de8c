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
ALTER TABLE "expiring_marks" ADD CONSTRAINT "expiring_marks_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "expiring_marks_at" ON "expiring_marks" USING btree ("at");
