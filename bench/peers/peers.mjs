// The peers, each as its own documentation starts it, on Node: everybody may do everything, nothing is kept.
import { join } from "node:path";
import { Program } from "./program.mjs";

const node = process.env.BENCH_NODE ?? process.execPath;

class Peer {
  keeps = false;
  #kind;
  #script;

  /** @param {string} name @param {"y-websocket" | "hocuspocus"} kind @param {string} script */
  constructor(name, kind, script) {
    this.name = name;
    this.#kind = kind;
    this.#script = join(import.meta.dirname, script);
  }

  async prepare() {}

  start() {
    const environment = (port) => ({ HOST: "127.0.0.1", PORT: String(port), NODE_ENV: "production" });
    return Program.start(node, [this.#script], environment, "/");
  }

  writer(program) {
    return this.#place(program, "shared");
  }

  reader(program) {
    return this.#place(program, "shared");
  }

  own(program, number) {
    return this.#place(program, `own-${number}`);
  }

  #place({ port }, name) {
    return { kind: this.#kind, address: `ws://127.0.0.1:${port}/${name}`, name, headers: {} };
  }
}

/** The servers that ours is measured against. */
export const peers = [
  new Peer("hocuspocus", "hocuspocus", "hocuspocus.mjs"),
  new Peer("y-websocket", "y-websocket", "node_modules/@y/websocket-server/src/server.js"),
];
