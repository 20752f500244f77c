// The real program, as it was built, with a database of its own.
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const PROGRAM = resolve(import.meta.dirname, "../../dist/huntaze");

/** A server that can be killed and started again with what it had. */
export class Server {
  #process: ChildProcess | undefined;
  #output = "";

  private constructor(
    readonly url: string,
    readonly folder: string,
    readonly databaseUrl: string,
    readonly settings: Record<string, string>,
  ) {}

  /** Starts one with an empty database: SQLite, or a new one on the PostgreSQL server of the test run. */
  static async start(engine: "sqlite" | "postgres" = "sqlite", settings: Record<string, string> = {}): Promise<Server> {
    const folder = await mkdtemp(join(tmpdir(), "huntaze-"));
    const databaseUrl = engine === "sqlite" ? `sqlite:${join(folder, "huntaze.db")}` : await newPostgresDatabase();
    const server = new Server(`http://localhost:${await freePort()}`, folder, databaseUrl, settings);
    await server.up();
    return server;
  }

  /** Starts two that work together, with one new PostgreSQL database and the Redis server of the test run. */
  static async startTwo(): Promise<[Server, Server]> {
    const redis = process.env["TEST_REDIS_URL"];
    if (!redis) throw new Error("TEST_REDIS_URL must name a Redis server; `make test` starts one.");
    const key = `${crypto.randomUUID()}${crypto.randomUUID()}`;
    const one = await Server.start("postgres", { REDIS_URL: redis, SECRET_KEY: key });
    const folder = await mkdtemp(join(tmpdir(), "huntaze-"));
    const two = new Server(`http://localhost:${await freePort()}`, folder, one.databaseUrl, one.settings);
    await two.up();
    return [one, two];
  }

  /** Starts the program and waits until it is ready. */
  async up(): Promise<void> {
    const child = spawn(PROGRAM, ["serve"], {
      env: {
        PATH: process.env["PATH"],
        LEPTOS_SITE_ROOT: resolve(import.meta.dirname, "../../dist/site"),
        DATA_DIR: this.folder,
        DATABASE_URL: this.databaseUrl,
        LEPTOS_SITE_ADDR: new URL(this.url).host.replace("localhost", "127.0.0.1"),
        PUBLIC_URL: this.url,
        // Tests sign many people in from one address.
        SIGN_IN_PER_MINUTE_AND_ADDRESS: "1000",
        REGISTER_PER_MINUTE: "1000",
        ONLYFANS_SANDBOX_FANS: "20",
        ...this.settings,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#process = child;
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (this.#output += data));
    const end = Date.now() + 20_000;
    for (;;) {
      if (child.exitCode !== null || Date.now() > end) throw new Error(`the server did not start:\n${this.#output}`);
      const ready = await fetch(`${this.url}/readyz`).then((answer) => answer.ok, () => false);
      if (ready) return;
      await new Promise((wait) => setTimeout(wait, 25));
    }
  }

  /** Ends the program: politely, or as a power cut would. */
  async down(signal: "SIGTERM" | "SIGKILL" = "SIGTERM"): Promise<void> {
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, "exit");
    child.kill(signal);
    await exited;
  }

  /** Ends it for good. */
  async end(): Promise<void> {
    await this.down("SIGKILL");
    await rm(this.folder, { recursive: true, force: true });
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

/** Whether the test run has a PostgreSQL server; without it nothing may be skipped silently. */
export function postgresServer(): string {
  const url = process.env["TEST_DATABASE_URL"];
  if (!url) throw new Error("TEST_DATABASE_URL must name a PostgreSQL server; `make test` starts one.");
  return url;
}

async function newPostgresDatabase(): Promise<string> {
  const server = postgresServer();
  const name = `e2e_${process.pid}_${Date.now().toString(36)}`;
  await promisify(execFile)("psql", [server, "-q", "-c", `CREATE DATABASE ${name}`]);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
