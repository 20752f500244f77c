// A real Yjs client over the live socket, outside browsers: yjs, y-websocket and ws.
import * as decoding from "lib0/decoding";
import { WebSocket } from "ws";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";

// y-websocket's resync asks for the global class, which Node has only from version 22 on.
globalThis.WebSocket ??= /** @type {any} */ (WebSocket);

/**
 * Who speaks. One of `cookie` (the whole Cookie header) and `token` (an API token).
 * @typedef {{ cookie?: string, token?: string, origin?: string }} Auth
 */

/**
 * @typedef {object} ClientOptions
 * @property {string} baseUrl like `http://localhost:3000`
 * @property {string} contentId
 * @property {Auth} [auth]
 * @property {() => number} [delay] milliseconds that a frame waits, each way; order is kept
 * @property {boolean} [reconnect] whether to connect again after a close; true if absent
 */

/** @param {string} baseUrl */
const socketsOf = (baseUrl) => `${baseUrl.replace(/^http/, "ws")}/ws/content`;

/** A client in the room of one post. Knows which of its edits are durable. */
export class LiveClient {
  doc = new Y.Doc();
  title = this.doc.getText("title");
  body = this.doc.getXmlFragment("body");
  /** Document messages sent on the present connection. */
  sent = 0;
  /** How many of them the server says are durable. */
  acked = 0;
  /** Our step 2 has gone out on the present connection. */
  answered = false;
  /** The role as last told. @type {string | null} */
  role = null;
  /** Codes of all closes that came from the server. @type {number[]} */
  closes = [];

  /** @param {ClientOptions} options */
  constructor({ baseUrl, contentId, auth = {}, delay, reconnect = true }) {
    this.provider = new WebsocketProvider(socketsOf(baseUrl), contentId, this.doc, {
      connect: false,
      disableBc: true,
      params: { acks: "1", schema: "2" },
      resyncInterval: 2_000,
      maxBackoffTime: 500,
      shouldReconnect: (event) => reconnect && !(event.code >= 4400 && event.code < 4500),
      WebSocketPolyfill: /** @type {any} */ (socketClass(this, auth, delay)),
    });
    this.provider.messageHandlers[100] = (_reply, message) => {
      this.acked = decoding.readVarUint(message);
    };
    this.provider.messageHandlers[101] = (_reply, message) => {
      this.role = JSON.parse(decoding.readVarString(message)).role;
    };
    this.provider.on("connection-close", (event) => {
      if (event) this.closes.push(event.code);
      this.answered = false;
    });
    this.provider.connect();
  }

  /** Both sides have what the other had, and all that was sent is durable. */
  get durable() {
    return this.provider.synced && this.answered && this.acked === this.sent;
  }

  /** Waits until both sides have exchanged what they had. */
  async synced(timeout = 15_000) {
    await waitFor(() => this.provider.synced && this.answered, timeout, () => `no sync; closes: ${this.closes}`);
  }

  /** Waits until every edit is durable. */
  async saved(timeout = 15_000) {
    await waitFor(() => this.durable, timeout, () =>
      `not saved: sent ${this.sent}, acknowledged ${this.acked}; closes: ${this.closes}`);
  }

  /** From the next connection on it goes to this server. @param {string} baseUrl */
  moveTo(baseUrl) {
    this.provider.serverUrl = socketsOf(baseUrl);
  }

  /** Cuts the connection as a failing network does, without a closing handshake. */
  drop() {
    const socket = /** @type {any} */ (this.provider.ws);
    this.provider.disconnect();
    socket?.terminate?.();
  }

  destroy() {
    this.provider.destroy();
    this.provider.awareness.destroy();
    this.doc.destroy();
  }
}

/**
 * @param {LiveClient} client
 * @param {Auth} auth
 * @param {(() => number) | undefined} delay
 */
function socketClass(client, { cookie, token, origin }, delay) {
  /** @type {Record<string, string>} */
  const headers = {};
  if (cookie) headers["cookie"] = cookie;
  if (token) headers["authorization"] = `Bearer ${token}`;
  /** Runs tasks in order, each after its wait. */
  const line = () => {
    let last = Promise.resolve();
    return (/** @type {() => void} */ task) => {
      if (!delay) return task();
      last = last.then(() => new Promise((resolve) => setTimeout(resolve, delay()))).then(task);
    };
  };
  return class extends WebSocket {
    #out = line();
    #in = line();

    /** @param {string} url @param {string[]} protocols */
    constructor(url, protocols) {
      super(url, protocols, { headers, ...(origin ? { origin } : {}) });
      this.on("open", () => {
        client.sent = client.acked = 0;
      });
    }

    /** @param {any} data */
    // @ts-expect-error: narrower than the base, which takes options too
    send(data) {
      if (data[0] === 0 && (data[1] === 1 || data[1] === 2)) {
        client.sent += 1;
        if (data[1] === 1) client.answered = true;
      }
      this.#out(() => {
        if (this.readyState === WebSocket.OPEN) super.send(data);
      });
    }

    // @ts-expect-error: an accessor over an accessor that the types call a property
    set onmessage(/** @type {((event: any) => void) | null} */ listener) {
      Reflect.set(WebSocket.prototype, "onmessage", listener && ((/** @type {any} */ event) => this.#in(() => listener(event))), this);
    }
  };
}

/**
 * Waits for a condition; what went wrong is said by `explain`.
 * @param {() => boolean} condition
 * @param {number} timeout
 * @param {() => string} explain
 */
export async function waitFor(condition, timeout, explain) {
  const end = Date.now() + timeout;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`${explain()} (after ${timeout} ms)`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Numbers from 0 to 1 that a seed decides. @param {number} seed @returns {() => number} */
export function randomFrom(seed) {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Options from the environment: BASE_URL, CONTENT_ID, and COOKIE or TOKEN. */
export function fromEnvironment() {
  const { BASE_URL = "http://localhost:3000", CONTENT_ID, COOKIE, TOKEN } = process.env;
  if (!CONTENT_ID) throw new Error("Set CONTENT_ID to the id of a post that you may write in.");
  /** @type {Auth} */
  const auth = { ...(COOKIE ? { cookie: COOKIE } : {}), ...(TOKEN ? { token: TOKEN } : {}) };
  return { baseUrl: BASE_URL, contentId: CONTENT_ID, auth };
}
