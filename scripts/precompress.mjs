// node precompress.mjs SITE CACHE: puts a Brotli copy (.br) beside every text and module of the site.
// Copies are kept in CACHE under the hash of what they were made from, so unchanged files cost nothing.
import { createHash } from "node:crypto";
import { copyFile, mkdir, readFile, readdir, rename, stat, unlink, utimes, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";

const compress = promisify(brotliCompress);
const [site, cache] = process.argv.slice(2);
const wanted = new Set([".js", ".mjs", ".wasm", ".css", ".svg", ".json", ".html", ".txt", ".webmanifest"]);
const smallest = 256;
const monthMs = 30 * 24 * 3600 * 1000;

async function filesIn(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && wanted.has(extname(entry.name)))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

async function precompress(file) {
  const content = await readFile(file);
  if (content.length < smallest) return null;
  const kept = join(cache, createHash("sha256").update(content).digest("hex"));
  const now = new Date();
  const known = await utimes(kept, now, now).then(() => true, () => false);
  if (!known) {
    const smaller = await compress(content, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
      },
    });
    // Renamed into place: a run that is stopped halfway leaves no half file behind.
    const unfinished = `${kept}.${process.pid}`;
    await writeFile(unfinished, smaller);
    await rename(unfinished, kept);
  }
  await copyFile(kept, `${file}.br`);
  return { before: content.length, after: (await stat(kept)).size };
}

async function forgetOld() {
  for (const name of await readdir(cache)) {
    const kept = join(cache, name);
    if (Date.now() - (await stat(kept)).mtimeMs > monthMs) await unlink(kept);
  }
}

const kB = (bytes) => `${Math.round(bytes / 1000)} kB`;

await mkdir(cache, { recursive: true });
const done = (await Promise.all((await filesIn(site)).map(precompress))).filter(Boolean);
const sum = (key) => done.reduce((total, file) => total + file[key], 0);
console.log(`    ${done.length} files, ${kB(sum("before"))}, ${kB(sum("after"))} after Brotli`);
await forgetOld();
