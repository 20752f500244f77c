#!/usr/bin/env bash
# Throw-away PostgreSQL, Redis and AWS (moto's imitation) servers in a temporary folder, and Chromium: installed when missing,
# started, told of by TEST_DATABASE_URL, TEST_REDIS_URL, TEST_AWS_ENDPOINT and CHROMIUM_PATH, and gone in the end.
# scripts/services.sh COMMAND... runs a command among them; test.sh sources this file.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

services=
moto=

free_port() {
  node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'
}

postgres_folder() {
  local folders=(/usr/lib/postgresql/*/bin "$(pg_config --bindir 2>/dev/null || true)")
  printf '%s\n' "${folders[@]}" | sort -V | while read -r folder; do
    [[ -x "$folder/initdb" ]] && printf '%s\n' "$folder"
  done | tail -n1
}

# PostgreSQL refuses to run as root.
as_postgres() {
  if [[ $(id -u) == 0 ]]; then (cd "$services" && runuser -u postgres -- "$@"); else "$@"; fi
}

start_postgres() {
  local bin port
  bin=$(postgres_folder)
  [[ -n "$bin" ]] || { say "Installing PostgreSQL"; apt_install postgresql && bin=$(postgres_folder); } ||
    die "PostgreSQL's server programs are needed for the tests. Install PostgreSQL 15 or newer."
  port=$(free_port)
  mkdir "$services/postgres"
  [[ $(id -u) != 0 ]] || chown postgres "$services/postgres"
  as_postgres "$bin/initdb" -D "$services/postgres" -U huntaze --auth=trust -E UTF8 --locale=C -N >"$services/initdb.log" ||
    die "PostgreSQL's folder could not be made: $(tail -n 3 "$services/initdb.log")"
  # It holds nothing worth keeping: no waiting for the disk.
  as_postgres "$bin/pg_ctl" -D "$services/postgres" -w -s -l "$services/postgres/log" \
    -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=300 \
        -c fsync=off -c synchronous_commit=off -c full_page_writes=off" start ||
    die "PostgreSQL did not start: $(tail -n 5 "$services/postgres/log")"
  export TEST_DATABASE_URL="postgres://huntaze@127.0.0.1:$port/postgres"
}

stop_postgres() {
  [[ ! -f "$services/postgres/postmaster.pid" ]] ||
    as_postgres "$(postgres_folder)/pg_ctl" -D "$services/postgres" -m immediate -s stop || true
}

start_redis() {
  local port
  have redis-server || { say "Installing Redis"; apt_install redis-server; } ||
    die "redis-server is needed for the tests. Install Redis."
  port=$(free_port)
  redis-server --port "$port" --bind 127.0.0.1 --save '' --dir "$services" --daemonize yes \
    --pidfile "$services/redis.pid" --logfile "$services/redis.log" >/dev/null
  export TEST_REDIS_URL="redis://127.0.0.1:$port"
}

stop_redis() { [[ ! -f "$services/redis.pid" ]] || kill "$(<"$services/redis.pid")" 2>/dev/null || true; }

start_aws() {
  local port tries=0
  scripts/install-moto.sh
  port=$(free_port)
  "$cache/moto/$moto_version/bin/moto_server" -H 127.0.0.1 -p "$port" >"$services/moto.log" 2>&1 &
  moto=$!
  until (: <>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do
    ((tries++ < 300)) && kill -0 "$moto" 2>/dev/null || die "moto did not start: $(tail -n 5 "$services/moto.log")"
    sleep 0.1
  done
  export TEST_AWS_ENDPOINT="http://127.0.0.1:$port"
}

stop_aws() { [[ -z "$moto" ]] || kill "$moto" 2>/dev/null || true; }

find_chromium() {
  local name
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" && return
  done
  return 1
}

find_or_install_chromium() {
  CHROMIUM_PATH=${CHROMIUM_PATH:-$(find_chromium || true)}
  if [[ -z "$CHROMIUM_PATH" ]]; then
    say "Installing Chromium"
    apt_install chromium || true
    CHROMIUM_PATH=$(find_chromium) || die "Chromium is needed for the tests in the browser. Install it, or set CHROMIUM_PATH."
  fi
  export CHROMIUM_PATH
}

start_services() {
  services=$(mktemp -d "${TMPDIR:-/tmp}/huntaze-services.XXXXXX")
  chmod 755 "$services"
  find_or_install_chromium
  start_postgres
  start_redis
  start_aws
}

stop_services() {
  [[ -n "$services" ]] || return 0
  stop_postgres
  stop_redis
  stop_aws
  rm -rf "$services"
  services=
}

if [[ "${BASH_SOURCE[0]}" == "$0" ]]; then
  [[ $# -gt 0 ]] || die "Say what to run among the services: scripts/services.sh COMMAND..."
  trap stop_services EXIT
  start_services
  "$@"
fi
