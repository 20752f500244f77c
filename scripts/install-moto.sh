#!/usr/bin/env bash
# moto, the imitation of AWS that tests of SQS and CloudWatch speak to, in a Python environment of its own.
source "$(dirname "$0")/lib.sh"

moto="$cache/moto/$moto_version"
[[ ! -f "$moto/installed" ]] || exit 0

have python3 || { say "Installing Python"; apt_install python3 python3-venv; } ||
  die "Python 3.10 or newer is needed for the tests of Amazon SQS. Install Python with its venv module."
python3 -c 'import sys; sys.exit(sys.version_info < (3, 10))' ||
  die "Python 3.10 or newer is needed for the tests of Amazon SQS; this is $(python3 --version 2>&1)."
say "Installing moto $moto_version (once, about a minute)"
mkdir -p "$cache/moto"
# Two checkouts may want it at the same moment.
if have flock; then
  exec 9>"$cache/moto/.lock"
  flock 9
  [[ ! -f "$moto/installed" ]] || exit 0
fi
rm -rf "$moto"
# Debian's Python has venv in a package of its own.
attempt moto-venv python3 -m venv "$moto" || { rm -rf "$moto"; apt_install python3-venv && logged moto-venv python3 -m venv "$moto"; } ||
  die "Python's venv module is needed for the tests of Amazon SQS. Install it (Debian: python3-venv)."
logged moto "$moto/bin/python" -m pip install --quiet --disable-pip-version-check "moto[server]==$moto_version" ||
  die "moto could not be installed: pip has to reach a package index."
touch "$moto/installed"
