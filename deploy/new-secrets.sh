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
	if [ -e "$1" ]; then
		echo "secrets/$1 is there already: left as it is."
	else
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
# An empty file is what an empty answer left behind.
if [ ! -s sentinel-client-secret ]; then
	printf 'The client secret that Sentinel gave you: ' >&2
	IFS= read -r given || true
	if [ -z "$given" ]; then
		echo 'No secret was given: run this again.' >&2
		exit 1
	fi
	rm -f sentinel-client-secret
	put sentinel-client-secret "$given"
fi
echo 'The secrets lie in ./secrets. Keep a copy of audit-key where the database and the checkpoints are not.'
