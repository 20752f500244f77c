// The guides say what the product does: their programs run, and what they name is there.
import { access, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import {
  DESK_DEVELOPER_GUIDE, DESK_USER_GUIDE, DEVELOPER_GUIDE, Guide, ROOT, USER_GUIDE, fileOf, runProgram, spansOf, tables,
} from "../support/guide.js";
import { newPost, post, somebody, type Somebody } from "../support/people.js";
import { Server } from "../support/server.js";
import { expect, saved, surface, test } from "../support/test.js";

/** What each developer guide is about. */
const GUIDES = [
  { path: DEVELOPER_GUIDE, about: /^\/api\/(auth(?!\/\{platform)|content|invitations|links|notifications)(\/|$)/ },
  { path: DESK_DEVELOPER_GUIDE, about: /^\/api\/(crm|onlyfans|messages)(\/|$)/ },
];
/** Addresses that the description of the routes leaves out: its own, and one for a machine elsewhere. */
const UNDESCRIBED = ["/api/docs", "/api/openapi.json", "/api/webhooks/onlyfans"];
/** The account of the sandbox's creator at the gateway; the same after each start. */
const SANDBOX_ACCOUNT = "acct_63cbe1e459320dd7";
const METHODS = ["get", "post", "put", "patch", "delete"];

interface Operation {
  responses: Record<string, { description: string }>;
}

type Paths = Record<string, Record<string, Operation>>;

/** What the running server says of itself. */
async function described(url: string): Promise<Map<string, Operation>> {
  const { paths } = (await (await fetch(`${url}/api/openapi.json`)).json()) as { paths: Paths };
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).filter(([method]) => METHODS.includes(method)).map(([method, operation]) =>
      [`${method.toUpperCase()} ${path}`, operation] as const));
  return new Map(all);
}

/** A token for programs, made as the page makes it. */
async function token(who: Somebody): Promise<string> {
  const answer = await who.api.post("/fn/create_token", { form: { name: "Guide" } });
  const [secret] = /hz_\w+/.exec(await answer.text()) ?? [];
  if (!secret) throw new Error(`no token: ${answer.status()}`);
  return secret;
}

const listed = async (who: Somebody, path: string) =>
  ((await (await who.api.get(path)).json()) as { items: Record<string, unknown>[] }).items;

test("the example of the developer guide runs and says what it did", async ({ person, server }) => {
  const [ana, leo] = [await person("Ana"), await person("Leo")];
  const [program] = (await Guide.read()).programs;
  const folder = await mkdtemp(join(tmpdir(), "huntaze-guide-"));
  const path = join(folder, "example.mjs");
  await writeFile(path, program ?? "");
  const printed = await runProgram(path, { HUNTAZE_URL: server.url, HUNTAZE_TOKEN: await token(ana), HUNTAZE_EDITOR: leo.email });
  await rm(folder, { recursive: true });

  const lines = printed.trim().split("\n");
  expect(lines.slice(0, 3)).toEqual(["I am Ana", "The post has 10 words", `Invited ${leo.email} as editor`]);
  expect(lines[3]).toMatch(new RegExp(`^The link is ${server.url}/s/\\w+`));
  expect(lines[4]).toContain("<strong>Tuesday</strong>");
  expect(lines.slice(5)).toEqual(["Now it has 14 words", "4 words added, 0 removed", "+ at noon", "+ Buy cake", 'The comment is on "Monday"']);

  const [made] = await listed(ana, "/api/content?search=Launch");
  const id = String(made?.["id"]);
  expect((await post(ana, id)).text).toContain("Buy cake");
  expect(await listed(ana, `/api/content/${id}/invitations`)).toMatchObject([{ email: leo.email, permission: "editor" }]);
  expect(await listed(ana, `/api/content/${id}/links`)).toMatchObject([{ role: "commenter", hasPassword: true, maxUses: 20 }]);
  expect(await listed(ana, `/api/content/${id}/revisions?named=1`)).toMatchObject([{ name: "First draft" }]);
});

test("the live example of the developer guide writes into an open post", async ({ person, server }) => {
  const ana = await person("Ana");
  const id = await newPost(ana, "Live", "By hand.");
  const page = await ana.open(`/posts/${id}`);
  await saved(page);
  const program = (await Guide.read()).programs[1] ?? "";
  // There its packages are found.
  const path = join(ROOT, "frontend/editor/node_modules", `.guide-${process.pid}.mjs`);
  await writeFile(path, program);
  try {
    const printed = await runProgram(path, { HUNTAZE_URL: server.url, HUNTAZE_TOKEN: await token(ana), HUNTAZE_POST: id });
    expect(printed.trim()).toBe("Live: saved");
  } finally {
    await rm(path);
  }
  await expect(surface(page)).toContainText("Written by a program.");
  expect((await post(ana, id)).text).toContain("Written by a program.");
});

test("the example of the desk's guide writes to a fan of the sandbox, once", async ({ browser, complaints }) => {
  // A sandbox has one creator, whom one person connects: the test has a server of its own.
  const server = await Server.start();
  const folder = await mkdtemp(join(tmpdir(), "huntaze-guide-"));
  try {
    const ana = await somebody(browser, server.url, "Ana", complaints);
    const path = join(folder, "example.mjs");
    await writeFile(path, (await Guide.read(DESK_DEVELOPER_GUIDE)).programs[0] ?? "");
    const settings = { HUNTAZE_URL: server.url, HUNTAZE_TOKEN: await token(ana), HUNTAZE_ACCOUNT: SANDBOX_ACCOUNT };
    const printed = await runProgram(path, settings);
    expect(printed.trim().split("\n")).toEqual(["The account is connected", "It is one message", "It was sent"]);
    await ana.context.close();
  } finally {
    await rm(folder, { recursive: true });
    await server.end();
  }
});

for (const { path, about } of GUIDES) {
  test(`every route that ${path} names is there, and none of its part is missing`, async ({ server }) => {
    const [guide, operations] = [await Guide.read(path), await described(server.url)];
    const named = guide.spans.filter((span) => /^[A-Z]+ \/api\//.test(span));
    expect(new Set(named)).toEqual(new Set([...operations.keys()].filter((one) => about.test(one.split(" ")[1] ?? ""))));
    const paths = new Set([...operations.keys()].map((one) => one.split(" ")[1]));
    const others = guide.spans.filter((span) => span.startsWith("/api/") && !UNDESCRIBED.includes(span));
    expect(others.filter((path) => !paths.has(path))).toEqual([]);
  });

  test(`every error code that ${path} names has its status, and none that a route tells is missing`, async ({ server }) => {
    const source = await fileOf("crates/model/src/error.rs");
    const known = new Map([...source.matchAll(/^ {4}\w+ = "(\w+)", (\d+),/gm)].map(([, code = "", status = ""]) => [code, status]));
    expect(known.size).toBeGreaterThan(20);
    // The first guide has those that all routes may tell.
    const rows = [await Guide.read(), await Guide.read(path)].flatMap((guide) => guide.rows("Errors"));
    const named = new Map(rows.map(([code, status = ""]) => [spansOf(code)[0] ?? "", status]));
    for (const [code, status] of named) expect(known.get(code), code).toBe(status);
    const told = [...(await described(server.url))].filter(([operation]) => about.test(operation.split(" ")[1] ?? ""))
      .flatMap(([, { responses }]) => Object.values(responses).flatMap(({ description }) => spansOf(description)));
    expect(told.filter((code) => known.has(code) && !named.has(code))).toEqual([]);
  });

  test(`every variable that ${path} names is a setting`, async () => {
    const [guide, configuration] = [await Guide.read(path), await fileOf("docs/CONFIGURATION.md")];
    const settings = new Set([...configuration.matchAll(/^([A-Z][A-Z0-9_]+)=/gm)].map(([, name]) => name ?? ""));
    // The programs' own are theirs.
    const named = guide.spans.filter((span) => /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/.test(span) && !span.startsWith("HUNTAZE_"));
    const rows = guide.rows("Configuration").map(([name]) => spansOf(name)[0] ?? "");
    expect(rows.length).toBeGreaterThan(5);
    expect([...named, ...rows].filter((name) => !settings.has(name))).toEqual([]);
  });
}

test("every close code and message of the live socket is in the guide, and no other", async () => {
  const [guide, source] = [await Guide.read(), await fileOf("crates/model/src/live.rs")];
  const rows = guide.rows("The live socket").map(([first]) => spansOf(first)[0] ?? "");
  const closes = [...source.matchAll(/^ {4}\w+ = (\d{4}),/gm)].map(([, code]) => code);
  expect(new Set(rows.filter((code) => /^\d{4}$/.test(code)))).toEqual(new Set(closes));
  const types = [...source.matchAll(/^pub const \w+: u64 = (\d+);/gm)].map(([, type]) => type);
  expect(new Set(rows.filter((message) => /^\d{3} /.test(message)).map((message) => message.split(" ")[0]))).toEqual(new Set(types));
});

/** The tables that a guide names, with the columns that it names of each. */
async function namedTables(path: string): Promise<Map<string, string[]>> {
  return new Map((await Guide.read(path)).rows("Database").map(([table, , columns]) => [spansOf(table)[0] ?? "", spansOf(columns)]));
}

test("every table and column that the guides name is there, and no table of their parts is missing", async () => {
  const [known, first, desk] = [await tables(), await namedTables(DEVELOPER_GUIDE), await namedTables(DESK_DEVELOPER_GUIDE)];
  // Those of signing in and of the other platforms have no guide.
  const elsewhere = await Promise.all(["0001_accounts", "0013_social", "0019_social_more"].map((part) => fileOf(`migrations/${part}.sql`)));
  const others = [...elsewhere.join("").matchAll(/^CREATE TABLE (\w+)/gm)].map(([, table]) => table);
  const ours = [...known.keys()].filter((table) => !others.includes(table));
  expect(new Set(desk.keys())).toEqual(new Set(ours.filter((table) => table.startsWith("crm_"))));
  expect(new Set(first.keys())).toEqual(new Set(ours.filter((table) => !table.startsWith("crm_"))));
  for (const [table, columns] of [...first, ...desk]) {
    expect(columns.filter((column) => !known.get(table)?.has(column)), table).toEqual([]);
  }
});

for (const path of [DEVELOPER_GUIDE, USER_GUIDE, DESK_DEVELOPER_GUIDE, DESK_USER_GUIDE]) {
  test(`every file that ${path} links to or shows is there`, async () => {
    // What stands in code is no link.
    const text = (await fileOf(path)).replace(/^```[^]*?^```$/gm, "").replace(/`[^`\n]+`/g, "");
    const links = [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)|src(?:set)?="([^"]+)"/g)].map(([, link, picture]) => link ?? picture ?? "");
    expect(links.length).toBeGreaterThan(0);
    const missing: string[] = [];
    for (const link of links) await access(resolve(ROOT, dirname(path), link)).catch(() => missing.push(link));
    expect(missing).toEqual([]);
    const headings = new Set([...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) => heading.toLowerCase().replaceAll(/[^\w -]/g, "").replaceAll(" ", "-")));
    expect([...text.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor = ""]) => anchor).filter((anchor) => !headings.has(anchor))).toEqual([]);
  });
}
