// Builds the bundles into dist/ under names that carry their content's hash, and
// writes dist/manifest.json, which tells the server those names.
import { build } from "esbuild";
import { mkdir, readdir, rm, stat, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { readFile } from "node:fs/promises";

const out = "dist";
await mkdir(out, { recursive: true });

const result = await build({
  entryPoints: { editor: "src/editor.ts", forget: "src/forget.ts" },
  outdir: out,
  entryNames: "[name]-[hash]",
  bundle: true,
  minify: true,
  format: "esm",
  target: ["es2022"],
  charset: "utf8",
  legalComments: "none",
  metafile: true,
  define: { "process.env.NODE_ENV": '"production"' },
});

/** @type {Record<string, string>} */
const manifest = {};
for (const [path, output] of Object.entries(result.metafile.outputs)) {
  if (!output.entryPoint) continue;
  const file = basename(path);
  manifest[file.slice(0, file.lastIndexOf("-"))] = file;
  const compressed = brotliCompressSync(await readFile(path)).length;
  console.log(`${file}: ${(await stat(path)).size} bytes, ${compressed} after brotli`);
}
await writeFile(`${out}/manifest.json`, `${JSON.stringify(manifest)}\n`);

const kept = new Set([...Object.values(manifest), "manifest.json"]);
for (const file of await readdir(out)) if (!kept.has(file)) await rm(`${out}/${file}`);
