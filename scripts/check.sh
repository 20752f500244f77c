#!/usr/bin/env bash
# The fast checks: how the code is formatted and what clippy says of it, on both sides.
# With an argument, only that one: format, clippy-server or clippy-browser.
source "$(dirname "$0")/lib.sh"

# For release, like everything here: macros and build scripts are then compiled once for checks, tests and product.
format() { cargo fmt --all --check; }
clippy-server() { in_build_dir cargo clippy --locked --release --workspace --exclude frontend --all-targets -- -D warnings; }
clippy-browser() {
  in_build_dir cargo clippy --locked --release -p frontend -p app --features app/hydrate \
    --target wasm32-unknown-unknown -- -D warnings
}

case "${1:-all}" in
format | clippy-server | clippy-browser) "$1" ;;
all)
  setup
  for check in format clippy-server clippy-browser; do
    say "$check"
    "$check"
  done
  ;;
*) die "There is no check named $1: it is format, clippy-server or clippy-browser." ;;
esac
