// Several real clients edit one post at random, lose their connections and come back.
// In the end all of them, and the server as a fresh client finds it, must be equal.
import { fileURLToPath } from "node:url";
import * as Y from "yjs";
import { LiveClient, fromEnvironment, randomFrom, waitFor } from "./client.mjs";
import { edit } from "./edits.mjs";

/**
 * @typedef {object} ConvergeOptions
 * @property {string | string[]} baseUrl like `http://localhost:3000`; of several servers each client takes one, and
 *   any of them after a cut
 * @property {string} contentId a post that all of them may write in
 * @property {import("./client.mjs").Auth | import("./client.mjs").Auth[]} [auth] for all, or one each in turn
 * @property {number} seed decides edits, cuts and delays
 * @property {number} [clients] how many; 5 if absent
 * @property {number} [edits] how many each makes; 60 if absent
 * @property {number} [timeout] milliseconds to settle in the end; 30000 if absent
 */

/**
 * @typedef {object} Converged
 * @property {string} title
 * @property {string} xml
 * @property {number} cuts how often a connection was lost
 */

/** What must be equal. @param {LiveClient} client */
function stateOf({ doc, title, body }) {
  const vector = [...Y.decodeStateVector(Y.encodeStateVector(doc))].sort(([a], [b]) => a - b);
  return { vector: JSON.stringify(vector), title: JSON.stringify(title.toDelta()), xml: body.toString() };
}

/**
 * Runs it; throws with the seed and the first difference if they do not converge.
 * @param {ConvergeOptions} options
 * @returns {Promise<Converged>}
 */
export async function converge({ baseUrl, contentId, auth = {}, seed, clients = 5, edits = 60, timeout = 30_000 }) {
  const random = randomFrom(seed);
  const auths = Array.isArray(auth) ? auth : [auth];
  const servers = Array.isArray(baseUrl) ? baseUrl : [baseUrl];
  /** @param {number} which */
  const server = (which) => servers[Math.floor(which) % servers.length] ?? "";
  let cuts = 0;
  const delay = () => random() * 25;
  const all = Array.from({ length: clients }, (_, index) =>
    new LiveClient({ baseUrl: server(index), contentId, auth: auths[index % auths.length] ?? {}, delay }));
  /** @type {LiveClient | undefined} */
  let fresh;
  try {
    await Promise.all(all.map((client) => client.synced()));
    await Promise.all(all.map(async (client, index) => {
      // Each has its own dice, so that their order in time does not change what they do.
      const dice = randomFrom(seed * 31 + index);
      for (let done = 0; done < edits; done += 1) {
        edit(client.doc, dice);
        if (dice() < 0.07) {
          cuts += 1;
          client.drop();
          if (dice() < 0.7) for (let more = dice() * 5; more > 0; more -= 1) edit(client.doc, dice);
          await sleep(dice() * 200);
          if (servers.length > 1) client.moveTo(server(dice() * servers.length));
          client.provider.connect();
        }
        await sleep(dice() * 30);
      }
    }));
    await Promise.all(all.map((client) => client.saved(timeout)));
    fresh = new LiveClient({ baseUrl: server(0), contentId, auth: auths[0] ?? {} });
    await fresh.synced();
    const everyone = [fresh, ...all];
    await waitFor(() => difference(everyone) === null, timeout, () => `seed ${seed}: ${difference(everyone)}`);
    return { title: fresh.title.toString(), xml: fresh.body.toString(), cuts };
  } finally {
    for (const client of [...all, ...(fresh ? [fresh] : [])]) client.destroy();
  }
}

/** The first difference from the first of them, in words. @param {LiveClient[]} everyone */
function difference(everyone) {
  const [first, ...others] = everyone.map(stateOf);
  if (!first) return null;
  for (const [index, other] of others.entries()) {
    for (const part of /** @type {const} */ (["vector", "title", "xml"])) {
      if (other[part] !== first[part]) {
        let at = 0;
        while (other[part][at] === first[part][at]) at += 1;
        const around = (/** @type {string} */ text) => text.slice(Math.max(0, at - 60), at + 60);
        return `${part} of client ${index} is not the server's at ${at}:\n  server …${around(first[part])}…\n  client …${around(other[part])}…`;
      }
    }
  }
  return null;
}

/** @param {number} milliseconds */
const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const first = Number(process.env["SEED"] ?? 1);
  const seeds = Number(process.env["SEEDS"] ?? 1);
  for (let seed = first; seed < first + seeds; seed += 1) {
    const { xml, cuts } = await converge({ ...fromEnvironment(), seed });
    console.log(`seed ${seed}: equal, ${xml.length} characters of XML, ${cuts} cuts`);
  }
}
