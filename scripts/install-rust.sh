#!/usr/bin/env bash
# Rust with clippy, rustfmt and the wasm32 target: what is there if it will do, else rustup's, else Debian's.
source "$(dirname "$0")/lib.sh"

oldest=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)
target=wasm32-unknown-unknown

new_enough() {
  local version
  version=$(rustc --version 2>/dev/null | cut -d' ' -f2)
  [[ -n "$version" && $(printf '%s\n%s\n' "$oldest" "$version" | sort -V | head -n1) == "$oldest" ]]
}

# A linker for wasm comes inside rustup's toolchains; others need one on PATH.
linker() { have rust-lld || compgen -G "$(rustc --print sysroot)/lib/rustlib/*/bin/rust-lld" >/dev/null; }

# The library for the browser, with the bitcode by which the linker makes our code and the library's smaller together.
library() { grep -qa '\.llvmbc' "$(rustc --print target-libdir --target $target)"/libcore-*.rlib 2>/dev/null; }

ready() {
  local sysroot
  have cargo && new_enough && linker && sysroot=$(rustc --print sysroot) &&
    [[ -x "$sysroot/bin/cargo-clippy" && -x "$sysroot/bin/rustfmt" ]] && library
}

# use TOOLCHAIN: the one that the other scripts will take, by its name in rustup.
use() {
  export RUSTUP_TOOLCHAIN=$1
  printf '%s' "$1" >"$cache/toolchain"
}

from_rustup() {
  if ! have rustup && ! have cargo && have curl; then
    say "Installing Rust with rustup"
    within 30 curl --proto '=https' -sSfo "$cache/rustup-init.sh" https://sh.rustup.rs 2>/dev/null || return 1
    attempt rustup within 600 sh "$cache/rustup-init.sh" -y --no-modify-path --profile minimal \
      --component clippy,rustfmt --target $target || return 1
  fi
  have rustup || return 1
  if new_enough; then
    say "Adding the browser's target to Rust"
    attempt rustup within 300 rustup target add $target || return 1
    attempt rustup within 300 rustup component add clippy rustfmt
  else
    # By its number: it stands beside the Rust that is there, and clippy says the same everywhere.
    say "Installing Rust $oldest with rustup"
    attempt rustup within 900 rustup toolchain install "$oldest" --profile minimal --component clippy,rustfmt \
      --target $target || return 1
    use "$oldest"
  fi
}

from_debian() {
  have apt-get || return 1
  say "Taking Debian's Rust, which has the browser's target"
  apt_install rustc-web cargo-web rust-web-src rustfmt-web rust-web-clippy || return 1
  local lld version library=/usr/lib/rustlib/$target/lib
  lld=$(apt-cache search --names-only '^lld-[0-9]+$' | cut -d' ' -f1 | sort -V | tail -n1)
  version=$(/usr/bin/rustc --version | cut -d' ' -f2)
  apt_install "$lld" || return 1
  ln -sf "$(command -v "wasm-ld-${lld#lld-}")" "$tools/bin/rust-lld"

  say "Building Rust's library for the browser (once, about a minute)"
  # Cargo does not notice another library: what was compiled with the one before goes with it.
  rm -rf "$cache/sysroot" "${CARGO_BUILD_BUILD_DIR:?}/$target"
  logged sysroot env -u RUSTUP_TOOLCHAIN -u CARGO_BUILD_BUILD_DIR CARGO_TARGET_DIR="$cache/sysroot" \
    CARGO_PROFILE_RELEASE_OPT_LEVEL=z RUSTC_BOOTSTRAP=1 RUSTFLAGS="-Zforce-unstable-if-unmarked -Cembed-bitcode=yes" RUSTC=/usr/bin/rustc \
    /usr/bin/cargo build --release --target $target --features "panic-unwind backtrace compiler-builtins-mem" \
    --manifest-path "/usr/src/rustc-$version/library/sysroot/Cargo.toml" || return 1
  local as_root=()
  [[ $(id -u) == 0 ]] || as_root=(sudo -n)
  "${as_root[@]}" mkdir -p "$library"
  "${as_root[@]}" find "$library" -name '*.rlib' -delete
  "${as_root[@]}" cp "$cache/sysroot/$target"/release/deps/*.rlib "$library/"

  if have rustup; then
    logged rustup rustup toolchain link huntaze-debian /usr
    use huntaze-debian
  fi
}

have cc || { say "Installing a C compiler"; apt_install gcc libc6-dev; } ||
  die "A C compiler is needed (SQLite is written in C). Install gcc or clang, then run this again."

if ! ready && [[ -s "$cache/toolchain" && $(<"$cache/toolchain") == "${RUSTUP_TOOLCHAIN:-}" ]]; then
  # An earlier run found it. Debian's may only lack a part; another one is gone.
  if [[ "$RUSTUP_TOOLCHAIN" == huntaze-debian ]] && from_debian && ready; then exit; fi
  rm "$cache/toolchain"
  unset RUSTUP_TOOLCHAIN
fi
ready && exit
[[ -z "${RUSTUP_TOOLCHAIN:-}" ]] ||
  die "The Rust toolchain that RUSTUP_TOOLCHAIN asks for ($RUSTUP_TOOLCHAIN) is older than $oldest, or has no $target, clippy or rustfmt. Unset RUSTUP_TOOLCHAIN to let this script choose."
from_rustup && ready && exit
from_debian && ready && exit
die "Rust $oldest or later with the target $target could not be found or installed. Install it from https://rustup.rs, run 'rustup target add $target', then run this again."
