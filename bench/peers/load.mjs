// The benchmark's end of a process of the load.
import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/** Milliseconds that one call may take. */
const CALL_MAX = 120_000;

/** Readers or a writer, in a process of their own. */
export class Load {
  #child;
  #calls = new Map();
  #next = 0;

  /** @param {"readers" | "writer"} role */
  constructor(role) {
    this.#child = fork(join(import.meta.dirname, "load/main.mjs"), [role], { serialization: "advanced" });
    this.#child.on("message", ({ id, value, error }) => {
      const call = this.#calls.get(id);
      this.#calls.delete(id);
      if (error === undefined) call?.done(value);
      else call?.failed(new Error(error));
    });
    this.#child.on("exit", () => {
      for (const { failed } of this.#calls.values()) failed(new Error(`the process of the ${role} ended`));
    });
  }

  /** Has something done there. */
  call(call, options = {}) {
    const id = (this.#next += 1);
    return new Promise((done, failed) => {
      const timer = setTimeout(() => failed(new Error(`${call}: not done within ${CALL_MAX / 1000} s`)), CALL_MAX);
      const ending = (settle) => (value) => {
        clearTimeout(timer);
        settle(value);
      };
      this.#calls.set(id, { done: ending(done), failed: ending(failed) });
      this.#child.send({ id, call, options });
    });
  }

  async stop() {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exited = once(this.#child, "exit");
    this.#child.kill("SIGKILL");
    await exited;
  }
}
