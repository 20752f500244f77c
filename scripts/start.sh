#!/usr/bin/env bash
# Serves what was built, in the foreground, configured by the environment (server/config.env lists the settings).
# With arguments, gives them to the program: scripts/start.sh migrate
source "$(dirname "$0")/lib.sh"

[[ -x dist/huntaze ]] || die "Nothing is built yet. Run 'make build' first."

exec dist/huntaze "$@"
