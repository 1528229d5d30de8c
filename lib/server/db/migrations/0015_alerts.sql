CREATE TABLE "alerts" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "alerts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"kind" text NOT NULL,
	"facts" jsonb NOT NULL,
	"once" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_try_at" timestamp with time zone DEFAULT now() NOT NULL,
	"delivered_at" timestamp with time zone,
	"problem" text
);
--> statement-breakpoint
CREATE UNIQUE INDEX "alerts_once" ON "alerts" USING btree ("once") WHERE "alerts"."once" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "alerts_waiting" ON "alerts" USING btree ("next_try_at") WHERE "alerts"."delivered_at" IS NULL;--> statement-breakpoint
CREATE INDEX "alerts_at" ON "alerts" USING btree ("at");