// Our server: accounts, posts and rights are made once, over REST; every measure starts from a copy of them.
import { rmSync } from "node:fs";
import { cp, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Program } from "./program.mjs";

const dist = resolve(process.env.BENCH_DIST ?? join(import.meta.dirname, "../../dist"));

/** Who reads: each is an account with the role of a viewer. */
const PEOPLE = 50;

/** Requests that are made at once. */
const TOGETHER = 4;

async function bytesOf(folder) {
  const entries = await readdir(folder, { withFileTypes: true });
  const sizes = entries.map(async (entry) => (entry.isDirectory() ? bytesOf(join(folder, entry.name)) : (await stat(join(folder, entry.name))).size));
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

function serve(folder) {
  const environment = (port) => ({
    DATA_DIR: folder,
    LEPTOS_SITE_ADDR: `127.0.0.1:${port}`,
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    LEPTOS_SITE_ROOT: join(dist, "site"),
    LOG: "warn",
    REGISTER_PER_MINUTE: "100000",
    // Where a gateway is set, as in production, no made-up fans are in memory.
    ONLYFANS_SANDBOX_FANS: "0",
  });
  return Program.start(join(dist, "huntaze"), ["serve"], environment, "/readyz");
}

/** Huntaze. `prepare` first; what it makes is removed when this process ends. */
export class Huntaze {
  name = "huntaze";
  /** Documents live in a database: they survive the server, and take room on the disk. */
  keeps = true;
  #separate;
  #folder;
  #template;
  #templateBytes;
  #owner;
  #people = [];
  #shared;
  #posts = [];
  #data;

  /** @param {number} separate how many posts one person each may need */
  constructor(separate) {
    this.#separate = separate;
  }

  async prepare() {
    this.#folder = await mkdtemp(join(tmpdir(), "huntaze-peers-"));
    process.once("exit", () => rmSync(this.#folder, { recursive: true, force: true }));
    this.#template = join(this.#folder, "template");
    const program = await serve(this.#template);
    try {
      const post = (path, body, cookie) => request(program.port, path, body, cookie);
      const register = async (name) => {
        const body = { name, email: `${name.toLowerCase()}@example.com`, password: "a measured sentence" };
        const { cookie } = await post("/api/auth/register", body);
        return { email: body.email, cookie };
      };
      this.#owner = await register("Writer");
      await each(PEOPLE, async (number) => (this.#people[number] = await register(`Reader${number}`)));
      this.#shared = (await post("/api/content", { title: "Measured", markdown: "" }, this.#owner.cookie)).body.id;
      await each(PEOPLE, (number) =>
        post(`/api/content/${this.#shared}/collaborators`, { email: this.#people[number].email, permission: "viewer" }, this.#owner.cookie),
      );
      await each(this.#separate, async (number) => {
        const { cookie } = this.#person(number);
        this.#posts[number] = (await post("/api/content", { title: `Post ${number}`, markdown: "" }, cookie)).body.id;
      });
    } finally {
      await program.stop();
    }
    this.#templateBytes = await bytesOf(this.#template);
  }

  #person(number) {
    return this.#people[number % PEOPLE];
  }

  /** Starts on a fresh copy of what was prepared. */
  async start() {
    this.#data = join(this.#folder, "data");
    await rm(this.#data, { recursive: true, force: true });
    await cp(this.#template, this.#data, { recursive: true });
    return serve(this.#data);
  }

  /** Starts on what the last one left. */
  again() {
    return serve(this.#data);
  }

  /** Bytes that were added on the disk since the start. To be asked when the server has stopped. */
  async disk() {
    return (await bytesOf(this.#data)) - this.#templateBytes;
  }

  /** Where the document is that all share, for the one who writes. */
  writer(program) {
    return this.#place(program, this.#shared, this.#owner.cookie);
  }

  /** And for a reader. */
  reader(program, number) {
    return this.#place(program, this.#shared, this.#person(number).cookie);
  }

  /** A document of its own. */
  own(program, number) {
    return this.#place(program, this.#posts[number], this.#person(number).cookie);
  }

  // As our pages connect: asking to be told what is durable.
  #place({ port }, id, cookie) {
    return { kind: "y-websocket", address: `ws://127.0.0.1:${port}/ws/content/${id}?acks=1&schema=2`, name: id, headers: { cookie } };
  }
}

/** Calls for all numbers below `count`, some at a time. */
async function each(count, call) {
  let next = 0;
  const worker = async () => {
    while (next < count) await call((next += 1) - 1);
  };
  await Promise.all(Array.from({ length: TOGETHER }, worker));
}

async function request(port, path, body, cookie) {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...(cookie ? { cookie } : {}) },
    body: JSON.stringify(body),
  });
  if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return { body: await answer.json(), cookie: answer.headers.get("set-cookie")?.split(";")[0] };
}
