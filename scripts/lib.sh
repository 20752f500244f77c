# What every script here begins with: where things are, how to speak, and which tools come first.
# shellcheck shell=bash

set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cache="${XDG_CACHE_HOME:-$HOME/.cache}/huntaze"
tools="$cache/tools"

cargo_leptos_version=0.3.11
binaryen_version=132.0.0
oldest_node=20
moto_version=5.2.5

mkdir -p "$cache" "$tools/bin"
cd "$root"

# Ours first: npm's wasm-opt must win over a distribution's, whose modules may not run in browsers.
export PATH="$tools/bin:$tools/npm/node_modules/.bin:$PATH:$HOME/.cargo/bin"

# setup.sh writes down which of rustup's toolchains it found. One asked for by hand wins.
take_found_rust() {
  local before=$found_rust
  found_rust=$(cat "$cache/toolchain" 2>/dev/null || true)
  if [[ -n "${RUSTUP_TOOLCHAIN:-}" && "$RUSTUP_TOOLCHAIN" != "$before" ]]; then return; fi
  if [[ -n "$found_rust" ]]; then export RUSTUP_TOOLCHAIN=$found_rust; else unset RUSTUP_TOOLCHAIN; fi
}
found_rust=$(cat "$cache/toolchain" 2>/dev/null || true)
take_found_rust

# Intermediate artifacts are shared by all checkouts, what is finished stays in this one's target/.
unset CARGO_TARGET_DIR
export CARGO_BUILD_BUILD_DIR="${CARGO_BUILD_BUILD_DIR:-$cache/build}"
export CARGO_TERM_COLOR="${CARGO_TERM_COLOR:-auto}"

say() { printf '==> %s\n' "$*"; }
warn() { printf '==> %s\n' "$*" >&2; }
die() {
  printf '\nerror: %s\n' "$*" >&2
  exit 1
}
have() { command -v "$1" >/dev/null 2>&1; }

# setup: for scripts that build; it may have changed which Rust is used.
setup() {
  scripts/setup.sh
  take_found_rust
}

# hash_of FILE...: one line that changes when one of the files does.
hash_of() { cat -- "$@" | sha256 | cut -c1-32; }
sha256() { if have sha256sum; then sha256sum; else shasum -a 256; fi; }

# within SECONDS COMMAND...: gives up after a while, for commands that may wait for a network that isn't there.
within() {
  local seconds=$1
  shift
  if have timeout; then timeout "$seconds" "$@"; else "$@"; fi
}

# attempt NAME COMMAND...: runs quietly and keeps the output in a log.
attempt() {
  mkdir -p "$cache/log"
  "${@:2}" >"$cache/log/$1.log" 2>&1 </dev/null
}

# logged NAME COMMAND...: the same, and shows the end of the log when the command fails.
logged() {
  attempt "$@" && return
  tail -n 40 "$cache/log/$1.log" >&2
  warn "The whole log is in $cache/log/$1.log"
  return 1
}

# apt_install PACKAGE...: returns 1 where there is no apt or no way to become root without a question.
apt_install() {
  have apt-get || return 1
  local sudo=()
  if [[ $(id -u) != 0 ]]; then
    have sudo && sudo -n true 2>/dev/null || return 1
    sudo=(sudo -n)
  fi
  local install=("${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@")
  # Package lists may be old or not there: they are refreshed only when the first try fails.
  attempt apt "${install[@]}" || { logged apt-update "${sudo[@]}" apt-get update -q && logged apt "${install[@]}"; }
}

# in_build_dir COMMAND...: one build at a time in the shared folder. Cargo tells two checkouts' copies of
# our own crates apart by time alone, so those of a checkout that comes in from elsewhere are made new.
in_build_dir() (
  if ! have flock; then
    CARGO_BUILD_BUILD_DIR="$root/target" "$@"
    exit
  fi
  mkdir -p "$CARGO_BUILD_BUILD_DIR"
  exec 9>"$CARGO_BUILD_BUILD_DIR/.lock"
  flock -n 9 || { warn "Waiting for another build on this machine"; flock 9; }
  local owner="$CARGO_BUILD_BUILD_DIR/.checkout"
  if [[ ! -f "$owner" || $(<"$owner") != "$root" ]]; then
    find app crates frontend/src server -name '*.rs' -exec touch {} +
    printf '%s' "$root" >"$owner"
  fi
  "$@" 9>&-
)
