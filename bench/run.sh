#!/usr/bin/env bash
# Measures what was built and prints one table; docs/BENCHMARKS.md explains it.
source "$(dirname "$0")/../scripts/lib.sh"

[[ -x dist/huntaze ]] || die "Nothing is built yet. Run 'make build' first."
exec node bench/pages.mjs
