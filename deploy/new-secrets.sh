#!/bin/sh
# Makes the secrets of a new desk, one a file, in ./secrets. Overwrites none: with another key the trail is unreadable.
# Usage: sh deploy/new-secrets.sh [HOST:PORT of the database, database:5432 unless given]
set -eu
# The directory keeps everybody else out. The files may be read, because the users of the containers have other numbers.
mkdir -p -m 0700 secrets
umask 0222
cd secrets
database=${1:-database:5432}
# PostgreSQL's driver asks for TLS only where the URL says so. Compose's own network and this machine need none.
case $database in
database:* | localhost:* | 127.0.0.1:*) tls= ;;
*) tls='?sslmode=verify-full' ;;
esac

# Letters and digits alone, which need no writing of their own in a URL.
secret() {
	openssl rand -hex 32
}
put() {
	# What is empty was never made: a program was missing, or the disk was full.
	if [ -s "$1" ]; then
		echo "secrets/$1 is there already: left as it is."
	elif [ -z "$2" ]; then
		echo "secrets/$1 would be empty, so nothing was written: run this again." >&2
		exit 1
	else
		rm -f "$1"
		printf '%s' "$2" >"$1"
	fi
}

put database-owner-password "$(secret)"
put database-app-password "$(secret)"
put database-owner-url "postgresql://desk:$(cat database-owner-password)@$database/desk$tls"
put database-url "postgresql://desk_app:$(cat database-app-password)@$database/desk$tls"
put nextauth-secret "$(secret)"
put audit-key "$(secret)"
put directory-key "$(secret)"
put metrics-token "$(secret)"
given=
if [ ! -s sentinel-client-secret ]; then
	printf 'The client secret that Sentinel gave you: ' >&2
	IFS= read -r given || true
fi
put sentinel-client-secret "$given"
echo 'The secrets lie in ./secrets. Keep a copy of audit-key where the database and the checkpoints are not.'
