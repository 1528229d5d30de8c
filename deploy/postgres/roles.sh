#!/bin/sh
# Run once by the database's container, when its data directory is new. Makes the role of the application, which owns
# nothing; the owner of the tables is POSTGRES_USER. What the application's role may do, the migrations grant.
set -eu
psql --no-psqlrc --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" \
	--set password="$(cat "${SECRETS:-/run/secrets}/database-app-password")" <<'SQL'
CREATE ROLE desk_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'password';
SQL
