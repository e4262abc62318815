#!/usr/bin/env bash
# `make test` (all) and `make check` (quick). Every step runs even if one before it failed, so that one run
# tells everything; the last line sums the Rust and the browser tests, a failed step counting as one failure.
set -euo pipefail
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"

readonly WHICH=${1:-all}
logs=$(mktemp -d)
postgres=""
passed=0
failed=0

finish() {
  if [ -n "$postgres" ]; then .ci/postgres.sh stop "$postgres"; fi
  rm -rf "$logs"
}
trap finish EXIT
trap 'exit 130' INT TERM

# step NAME COMMAND…: for what passes or fails as a whole.
step() {
  local name=$1 from=$SECONDS
  shift
  say "$name"
  if "$@"; then
    echo "-- $name: done in $((SECONDS - from)) s"
  else
    echo "-- $name: FAILED after $((SECONDS - from)) s"
    failed=$((failed + 1))
    return 1
  fi
}

# sum PATTERN FILE: adds up the numbers that stand before a word, as in "12 passed".
sum() { { grep -oE "[0-9]+ $1" "$2" || true; } | awk '{ n += $1 } END { print n + 0 }'; }

# The server's graph. The browser's crate stays out: it would switch both halves of leptos on at once.
server_graph=(-p app -p server --features app/ssr)

lints() {
  step "Format" cargo fmt --all --check || true
  step "Lints, server" cargo clippy --locked "${server_graph[@]}" --all-targets -- -D warnings || true
  step "Lints, browser" cargo clippy --locked -p frontend --target wasm32-unknown-unknown -- -D warnings || true
}

rust_tests() {
  local log="$logs/rust" from=$SECONDS status=0 ok bad
  say "Rust tests"
  if have cargo-nextest; then
    cargo nextest run --locked --color never "${server_graph[@]}" --no-fail-fast 2>&1 | tee "$log" || status=$?
    grep -E '^ *Summary \[' "$log" >"$log.sums" || true
  else
    cargo test --locked "${server_graph[@]}" --no-fail-fast 2>&1 | tee "$log" || status=$?
    grep -E '^test result:' "$log" >"$log.sums" || true
  fi
  ok=$(sum passed "$log.sums")
  bad=$(($(sum failed "$log.sums") + $(sum 'timed out' "$log.sums")))
  count "$ok" "$bad" "$status"
  echo "-- Rust tests: done in $((SECONDS - from)) s"
}

browser_tests() {
  local from=$SECONDS status=0 results=end2end/test-results/results.json ok=0 bad=0
  say "Browser tests"
  rm -f "$results"
  (cd end2end && npx --no-install tsc --noEmit && npx --no-install playwright test) || status=$?
  if [ -e "$results" ]; then
    ok=$(node -p "JSON.parse(fs.readFileSync('$results')).stats.expected")
    bad=$(node -p "JSON.parse(fs.readFileSync('$results')).stats.unexpected")
  fi
  count "$ok" "$bad" "$status"
  echo "-- Browser tests: done in $((SECONDS - from)) s"
}

# count PASSED FAILED STATUS: a run that failed without a failed test (it did not compile, say) is one failure.
count() {
  passed=$((passed + $1))
  failed=$((failed + $2))
  if [ "$3" -ne 0 ] && [ "$2" -eq 0 ]; then failed=$((failed + 1)); fi
}

case "$WHICH" in
quick)
  .ci/tools.sh lint
  unset OCA_TEST_POSTGRES # the tests then leave PostgreSQL out
  lints
  rust_tests
  ;;
all)
  .ci/tools.sh build
  .ci/tools.sh browser
  .ci/tools.sh postgres
  postgres=$(.ci/postgres.sh start)
  OCA_TEST_POSTGRES=$(.ci/postgres.sh url "$postgres")
  export OCA_TEST_POSTGRES
  lints
  rust_tests
  if step "Build for the browser tests" .ci/build.sh; then browser_tests; fi
  ;;
*) die "usage: test.sh all|quick" ;;
esac

printf '\n-- %s s in all\n' "$SECONDS"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
