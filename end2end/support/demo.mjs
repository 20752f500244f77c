// The built program with its demo people, for scripts that are run by hand.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";

/** Of the demo accounts. */
const PASSWORD = "huntaze-demo";

/** Waits for so long. */
export const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** Waits until something is so. */
export async function until(what, isSo) {
  const end = Date.now() + 60_000;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`waited for a minute: ${what}`);
    await wait(250);
  }
}

async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address();
  probe.close();
  await once(probe, "close");
  return port;
}

/** Starts the program of a build with demo data. Answers its process and address. */
export async function start(dist, folder) {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const env = {
    PATH: process.env.PATH,
    DATA_DIR: folder,
    LEPTOS_SITE_ADDR: `127.0.0.1:${port}`,
    LEPTOS_SITE_ROOT: join(dist, "site"),
    PUBLIC_URL: url,
    LOG: "warn",
  };
  execFileSync(join(dist, "huntaze"), ["demo"], { env, stdio: ["ignore", "ignore", "inherit"] });
  const child = spawn(join(dist, "huntaze"), ["serve"], { env, stdio: ["ignore", "ignore", "inherit"] });
  // Whatever goes wrong, no server stays behind.
  process.on("exit", () => child.kill("SIGKILL"));
  await until("the server is ready", async () => {
    if (child.exitCode !== null) throw new Error("the server did not start");
    return fetch(`${url}/readyz`).then((answer) => answer.ok, () => false);
  });
  return { child, url };
}

/** One of the demo people, in a browser of their own. */
export class Person {
  static async of(browser, url, name) {
    const options = { baseURL: url, locale: "en-GB", timezoneId: "Europe/Paris", reducedMotion: "reduce" };
    const context = await browser.newContext({ ...options, viewport: { width: 1280, height: 800 } });
    const person = Object.assign(new Person(), { browser, options, context });
    person.me = await person.ask("post", "/api/auth/login", { email: `${name}@demo.huntaze.app`, password: PASSWORD });
    return person;
  }

  /** REST, in their name. */
  async ask(method, path, data) {
    const answer = await this.context.request[method](path, data && { data });
    if (!answer.ok()) throw new Error(`${method} ${path}: ${await answer.text()}`);
    const text = await answer.text();
    return text ? JSON.parse(text) : undefined;
  }

  async open(path) {
    return opened(await this.context.newPage(), path);
  }

  /** The same person on a phone. */
  async openOnPhone(path) {
    const storageState = await this.context.storageState();
    const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
    const context = await this.browser.newContext({ ...this.options, ...phone, storageState });
    return opened(await context.newPage(), path);
  }
}

/** Goes to a page, and waits until it has woken up. */
export async function opened(page, path) {
  await page.goto(path);
  await page.locator("html[data-awake]").waitFor({ state: "attached" });
  return page;
}
