// The fan desk with years behind it: what its lists, pages, a thread and the search take, on SQLite and on PostgreSQL.
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { request } from "node:http";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { freePort, get, hangUp, progress, quantile, register, root, start, stop } from "./program.mjs";

const CONVERSATIONS = Number(process.env.BENCH_CONVERSATIONS ?? 100_000);
const MESSAGES = Number(process.env.BENCH_MESSAGES ?? 5_000_000);
const ROUNDS = Number(process.env.BENCH_REQUESTS ?? 300);
const GOAL = 30;
const ACCOUNT = "01900000-0000-7000-b000-000000000001";

/** The id of a fan's conversation, as desk.sql makes it. */
const conversation = (number) => `01900000-0000-7000-9000-${String(number).padStart(12, "0")}`;

/** Runs SQL in the database of the program, which is stopped. */
function execute(where, sql) {
  if (where.postgres) {
    execFileSync("psql", ["-q", "-v", "ON_ERROR_STOP=1", where.postgres], { input: sql, stdio: ["pipe", "ignore", "inherit"] });
  } else {
    const program = "import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); c.executescript(sys.stdin.read()); c.close()";
    execFileSync("python3", ["-c", program, where.file], { input: sql, stdio: ["pipe", "inherit", "inherit"] });
  }
}

async function fill(where, me) {
  const now = Date.now();
  const quote = (text) => `'${text}'`;
  const values = { CONVERSATIONS, MESSAGES, NOW_MS: now, ACCOUNT: quote(ACCOUNT), ME: quote(me) };
  const text = await readFile(join(root, "bench/desk.sql"), "utf8");
  // Numbers that are larger than an INTEGER in both.
  const number = (value) => (typeof value === "number" ? `CAST(${value} AS BIGINT)` : value);
  const filled = text.replaceAll(/\b(CONVERSATIONS|MESSAGES|NOW_MS|ACCOUNT|ME)\b/g, (name) => number(values[name]));
  const account = `
    INSERT INTO crm_accounts (id, owner_id, gateway_id, name, username, time_zone, state, state_reason, state_at, paused_until, tokens, tokens_at,
                              last_send_at, transactions_until, read_at, reading_at, created_at)
    VALUES ('${ACCOUNT}', '${me}', 'acct_bench', 'Bench', 'bench', 'UTC', 'disconnected', '', ${now}, 0, 0, 0, 0, 0, ${now}, ${now}, ${now});
    INSERT INTO crm_members (account_id, user_id, role) VALUES ('${ACCOUNT}', '${me}', 'creator');`;
  execute(where, `BEGIN; ${account} ${filled} COMMIT; ANALYZE;`);
}

/** Milliseconds of one search, as the page asks for it. */
function search(port, question, cookie) {
  return new Promise((done, failed) => {
    const began = performance.now();
    const headers = { cookie, "content-type": "application/x-www-form-urlencoded", accept: "application/json", origin: `http://127.0.0.1:${port}` };
    request({ host: "127.0.0.1", port, path: "/fn/search_desk", method: "POST", headers }, (answer) => {
      let body = "";
      answer.on("data", (chunk) => (body += chunk));
      answer.on("end", () => (answer.statusCode === 200 ? done({ took: performance.now() - began, body }) : failed(new Error(`search: ${answer.statusCode} ${body}`))));
    })
      .on("error", failed)
      .end(new URLSearchParams({ question }).toString());
  });
}

async function measure(name, where, folder, more) {
  progress(`${name}: an empty desk`);
  let port = await freePort();
  let { child } = await start(folder, port, more);
  const cookie = await register(`http://127.0.0.1:${port}`);
  const me = await (await fetch(`http://127.0.0.1:${port}/api/auth/me`, { headers: { cookie } })).json();
  await stop(child);
  progress(`${name}: ${CONVERSATIONS} conversations, ${MESSAGES} messages`);
  await fill(where, me.id);
  port = await freePort();
  ({ child } = await start(folder, port, more));

  const url = `http://127.0.0.1:${port}`;
  const json = async (path) => {
    const answer = await fetch(`${url}${path}`, { headers: { cookie } });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  // Cursors of places far down, as someone has them who reads on and on.
  const cursors = async (path) => {
    const found = [];
    for (let cursor = ""; found.length < 20; ) {
      const page = await json(`${path}${path.includes("?") ? "&" : "?"}limit=50${cursor && `&cursor=${cursor}`}`);
      cursor = page.nextCursor;
      if (!cursor) break;
      found.push(cursor);
    }
    return found;
  };
  const anyone = () => conversation(Math.floor(Math.random() * CONVERSATIONS));
  const [newest, richest] = [await cursors("/api/crm/conversations"), await cursors("/api/crm/conversations?sort=spend")];
  const any = (list) => list[Math.floor(Math.random() * list.length)];
  const someone = anyone();
  const older = (await json(`/api/crm/conversations/${someone}/messages?limit=20`)).nextCursor;
  const cases = {
    "the inbox, page": () => get(port, "/messages", cookie),
    "the inbox, waiting longest": () => get(port, "/messages?sort=waiting", cookie),
    "the inbox, mine": () => get(port, "/messages?assigned=me", cookie),
    "the inbox, unread by spend": () => get(port, "/messages?show=unread&sort=spend", cookie),
    "a thread, page": () => get(port, `/messages/${anyone()}`, cookie),
    "50 conversations": () => get(port, "/api/crm/conversations?limit=50", cookie),
    "50 conversations, further on": () => get(port, `/api/crm/conversations?limit=50&cursor=${any(newest)}`, cookie),
    "50 by spend, further on": () => get(port, `/api/crm/conversations?sort=spend&limit=50&cursor=${any(richest)}`, cookie),
    "older messages of a thread": () => get(port, `/api/crm/conversations/${someone}/messages?limit=20${older ? `&cursor=${older}` : ""}`, cookie),
    "50 fans": () => get(port, "/api/crm/fans?limit=50", cookie),
    "search, a word of many": async () => (await search(port, "hello", cookie)).took,
    "search, two words": async () => (await search(port, "birthday boots", cookie)).took,
    "search, a word of few": async () => (await search(port, "rhododendron", cookie)).took,
    "search, a name": async () => (await search(port, "dance777", cookie)).took,
    "search, nothing": async () => (await search(port, "unheardof", cookie)).took,
  };
  const rows = [];
  for (const [what, once] of Object.entries(cases)) {
    progress(`${name}: ${what}`);
    for (let warm = 0; warm < 10; warm += 1) await once();
    const times = [];
    for (let round = 0; round < ROUNDS; round += 1) times.push(await once());
    rows.push([what, times]);
  }
  await stop(child);
  return rows;
}

const ms = (number) => `${number.toFixed(2)} ms`;

function print(name, rows) {
  console.log(`\n${name}, ${CONVERSATIONS} conversations, ${MESSAGES} messages${" ".repeat(4)}(${cpus().length} × ${cpus()[0]?.model ?? "?"})`);
  console.log("one after another".padEnd(32), ["p50", "p95", "p99"].map((head) => head.padStart(11)).join(""));
  for (const [what, times] of rows) {
    const p99 = quantile(times, 0.99);
    console.log(what.padEnd(32), [0.5, 0.95].map((q) => ms(quantile(times, q)).padStart(11)).join("") + ms(p99).padStart(11), p99 > GOAL ? " over the goal" : "");
  }
  console.log(`(goal: p99 under ${GOAL} ms)`);
}

const folder = await mkdtemp(join(tmpdir(), "huntaze-bench-"));
const more = { ONLYFANS_SANDBOX_FANS: "0" };
try {
  print("SQLite", await measure("SQLite", { file: join(folder, "huntaze.db") }, folder, more));
  const server = process.env.TEST_DATABASE_URL;
  if (server) {
    execFileSync("psql", ["-q", server, "-c", "CREATE DATABASE bench_desk"], { stdio: ["ignore", "ignore", "inherit"] });
    const postgres = server.replace(/\/[^/]*$/, "/bench_desk");
    const rows = await measure("PostgreSQL", { postgres }, join(folder, "postgres"), { ...more, DATABASE_URL: postgres });
    print("PostgreSQL", rows);
  }
} finally {
  hangUp();
  await rm(folder, { recursive: true, force: true });
}
