#!/usr/bin/env bash
# Installs what is missing to build and run. With everything there it is over at once.
source "$(dirname "$0")/lib.sh"

scripts/install-rust.sh
scripts/install-tools.sh
scripts/install-node.sh
