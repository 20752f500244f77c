// Clients type until the server dies, and remember which words it had said are durable.
// After its restart, each of those words must be there.
import { fileURLToPath } from "node:url";
import * as Y from "yjs";
import { LiveClient, fromEnvironment, randomFrom, waitFor } from "./client.mjs";

/**
 * @typedef {object} TypingOptions
 * @property {string} baseUrl
 * @property {string} contentId
 * @property {import("./client.mjs").Auth | import("./client.mjs").Auth[]} [auth]
 * @property {number} [clients] how many type; 2 if absent
 * @property {number} [seed]
 * @property {number} [pause] most milliseconds between two words; 15 if absent
 */

/**
 * @typedef {object} Typing
 * @property {() => string[]} durable words that the server has said are durable, up to now
 * @property {() => number} typed how many words were typed
 * @property {() => Promise<void>} died waits until every connection has fallen
 * @property {() => string[]} stop ends the typing for good; the words that are durable
 */

/**
 * Begins to type. A client whose connection falls stops and never returns, so that
 * nothing can reach the server again from its memory.
 * @param {TypingOptions} options
 * @returns {Promise<Typing>}
 */
export async function startTyping({ baseUrl, contentId, auth = {}, clients = 2, seed = 1, pause = 15 }) {
  const auths = Array.isArray(auth) ? auth : [auth];
  const writers = await Promise.all(Array.from({ length: clients }, async (_, index) => {
    const client = new LiveClient({ baseUrl, contentId, auth: auths[index % auths.length] ?? {}, reconnect: false });
    await client.synced();
    return new Writer(client, `${seed}-${index}`, randomFrom(seed * 17 + index), pause);
  }));
  const durable = () => writers.flatMap((writer) => writer.durable());
  return {
    durable,
    typed: () => writers.reduce((sum, writer) => sum + writer.words.length, 0),
    died: () => waitFor(() => writers.every((writer) => writer.fallen), 20_000, () => "connections are still up"),
    stop() {
      const words = durable();
      for (const writer of writers) writer.stop();
      return words;
    },
  };
}

/** One client that types words of its own, a paragraph for every few of them. */
class Writer {
  /** Words with the number of the message that carried each. @type {{ word: string, message: number }[]} */
  words = [];
  fallen = false;
  /** Acknowledged messages, kept when the connection falls. */
  #acked = 0;
  #text = new Y.XmlText();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {LiveClient} client @param {string} name @param {() => number} random @param {number} pause */
  constructor(client, name, random, pause) {
    this.client = client;
    client.provider.on("connection-close", () => {
      this.fallen = true;
      clearTimeout(this.#timer);
    });
    const type = () => {
      if (this.fallen) return;
      const before = client.sent;
      const word = `[${name}-${this.words.length}]`;
      client.doc.transact(() => {
        if (this.words.length % 20 === 0) this.#paragraph();
        this.#text.insert(this.#text.length, word);
      });
      // A word that met a closing socket was not sent, and is never durable.
      this.words.push({ word, message: client.sent > before ? client.sent : Infinity });
      this.#timer = setTimeout(type, random() * pause);
    };
    type();
  }

  /** @returns {string[]} */
  durable() {
    // The handshake was complete before the first word, so an acknowledgement is enough.
    this.#acked = Math.max(this.#acked, this.client.acked);
    return this.words.filter(({ message }) => message <= this.#acked).map(({ word }) => word);
  }

  stop() {
    this.fallen = true;
    clearTimeout(this.#timer);
    this.client.destroy();
  }

  #paragraph() {
    const paragraph = new Y.XmlElement("paragraph");
    this.#text = new Y.XmlText();
    paragraph.insert(0, [this.#text]);
    this.client.body.push([paragraph]);
  }
}

/**
 * The words that a fresh client does not find in the post; none, if the server kept its word.
 * @param {{ baseUrl: string, contentId: string, auth?: import("./client.mjs").Auth, words: string[] }} options
 * @returns {Promise<string[]>}
 */
export async function missingWords({ baseUrl, contentId, auth = {}, words }) {
  const client = new LiveClient({ baseUrl, contentId, auth });
  try {
    await client.synced(30_000);
    const text = client.body.toString();
    return words.filter((word) => !text.includes(word));
  } finally {
    client.destroy();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const options = fromEnvironment();
  const typing = await startTyping(options);
  console.log("Typing. Kill the server now, and start it again.");
  await typing.died();
  const words = typing.stop();
  console.log(`${typing.typed()} words typed, ${words.length} of them durable. Waiting for the server.`);
  const missing = await missingWords({ ...options, words });
  console.log(missing.length === 0 ? "All durable words are there." : `LOST: ${missing.join(" ")}`);
  process.exitCode = missing.length === 0 ? 0 : 1;
}
