CREATE INDEX "customer_notes_missing" ON "customer_notes" USING btree ("missing_since") WHERE "customer_notes"."missing_since" IS NOT NULL;
