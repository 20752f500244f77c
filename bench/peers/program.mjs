// A server as a process: started on a free port, looked at from outside, stopped.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { freePort } from "../program.mjs";

/** Milliseconds that a server may take to answer at first, and to end. */
const START_MAX = 20_000;
const STOP_MAX = 40_000;

/** What Linux counts processor time in, for a second. */
const TICKS = 100;

/** A running server. */
export class Program {
  #child;
  #said = "";
  #kill = () => this.#child.kill("SIGKILL");

  constructor(child, port) {
    this.#child = child;
    this.port = port;
    process.prependOnceListener("exit", this.#kill);
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (this.#said = (this.#said + text).slice(-2_000)));
  }

  /**
   * Starts one and waits until it answers.
   * @param {string} command
   * @param {string[]} parameters
   * @param {(port: number) => Record<string, string>} environment
   * @param {string} path answers with a good status once it serves
   */
  static async start(command, parameters, environment, path) {
    const port = await freePort();
    const env = { PATH: process.env.PATH, ...environment(port) };
    const child = spawn(command, parameters, { env, stdio: ["ignore", "pipe", "pipe"] });
    const program = new Program(child, port);
    const failed = new Promise((_, no) => child.once("error", no));
    failed.catch(() => {});
    const end = Date.now() + START_MAX;
    for (;;) {
      if (child.exitCode !== null) throw new Error(`${command} did not start: ${program.#said.trim() || "it says nothing"}`);
      const ready = fetch(`http://127.0.0.1:${port}${path}`).then((answer) => answer.ok, () => false);
      if (await Promise.race([ready, failed])) return program;
      if (Date.now() > end) {
        await program.stop();
        throw new Error(`${command} did not answer within ${START_MAX / 1000} s: ${program.#said.trim() || "it says nothing"}`);
      }
      await new Promise((wait) => setTimeout(wait, 20));
    }
  }

  /** Seconds of processor time, of all its threads, since it was started. */
  async processor() {
    const stat = await this.#proc("stat");
    // The name, in brackets, may hold spaces; user and system time are fields 14 and 15.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[11]) + Number(fields[12])) / TICKS;
  }

  /** Bytes of resident memory. */
  async memory() {
    return Number(/VmRSS:\s+(\d+)/.exec(await this.#proc("status"))[1]) * 1024;
  }

  async #proc(file) {
    if (this.#child.exitCode === null && this.#child.signalCode === null) return readFile(`/proc/${this.#child.pid}/${file}`, "utf8");
    throw new Error(`the server ended by itself: ${this.#said.trim() || "without a word"}`);
  }

  /** Ends it as an operator does; by force if that takes too long. */
  async stop() {
    process.removeListener("exit", this.#kill);
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exited = once(this.#child, "exit");
    this.#child.kill("SIGTERM");
    const force = setTimeout(this.#kill, STOP_MAX);
    await exited;
    clearTimeout(force);
  }
}
