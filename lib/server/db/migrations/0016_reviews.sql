CREATE TABLE "review_findings" (
	"number" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "review_findings_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"key" text NOT NULL,
	"rule" text NOT NULL,
	"person" uuid,
	"first_at" timestamp with time zone NOT NULL,
	"spoke_at" timestamp with time zone NOT NULL,
	"figures" jsonb NOT NULL,
	"events" bigint[] NOT NULL,
	"rows" integer NOT NULL,
	"found_at" timestamp with time zone DEFAULT now() NOT NULL,
	"closed_at" timestamp with time zone,
	"closed_by" uuid,
	"word" text
);
--> statement-breakpoint
CREATE TABLE "review_place" (
	"id" smallint PRIMARY KEY DEFAULT 1 NOT NULL,
	"seq" bigint NOT NULL,
	"night" text,
	"night_begun_at" timestamp with time zone,
	CONSTRAINT "review_place_one" CHECK ("review_place"."id" = 1)
);
--> statement-breakpoint
CREATE UNIQUE INDEX "review_findings_key" ON "review_findings" USING btree ("key");--> statement-breakpoint
CREATE INDEX "review_findings_open" ON "review_findings" USING btree ("number") WHERE "review_findings"."closed_at" IS NULL;