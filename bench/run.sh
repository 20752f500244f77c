#!/usr/bin/env bash
# Measures what was built and prints tables; docs/BENCHMARKS.md explains them. BENCH_ONLY chooses pages, desk or peers.
source "$(dirname "$0")/../scripts/lib.sh"

[[ -x "${BENCH_DIST:-dist}/huntaze" ]] || die "Nothing is built yet. Run 'make build' first."
only=${BENCH_ONLY:-pages desk peers}
for which in $only; do
  [[ $which == pages || $which == desk || $which == peers ]] || die "BENCH_ONLY is \"$only\"; write pages, desk or peers."
done

# The peers' packages, once; only this needs them.
peers_packages() {
  local folder=bench/peers
  [[ $folder/node_modules/.package-lock.json -nt $folder/package-lock.json ]] && return
  say "Installing the npm packages of $folder"
  logged npm npm --prefix "$folder" ci --no-audit --no-fund || die "The npm packages of $folder could not be installed."
  touch "$folder/node_modules/.package-lock.json"
}

for which in $only; do
  case $which in
    pages) node bench/pages.mjs ;;
    desk)
      have python3 || die "The fan desk's benchmark fills SQLite with python3. Install it, or set BENCH_ONLY to the others."
      scripts/services.sh node bench/desk.mjs
      ;;
    peers)
      peers_packages
      node bench/peers/main.mjs
      ;;
  esac
done
