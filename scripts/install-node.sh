#!/usr/bin/env bash
# Node, the npm packages of the editor and of the tests, and a wasm-opt that can be trusted.
source "$(dirname "$0")/lib.sh"

export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1

node_is_new_enough() {
  have node && have npm && [[ $(node -p 'process.versions.node.split(".")[0]') -ge $oldest_node ]]
}

# packages FOLDER NAME: what its lock file says, once.
packages() {
  local folder=$1 stamp="$1/node_modules/.installed" wanted
  wanted=$(hash_of "$folder"/package*.json)
  [[ -f "$stamp" && $(<"$stamp") == "$wanted" ]] && return
  say "Installing the npm packages of $folder"
  local how=ci
  [[ -f "$folder/package-lock.json" ]] || how=install
  logged npm npm --prefix "$folder" $how --no-audit --no-fund ||
    die "The npm packages of $folder could not be installed."
  hash_of "$folder"/package*.json >"$stamp"
}

node_is_new_enough || { say "Installing Node"; apt_install nodejs npm && node_is_new_enough; } ||
  die "Node $oldest_node or newer is needed. Install it from https://nodejs.org, then run this again."

for folder in frontend/editor end2end; do
  packages "$folder"
done

binaryen="$tools/npm/node_modules/binaryen/package.json"
if ! grep -qs "\"version\": \"$binaryen_version\"" "$binaryen"; then
  say "Installing binaryen $binaryen_version"
  mkdir -p "$tools/npm"
  logged npm npm --prefix "$tools/npm" install --no-audit --no-fund "binaryen@$binaryen_version" ||
    die "npm's binaryen (wasm-opt) could not be installed."
fi
