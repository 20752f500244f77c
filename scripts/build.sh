#!/usr/bin/env bash
# Builds the product for release into dist/: the program, and the site it serves. Skipped when nothing changed.
source "$(dirname "$0")/lib.sh"

setup

# inputs PATH...: one line that stands for the names and the content of everything there, and for the compiler.
inputs() {
  {
    rustc -vV
    find "$@" -type d \( -name node_modules -o -path frontend/editor/dist \) -prune -o -type f -print | LC_ALL=C sort |
      while read -r file; do
        printf '%s\n' "$file"
        cat "$file"
      done
  } | sha256 | cut -d' ' -f1
}

manifest=(Cargo.toml Cargo.lock .cargo)
site=(app crates/model frontend/Cargo.toml frontend/src public style scripts/rustc-slim)
wanted=$(inputs "${manifest[@]}" "${site[@]}" crates frontend/editor server migrations scripts/{build,lib}.sh scripts/{rustc-slim,precompress.mjs})
if [[ -x dist/huntaze && -f dist/.inputs && $(<dist/.inputs) == "$wanted" ]]; then
  say "Nothing changed since the last build"
  exit
fi

say "Building the editor"
npm --prefix frontend/editor run --silent build

# The browser's part takes longest: it is left alone when nothing in it changed.
site_wanted=$(inputs "${manifest[@]}" "${site[@]}")
if [[ ! -d target/site || ! -f target/site-inputs || $(<target/site-inputs) != "$site_wanted" ]]; then
  say "Building the browser's part (some minutes; the first time about ten)"
  rm -f target/site-inputs
  RUSTC_WRAPPER="$root/scripts/rustc-slim" in_build_dir cargo leptos build --release --cargo-locked --split --frontend-only </dev/null
  printf '%s' "$site_wanted" >target/site-inputs
fi

say "Building the program (some minutes; the first time about ten)"
in_build_dir cargo leptos build --release --cargo-locked --server-only </dev/null

say "Putting the product together in dist/"
rm -rf target/dist
mkdir -p target/dist
cp target/release/huntaze target/dist/
cp -R target/site target/dist/site
find target/dist/site/pkg -name '*.ts' -delete
# The browser's files name each other, so they get one folder a build, named by all they say: pages may
# keep them for ever, and no page ever mixes the files of two builds.
build=$(inputs target/dist/site/pkg | cut -c1-16)
mv target/dist/site/pkg "target/dist/site/$build"
mkdir target/dist/site/pkg
mv "target/dist/site/$build" target/dist/site/pkg/
cp -R frontend/editor/dist target/dist/site/editor
node scripts/precompress.mjs target/dist/site "$cache/brotli"
printf '%s' "$wanted" >target/dist/.inputs

# Moved into place at the end: a build that fails leaves the last good product alone.
rm -rf dist
mv target/dist dist
