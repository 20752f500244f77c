#!/usr/bin/env bash
# The two programs that build the site, in versions that fit the locked crates.
source "$(dirname "$0")/lib.sh"

# install CRATE VERSION OPTION...: prebuilt where cargo-binstall is there and can download, else compiled.
# They only work for us, so they are compiled for a short build, not for speed.
install() {
  local crate=$1 version=$2
  shift 2
  if have cargo-binstall && attempt "$crate" within 120 cargo binstall --no-confirm --disable-telemetry \
    --disable-strategies compile --root "$tools" "$crate@$version"; then
    return
  fi
  logged "$crate" env -u CARGO_BUILD_BUILD_DIR CARGO_TARGET_DIR="$tools/build" \
    CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_DEBUG=0 \
    cargo install --root "$tools" --version "=$version" --force "$@" "$crate" || die "$crate could not be installed."
  rm -rf "$tools/build"
}

leptos=$(cargo-leptos --version 2>/dev/null || true)
if [[ "$leptos" != *" $cargo_leptos_version" ]]; then
  say "Installing cargo-leptos $cargo_leptos_version (once, about ten minutes)"
  CARGO_PROFILE_RELEASE_OPT_LEVEL=0 install cargo-leptos "$cargo_leptos_version" \
    --locked --no-default-features --features no_downloads
fi

# The browser's module and this program must agree to the last number.
bindgen_version=$(awk '/^name = "wasm-bindgen"$/ { getline; gsub(/[^0-9.]/, ""); print }' Cargo.lock)
bindgen=$(wasm-bindgen --version 2>/dev/null || true)
if [[ "$bindgen" != *" $bindgen_version" ]]; then
  say "Installing wasm-bindgen $bindgen_version (once, about three minutes)"
  # Its own lock file names crates that no longer resolve everywhere, hence no --locked.
  CARGO_PROFILE_RELEASE_OPT_LEVEL=1 install wasm-bindgen-cli "$bindgen_version"
fi
