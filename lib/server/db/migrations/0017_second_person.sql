CREATE TABLE "approvals" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"reason" text NOT NULL,
	"customer" text NOT NULL,
	"maker_id" uuid NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"sealed" text,
	"fingerprint" text NOT NULL,
	"caller_check" text NOT NULL,
	"purpose" text,
	"sentence" text,
	"requested_at" timestamp with time zone DEFAULT now() NOT NULL,
	"lapses_at" timestamp with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"begun_at" timestamp with time zone,
	"word" text,
	"failure" text,
	CONSTRAINT "approvals_kind" CHECK ("approvals"."kind" IN ('correction', 'link')),
	CONSTRAINT "approvals_state" CHECK ("approvals"."state" IN ('waiting', 'approved', 'approving', 'written', 'unknown', 'failed', 'declined', 'lapsed')),
	CONSTRAINT "approvals_sealed" CHECK (("approvals"."sealed" IS NOT NULL) = ("approvals"."state" = 'waiting')),
	CONSTRAINT "approvals_second_person" CHECK ("approvals"."decided_by" <> "approvals"."maker_id")
);
--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_maker_id_accounts_id_fk" FOREIGN KEY ("maker_id") REFERENCES "accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_decided_by_accounts_id_fk" FOREIGN KEY ("decided_by") REFERENCES "accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "approvals_waiting" ON "approvals" USING btree ("requested_at") WHERE "approvals"."state" IN ('waiting', 'approved', 'approving');--> statement-breakpoint
CREATE INDEX "approvals_customer" ON "approvals" USING btree ("customer","maker_id");--> statement-breakpoint
CREATE INDEX "approvals_decided" ON "approvals" USING btree ("decided_at" DESC NULLS LAST) WHERE "approvals"."decided_at" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "audit_events_contact" ON "audit_events" USING btree ("customer","at") WHERE "audit_events"."action" IN ('customer.contact-corrected', 'customer.caller-checked');