#!/usr/bin/env bash
# Installs the tools that are missing, and only those.
#   tools.sh lint      Rust with its WebAssembly target
#   tools.sh build     that, and cargo-leptos, wasm-bindgen and wasm-opt
#   tools.sh browser   Chromium with a Korean face, and the npm packages of end2end/
#   tools.sh postgres  a PostgreSQL server's programs
set -euo pipefail
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"

readonly CARGO_LEPTOS=0.3.10 # 0.3.11 wants Rust 1.96
readonly NODE_AT_LEAST=20

rust() {
  if ! have cargo || ! have rustc; then
    die "Rust is not installed." "Install it from https://rustup.rs and run this again."
  fi
  local wanted found
  wanted=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)
  found=$(rustc --version | cut -d' ' -f2)
  [ "$(printf '%s\n' "$wanted" "$found" | sort -V | head -n1)" = "$wanted" ] ||
    die "Rust $found is too old: this project needs $wanted." "rustup update stable"
  have cc || die "No C compiler (SQLite is built from source)." "Debian: apt-get install build-essential"
  wasm_target
}

wasm_target() {
  [ -d "$(rustc --print sysroot)/lib/rustlib/wasm32-unknown-unknown" ] && return
  have rustup || die "This Rust cannot compile for the browser: the target wasm32-unknown-unknown is missing." \
    "With rustup:                     rustup target add wasm32-unknown-unknown" \
    "With a distribution's own Rust:  its package, on Debian libstd-rust-dev-wasm32"
  say "Adding Rust's WebAssembly target (about 20 MB, seconds)"
  rustup target add wasm32-unknown-unknown || die "rustup could not fetch the WebAssembly target." \
    "It comes from static.rust-lang.org: check the network or proxy, or set RUSTUP_DIST_SERVER to a mirror," \
    "then: rustup target add wasm32-unknown-unknown"
}

# crate CRATE VERSION MINUTES ARGUMENTS…: as a ready binary where cargo-binstall can get one, else built here.
crate() {
  local crate=$1 version=$2 minutes=$3
  shift 3
  say "Installing $crate $version into $OCA_TOOLS, once (built here: about $minutes)"
  if have cargo-binstall && cargo binstall --no-confirm --root "$OCA_TOOLS" --disable-strategies compile "$crate@$version"; then
    return
  fi
  cargo install "$crate" --version "=$version" --root "$OCA_TOOLS" --force "$@" ||
    die "$crate $version could not be installed." \
      "It needs the crates.io registry, a C compiler, and room and rights in $OCA_TOOLS (set OCA_TOOLS to move it)." \
      "By hand: cargo install $crate --version =$version $*"
}

cargo_leptos() {
  [ "$(cargo-leptos --version 2>/dev/null)" = "cargo-leptos $CARGO_LEPTOS" ] && return
  # Its own release profile takes three times as long; `no_downloads` makes it take its tools from PATH.
  CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_OPT_LEVEL=1 \
    crate cargo-leptos "$CARGO_LEPTOS" "8 minutes on two cores" --locked --features no_downloads
}

wasm_bindgen() {
  # The program and the crate must be of one version, so the lock file says which.
  local version
  version=$(grep -A1 '^name = "wasm-bindgen"$' Cargo.lock | sed -n 's/^version = "\(.*\)"/\1/p')
  [ -n "$version" ] || die "Cargo.lock does not name wasm-bindgen." "git checkout Cargo.lock"
  [ "$(wasm-bindgen --version 2>/dev/null)" = "wasm-bindgen $version" ] && return
  # Not --locked: its lock file names a crate version that some mirrors lack.
  crate wasm-bindgen-cli "$version" "2 minutes"
}

npm_packages() {
  if ! have node || ! have npm; then
    die "Node.js with npm is not installed (it brings wasm-opt and the browser tests)." \
      "Install Node.js $NODE_AT_LEAST or newer from https://nodejs.org or your distribution."
  fi
  [ "$(node -p 'process.versions.node.split(".")[0]')" -ge "$NODE_AT_LEAST" ] ||
    die "Node.js $(node --version) is too old: $NODE_AT_LEAST or newer is needed."
  cmp -s end2end/package-lock.json end2end/node_modules/.installed-lock.json && return
  say "Installing the npm packages of end2end/ (about half a minute)"
  (cd end2end && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund) ||
    die "npm could not install the packages of end2end/." "They come from the npm registry: check the network or proxy."
  cp end2end/package-lock.json end2end/node_modules/.installed-lock.json
}

# debian PROGRAM-OR-THING PACKAGE…: installs Debian packages where we may, else says what to do.
debian() {
  local what=$1 as_root=()
  shift
  have apt-get || die "$what is missing." "Install it with your system's package manager (Debian's name: $*)."
  if [ "$(id -u)" -ne 0 ]; then
    sudo -n true 2>/dev/null ||
      die "$what is missing, and there are no rights to install it." "sudo apt-get update && sudo apt-get install $*"
    as_root=(sudo -n)
  fi
  say "Installing $* with apt-get (a minute or two)"
  "${as_root[@]}" apt-get update -qq || echo "apt-get update failed: going on with the package lists that are here"
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null ||
    die "apt-get could not install $*." "Try by hand: apt-get update && apt-get install $*"
}

browser() {
  local chromium=${OCA_CHROMIUM:-/usr/bin/chromium}
  if [ ! -x "$chromium" ] && [ -z "${OCA_CHROMIUM:-}" ] && have apt-get; then debian Chromium chromium; fi
  [ -x "$chromium" ] || die "No Chromium at $chromium." "Set OCA_CHROMIUM to the path of a Chromium or Chrome."
  # Without a Korean face the pages still work, but screenshots show boxes and widths differ.
  if have fc-list && [ -z "$(fc-list :lang=ko family)" ]; then debian "A Korean typeface" fonts-noto-cjk; fi
  npm_packages
}

postgres() {
  .ci/postgres.sh bin >/dev/null 2>&1 || debian "The PostgreSQL server" postgresql
}

case "${1:-}" in
lint) rust ;;
build)
  rust
  npm_packages
  cargo_leptos
  wasm_bindgen
  ;;
browser) browser ;;
postgres) postgres ;;
*) die "usage: tools.sh lint|build|browser|postgres" ;;
esac
