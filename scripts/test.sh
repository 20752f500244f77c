#!/usr/bin/env bash
# Every check and test, one stage after the other; stops at the first stage that fails. The last line it prints is
# "N passed, N failed" over all of them. With arguments, only the stages named: scripts/test.sh rust-sqlite editor-tests
source "$(dirname "$0")/services.sh"

all=(format editor-types end-to-end-types editor-tests clippy-server clippy-browser rust-sqlite rust-postgres build end-to-end)

passed=0
failed=0
finished=
started=$SECONDS
logs="$root/target/test"

minutes() { printf '%d min %02d s' $(($1 / 60)) $(($1 % 60)); }

# Said whatever happens: a run that was interrupted has failed.
finish() {
  local status=$?
  stop_services
  if [[ -z "$finished" && $failed == 0 ]]; then failed=1; fi
  say "$(minutes $((SECONDS - started))) in all"
  echo "$passed passed, $failed failed" | tee "$logs/summary"
  if [[ $failed == 0 ]]; then exit "$status"; fi
  exit 1
}

# The stages. `tests` tells that a runner's own numbers are counted; anything else is one check.
declare -A kind=([editor-tests]=tests [rust-sqlite]=tests [rust-postgres]=tests [end-to-end]=tests)

format() { scripts/check.sh format; }
clippy-server() { scripts/check.sh clippy-server; }
clippy-browser() { scripts/check.sh clippy-browser; }
editor-types() { npm --prefix frontend/editor run --silent check; }
end-to-end-types() { npm --prefix end2end run --silent check; }
editor-tests() { npm --prefix frontend/editor run --silent test; }
rust-tests() { in_build_dir cargo test --locked --release --workspace --exclude frontend --no-fail-fast; }
rust-sqlite() (
  unset TEST_DATABASE_URL
  rust-tests
)
rust-postgres() { rust-tests; }
build() { scripts/build.sh; }
end-to-end() { (cd end2end && npx --no-install playwright test); }

# stage NAME: runs it, shows and keeps what it prints, and adds to the count.
stage() {
  local name=$1 began=$SECONDS status=0 good=1 bad=0
  say "$name"
  set +e
  (set -e; "$name") </dev/null 2>&1 | tee "$logs/$name.log"
  status=${PIPESTATUS[0]}
  set -e
  if [[ "${kind[$name]:-}" == tests ]]; then
    read -r good bad < <(awk -f scripts/count-tests.awk "$logs/$name.log")
    # No test found is no success: a runner may have changed how it speaks.
    if ((status == 0 && good == 0)); then
      warn "$name passed without running a test"
      status=1
    fi
  elif ((status != 0)); then
    good=0
  fi
  # It may have failed before or beside any test, when it didn't compile for instance.
  if ((status != 0 && bad == 0)); then bad=1; fi
  passed=$((passed + good))
  failed=$((failed + bad))
  if ((bad == 0)); then
    say "$name: $good passed in $(minutes $((SECONDS - began)))"
  else
    say "$name: failed after $(minutes $((SECONDS - began)))"
    exit 1
  fi
}

stages=("$@")
[[ $# -gt 0 ]] || stages=("${all[@]}")
for name in "${stages[@]}"; do
  [[ " ${all[*]} " == *" $name "* ]] || die "There is no stage named $name. The stages are: ${all[*]}"
done

mkdir -p "$logs"
trap finish EXIT
trap 'exit 130' INT TERM
export CI="${CI:-1}" NO_COLOR=1 CARGO_TERM_COLOR=never PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1
unset FORCE_COLOR

setup
start_services
for name in "${stages[@]}"; do stage "$name"; done
finished=yes
