CREATE TABLE "access_purposes" (
	"session_id" uuid NOT NULL,
	"customer" text NOT NULL,
	"purpose" text NOT NULL,
	"sentence" text,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "access_purposes_session_id_customer_pk" PRIMARY KEY("session_id","customer")
);
--> statement-breakpoint
ALTER TABLE "access_purposes" ADD CONSTRAINT "access_purposes_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE cascade ON UPDATE cascade;