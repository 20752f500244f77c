// The built program and its answers, for what measures it.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { Agent, request } from "node:http";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { performance } from "node:perf_hooks";

/** The checkout. */
export const root = resolve(import.meta.dirname, "..");
const dist = resolve(process.env.BENCH_DIST ?? join(root, "dist"));

const sorted = (numbers) => [...numbers].sort((a, b) => a - b);
/** The value that a part `q` of the numbers does not pass. */
export const quantile = (numbers, q) => sorted(numbers)[Math.min(numbers.length - 1, Math.floor(numbers.length * q))];
/** A line of what is being done. */
export const progress = (text) => process.stderr.write(`==> ${text}\n`);

/** A port that nobody listens on. */
export async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address();
  probe.close();
  await once(probe, "close");
  return port;
}

// Whatever goes wrong, no server stays behind.
let running;
process.on("exit", () => running?.kill("SIGKILL"));

/** Starts the program with more settings, if there are any; answers it with the milliseconds until it served. */
export async function start(folder, port, more = {}) {
  const began = performance.now();
  const child = spawn(join(dist, "huntaze"), ["serve"], {
    env: {
      PATH: process.env.PATH,
      DATA_DIR: folder,
      LEPTOS_SITE_ADDR: `127.0.0.1:${port}`,
      LEPTOS_SITE_ROOT: join(dist, "site"),
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      LOG: "warn",
      ...more,
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
  running = child;
  for (;;) {
    if (child.exitCode !== null) throw new Error("the server did not start");
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`).then((answer) => answer.ok, () => false);
    if (ready) return { child, milliseconds: performance.now() - began };
    await new Promise((wait) => setTimeout(wait, 2));
  }
}

/** Stops it in good order. */
export async function stop(child) {
  const exited = once(child, "exit");
  child.kill("SIGTERM");
  await exited;
}

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/** Milliseconds of one request over one connection, to the last byte. */
export function get(port, path, cookie) {
  return new Promise((done, failed) => {
    const began = performance.now();
    request({ host: "127.0.0.1", port, path, agent, headers: { cookie } }, (answer) => {
      answer.resume();
      answer.on("end", () => (answer.statusCode === 200 ? done(performance.now() - began) : failed(new Error(`${path}: ${answer.statusCode}`))));
    })
      .on("error", failed)
      .end();
  });
}

/** Lets the connection go, so that the measuring program can end. */
export const hangUp = () => agent.destroy();

/** Makes the first account; answers its cookie. */
export async function register(url) {
  const answer = await fetch(`${url}/api/auth/register`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name: "Bench", email: "bench@example.com", password: "a measured sentence" }),
  });
  if (answer.status !== 201) throw new Error(await answer.text());
  return answer.headers.get("set-cookie").split(";")[0];
}
