// Pages as people get them: server time of the list with 10,000 posts, bytes of a first load, cold start, idle memory.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, get, hangUp, progress, quantile, register, root, start, stop } from "./program.mjs";

const POSTS = Number(process.env.BENCH_POSTS ?? 10_000);
const REQUESTS = Number(process.env.BENCH_REQUESTS ?? 2_000);

/** Megabytes in memory. */
async function memory(child) {
  const status = await readFile(`/proc/${child.pid}/status`, "utf8").catch(() => "");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024;
}

async function fill(url, cookie) {
  const text = "A paragraph of the length that people write before they think of the next one. ".repeat(4);
  let next = 0;
  const worker = async () => {
    while (next < POSTS) {
      const number = (next += 1);
      const answer = await fetch(`${url}/api/content`, {
        method: "POST",
        headers: { "content-type": "application/json", cookie },
        body: JSON.stringify({ title: `Post number ${number}`, markdown: `# ${number}\n\n${text}` }),
      });
      if (answer.status !== 201) throw new Error(await answer.text());
      await answer.arrayBuffer();
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
}

/** Milliseconds of comparisons of a revision of so many words with now, where every tenth word is another one. */
async function comparisons(port, url, cookie, words) {
  const text = (changed) =>
    Array.from({ length: words }, (_, at) => (changed && at % 10 === 0 ? `other${at}` : `word${at % 997}`) + (at % 80 === 79 ? "\n\n" : " ")).join("");
  const send = async (method, path, body) => {
    const answer = await fetch(`${url}${path}`, { method, headers: { "content-type": "application/json", cookie }, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(await answer.text());
    return answer.json();
  };
  const { id } = await send("POST", "/api/content", { title: "Long", markdown: text(false) });
  const revision = await send("POST", `/api/content/${id}/revisions`, { name: "Before" });
  await send("PATCH", `/api/content/${id}`, { markdown: text(true) });
  const times = [];
  for (let round = 0; round < 25; round += 1) times.push(await get(port, `/api/content/${id}/revisions/${revision.id}/compare/now`, cookie));
  return times.slice(5);
}

/** Bytes over the wire of a page's first load, by kind, in a real browser with an empty cache. */
async function firstLoads(url, cookie, postId) {
  const { chromium } = createRequire(join(root, "end2end/package.json"))("@playwright/test");
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  const rows = [];
  const [name] = cookie.split("=");
  const value = cookie.slice(name.length + 1);
  for (const path of ["/", "/sign-in", "/posts", "/settings", "/admin", `/posts/${postId}`]) {
    const context = await browser.newContext();
    if (!["/", "/sign-in"].includes(path)) await context.addCookies([{ name, value, url }]);
    const page = await context.newPage();
    const network = await context.newCDPSession(page);
    await network.send("Network.enable");
    const kinds = new Map();
    const sums = { html: 0, wasm: 0, js: 0, css: 0, other: 0 };
    network.on("Network.responseReceived", ({ requestId, response }) => {
      const kind = [["html", "text/html"], ["wasm", "wasm"], ["js", "javascript"], ["css", "css"]].find(([, type]) => response.mimeType.includes(type));
      kinds.set(requestId, kind?.[0] ?? "other");
    });
    network.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => (sums[kinds.get(requestId) ?? "other"] += encodedDataLength));
    await page.goto(`${url}${path}`);
    await page.locator("html[data-awake]").waitFor({ state: "attached" });
    await page.waitForTimeout(700);
    rows.push({ path: path.startsWith("/posts/") ? "/posts/{id} (editor)" : path, ...sums });
    await context.close();
  }
  await browser.close();
  return rows;
}

const folder = await mkdtemp(join(tmpdir(), "huntaze-bench-"));
try {
  progress("cold start, ten times");
  const starts = [];
  for (let round = 0; round < 10; round += 1) {
    const { child, milliseconds } = await start(folder, await freePort());
    starts.push(milliseconds);
    await stop(child);
  }

  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const { child } = await start(folder, port);
  const cookie = await register(url);
  await new Promise((wait) => setTimeout(wait, 1_000));
  const idle = await memory(child);

  progress(`writing ${POSTS} posts`);
  await fill(url, cookie);
  progress(`the list page, ${REQUESTS} times`);
  const pages = {};
  for (const path of ["/posts", "/posts?sort=title", "/posts?q=number", "/settings", "/sign-in"]) {
    const visitor = path === "/sign-in" ? "" : cookie;
    for (let warm = 0; warm < 50; warm += 1) await get(port, path, visitor);
    pages[path] = [];
    for (let round = 0; round < REQUESTS / (path === "/posts" ? 1 : 4); round += 1) pages[path].push(await get(port, path, visitor));
  }
  // Before the long post of the comparisons is the newest.
  const { items } = await (await fetch(`${url}/api/content?limit=1`, { headers: { cookie } })).json();
  progress("comparing 20,000 words");
  const compared = await comparisons(port, url, cookie, 20_000);
  progress("first loads in a browser");
  const loads = await firstLoads(url, cookie, items[0].id);
  await stop(child);

  const ms = (number) => `${number.toFixed(2)} ms`;
  const kB = (bytes) => (bytes / 1000).toFixed(1).padStart(7);
  console.log(`\n${cpus().length} × ${cpus()[0]?.model ?? "?"}, ${POSTS} posts, SQLite`);
  console.log("\nStart to serving      ", ms(quantile(starts, 0.5)), "median of 10 (goal 200 ms)");
  console.log("Idle memory           ", `${idle.toFixed(1)} MB (goal under 60 MB)`);
  console.log("\nPage, one after another           p50         p95         p99");
  for (const [path, times] of Object.entries(pages)) {
    console.log(path.padEnd(28), ...[0.5, 0.95, 0.99].map((q) => ms(quantile(times, q)).padStart(11)));
  }
  console.log("(goal: /posts p50 under 3 ms)");
  console.log("\nComparing 20,000 words", ms(quantile(compared, 0.5)), "median of 20 (goal under 200 ms)");
  console.log("\nFirst load, kB on the wire     html    wasm      js     css   other     all");
  for (const { path, ...sums } of loads) {
    const all = Object.values(sums).reduce((sum, bytes) => sum + bytes, 0);
    console.log(path.padEnd(26), ...Object.values(sums).map(kB), kB(all));
  }
  console.log("(goal: at most 180 kB but for the editor)");
} finally {
  hangUp();
  await rm(folder, { recursive: true, force: true });
}
