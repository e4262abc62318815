#!/usr/bin/env bash
# `make run`: from a fresh clone to a portal one can look at.
set -euo pipefail
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
.ci/build.sh

readonly DATA=data/oca.db
readonly ACCOUNTS=data/sample-accounts.txt
# A database named by DATABASE_URL is the user's own and is left as it is.
if [ -z "${DATABASE_URL:-}" ] && [ ! -e "$DATA" ]; then
  say "Filling a first database, $DATA, with sample firms and people"
  mkdir -p data
  if ! (umask 077 && "$OCA_BIN" seed | tee "$ACCOUNTS"); then
    rm -f "$DATA" "$DATA-wal" "$DATA-shm" "$ACCOUNTS"
    die "The sample data could not be made." "The reason stands above; nothing half made was left behind."
  fi
fi

say "Serving http://${OCA_ADDR:-127.0.0.1:3000} (Ctrl+C stops it)"
[ ! -e "$ACCOUNTS" ] || echo "People to sign in as, and their password: $ACCOUNTS"
exec "$OCA_BIN" serve
