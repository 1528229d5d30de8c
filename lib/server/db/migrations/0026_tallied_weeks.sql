CREATE TABLE "directory_tallied_weeks" (
	"id" smallint PRIMARY KEY DEFAULT 1 NOT NULL,
	"tallied_at" timestamp with time zone NOT NULL,
	CONSTRAINT "directory_tallied_weeks_one" CHECK ("directory_tallied_weeks"."id" = 1)
);
