// One client's line to a document: greets, asks for what is there, answers what the server asks.
import * as Y from "yjs";
import { Dialect, STEP_1_SAID, STEP_2_SAID, UPDATE_SAID } from "./dialect.mjs";
import { Socket } from "./socket.mjs";

const NOTHING = Y.encodeStateAsUpdate(new Y.Doc());
const KNOWS_NOTHING = Y.encodeStateVector(new Y.Doc());

/** Milliseconds on the clock that all processes of this machine share. */
export const now = () => Number(process.hrtime.bigint()) / 1e6;

/** Where a line goes: `{ kind, address, name, headers }`, as servers.mjs makes it. */
export class Line {
  #socket;
  #dialect;
  #doc;
  #synced;
  #onUpdate;
  /** Why the server ended it; `null` as long as it is open. */
  ended = null;

  /**
   * Connects and waits for the document.
   * @param {{ kind: "y-websocket" | "hocuspocus", address: string, name: string, headers: Record<string, string> }} where
   * @param {{ doc?: Y.Doc, onUpdate?: (update: Uint8Array) => void }} options `doc` takes what the
   *   document holds, for who wants to write in it; `onUpdate` hears of every change after that
   * @returns {Promise<{ line: Line, state: Uint8Array }>} with the document as one update
   */
  static async open(where, { doc, onUpdate } = {}) {
    const line = new Line();
    line.#dialect = new Dialect(where.kind, where.name);
    line.#doc = doc;
    line.#onUpdate = onUpdate ?? (() => {});
    const state = await new Promise((done, failed) => {
      line.#synced = done;
      const end = (why) => failed(new Error((line.ended = why)));
      Socket.open(where.address, where.headers, (bytes, socket) => line.#hear(bytes, socket), end).then((socket) => {
        line.#socket = socket;
        const greeting = line.#dialect.greeting();
        if (greeting) socket.send(greeting);
        socket.send(line.#dialect.step1(doc ? Y.encodeStateVector(doc) : KNOWS_NOTHING));
      }, failed);
    });
    return { line, state };
  }

  #hear(bytes, socket) {
    const said = this.#dialect.read(bytes);
    switch (said?.kind) {
      case STEP_1_SAID:
        socket.send(this.#dialect.step2(this.#doc ? Y.encodeStateAsUpdate(this.#doc, said.body) : NOTHING));
        break;
      case STEP_2_SAID:
        if (this.#doc) Y.applyUpdate(this.#doc, said.body);
        this.#synced(Buffer.from(said.body));
        break;
      case UPDATE_SAID:
        this.#onUpdate(said.body);
        break;
    }
  }

  /** Sends an update. `false`: wait for [`drained`] before the next one. */
  update(update) {
    return this.#socket.send(this.#dialect.update(update));
  }

  drained() {
    return this.#socket.drained();
  }

  close() {
    this.#socket.close();
  }
}
