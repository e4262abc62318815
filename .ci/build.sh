#!/usr/bin/env bash
# Builds the portal (server, WebAssembly, styles) into target/, unless nothing it is made of has changed.
# cargo-leptos empties target/site and redoes wasm-bindgen and wasm-opt at every call, hence the stamp.
set -euo pipefail
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
.ci/tools.sh build

readonly STAMP="$OCA_BIN.built-from"
made_of() {
  {
    echo "$OCA_PROFILE ${RUSTFLAGS:-}"
    rustc --version
    cargo-leptos --version
    wasm-bindgen --version
    wasm-opt --version
    find Cargo.toml Cargo.lock .cargo .ci/build.sh .ci/finish-site.mjs app server style public -type f -print0 | sort -z | xargs -0 sha256sum
  } | sha256sum
}

now=$(made_of)
if [ -x "$OCA_BIN" ] && [ -e target/site/pkg ] && [ "$(cat "$STAMP" 2>/dev/null)" = "$now" ] &&
  [ "$(cat target/site.profile 2>/dev/null)" = "$OCA_PROFILE" ]; then
  echo "The portal is built and nothing has changed since."
  exit
fi

say "Building the portal, profile $OCA_PROFILE (the first time 10 to 15 minutes on two cores)"
rm -f "$STAMP" target/site.profile
# Unless told, cargo-leptos looks for a program named like its package (server), and fails after all the work is done.
export LEPTOS_BIN_EXE_NAME=oca
arguments=(build --split)
[ "$OCA_PROFILE" = dev ] || arguments+=(--release)
cargo leptos "${arguments[@]}"
node .ci/finish-site.mjs target/site "$(dirname "$OCA_BIN")/hash.txt"
echo "$OCA_PROFILE" >target/site.profile
echo "$now" >"$STAMP"
