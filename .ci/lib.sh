# shellcheck shell=bash
# Sourced by every script here: goes to the repository's root, puts the project's tools on PATH, and talks.
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

# Tools that are built for this project go to a folder of their own: nothing of the user's is replaced,
# and `cargo clean` or a fresh clone does not cost their building time again.
OCA_TOOLS="${OCA_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/oca-tools}"
export PATH="$PWD/end2end/node_modules/.bin:$OCA_TOOLS/bin:${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"

# release: what `make run` serves. dev: compiles faster, but the browser downloads megabytes.
OCA_PROFILE="${OCA_PROFILE:-release}"
case "$OCA_PROFILE" in
release) OCA_BIN="$PWD/target/release/oca" ;;
dev) OCA_BIN="$PWD/target/debug/oca" ;;
*) echo "OCA_PROFILE is release or dev, not $OCA_PROFILE" >&2 && exit 2 ;;
esac
export OCA_BIN

say() { printf '\n== %s\n' "$*"; }
have() { command -v "$1" >/dev/null 2>&1; }

# die WHAT FIX…: says what is wrong and, line by line, what to do about it.
die() {
  printf '\nError: %s\n' "$1" >&2
  shift
  [ $# -eq 0 ] || printf '  %s\n' "$@" >&2
  exit 1
}
