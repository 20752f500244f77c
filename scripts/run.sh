#!/usr/bin/env bash
# From a fresh checkout to the product in the browser: installs, builds, migrates, fills in demo data, serves.
source "$(dirname "$0")/lib.sh"

address="${LEPTOS_SITE_ADDR:-127.0.0.1:3000}"
host=${address%:*}
port=${address##*:}
case "$host" in 0.0.0.0 | '[::]') host=127.0.0.1 ;; esac
url="${PUBLIC_URL:-http://${host/127.0.0.1/localhost}:$port}"

# Bash speaks enough TCP for both questions, so that nothing else has to be installed for them.
taken() { (exec 3<>"/dev/tcp/${host//[\[\]]/}/$port") 2>/dev/null; }
answers() (
  exec 3<>"/dev/tcp/${host//[\[\]]/}/$port"
  printf 'GET /readyz HTTP/1.0\r\nHost: %s:%s\r\n\r\n' "$host" "$port" >&3
  read -r -t 2 _ status _ <&3
  [[ "$status" == 200 ]]
) 2>/dev/null

if taken; then
  die "Port $port is taken by another program. Stop it, or choose another port: LEPTOS_SITE_ADDR=127.0.0.1:$((port + 1)) make run"
fi

scripts/build.sh
say "Bringing the database up to date"
scripts/start.sh migrate
signins=$(scripts/start.sh demo)

# The program takes this script's place, so that Ctrl-C reaches it alone; this one stays behind to announce it.
announce() {
  while ! answers; do
    kill -0 $$ 2>/dev/null || exit 0
    sleep 0.1
  done
  printf '\n==> Huntaze is at %s\n' "$url"
  [[ -z "$signins" ]] || printf '%s\n' "$signins"
  printf '==> Ctrl-C stops it.\n\n'
}
say "Starting"
announce &
exec scripts/start.sh
