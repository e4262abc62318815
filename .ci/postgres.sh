#!/usr/bin/env bash
# A throw-away PostgreSQL for tests: its own files in a folder under /tmp, a Unix socket and no port.
#   postgres.sh start      starts one, prints its folder
#   postgres.sh url DIR    prints the URL of its database `postgres`; the user may create others
#   postgres.sh stop DIR   stops it and removes the folder
#   postgres.sh bin        prints where the server's programs are
# Nothing is flushed to the disk: a crash of the machine loses it, which is what it is for.
set -euo pipefail

# Debian keeps them by version, out of PATH; the newest wins. A pg_ctl on PATH may be of another product.
programs() {
  local dir newest=""
  while IFS= read -r dir; do
    if [ -x "$dir/initdb" ] && [ -x "$dir/postgres" ]; then newest=$dir; fi
  done < <(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V)
  if [ -z "$newest" ] && command -v pg_config >/dev/null && [ -x "$(pg_config --bindir)/initdb" ]; then
    newest=$(pg_config --bindir)
  fi
  [ -n "$newest" ] || { echo "No PostgreSQL server found in /usr/lib/postgresql or by pg_config." >&2 && return 1; }
  echo "$newest"
}

# PostgreSQL refuses to run as root, so then another user owns it.
server_user() { if id postgres >/dev/null 2>&1; then echo postgres; else echo nobody; fi; }
unprivileged() {
  if [ "$(id -u)" -ne 0 ]; then "$@"; else (cd / && setpriv --reuid "$(server_user)" --regid "$(id -g "$(server_user)")" --clear-groups "$@"); fi
}

start() {
  local bin dir
  bin=$(programs)
  dir=$(mktemp -d /tmp/oca-postgres.XXXXXX) # short on purpose: a socket's path may have 107 bytes
  if [ "$(id -u)" -eq 0 ]; then chown "$(server_user)" "$dir"; fi
  unprivileged "$bin/initdb" -D "$dir/data" -U oca -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$dir.log" 2>&1 ||
    { cat "$dir.log" >&2 && rm -rf "$dir" "$dir.log" && return 1; }
  cat >>"$dir/data/postgresql.conf" <<SETTINGS
listen_addresses = ''
unix_socket_directories = '$dir'
fsync = off
full_page_writes = off
synchronous_commit = off
wal_level = minimal
max_wal_senders = 0
max_connections = 300
shared_buffers = '256MB'
max_wal_size = '2GB'
SETTINGS
  unprivileged "$bin/pg_ctl" -D "$dir/data" -l "$dir/log" -w -t 60 start >>"$dir.log" 2>&1 ||
    { cat "$dir.log" "$dir/log" >&2 && stop "$dir" && return 1; }
  rm -f "$dir.log"
  echo "$dir"
}

url() { echo "postgres://oca@${1//\//%2F}/postgres"; }

stop() {
  case "$1" in /tmp/oca-postgres.??????) ;; *) echo "Not a folder made by 'start': $1" >&2 && return 2 ;; esac
  [ ! -d "$1/data" ] || unprivileged "$(programs)/pg_ctl" -D "$1/data" -m immediate -w stop >/dev/null 2>&1 || true
  rm -rf "$1" "$1.log"
}

case "${1:-}" in
start) start ;;
url) url "$2" ;;
stop) stop "$2" ;;
bin) programs ;;
*) echo "usage: postgres.sh start | url DIR | stop DIR | bin" >&2 && exit 2 ;;
esac
