-- The columns of last days now hold the newest document's day, and a full walk writes them anew.
UPDATE "directory_sync" SET "walk_asked_at" = now() WHERE "walked_at" IS NOT NULL;
