// Two real clients edit before, in, across and after the words of a thread of comments: in turns and with undo, or at
// the same time. Whatever they do, the letters that bear the thread's mark are those of a model, and so is the range
// that the server tells.
//
// What Yjs does not promise is left out, and is in decision 10: marks end when somebody takes the last of the words
// away, and only their own undo brings them back.
import { fileURLToPath } from "node:url";
import * as Y from "yjs";
import { LiveClient, fromEnvironment, randomFrom, waitFor } from "./client.mjs";

/** The only line of the post, before anything is done to it. Each letter is there once. */
export const FIRST = "abcdefghijklmnopqrstuvwxyz";

/** @typedef {{ start: number, end: number }} Range in characters: the first, and the one after the last */

/**
 * @typedef {object} AnchorsOptions
 * @property {string} baseUrl like `http://localhost:3000`
 * @property {string} contentId a post whose text is one paragraph, {@link FIRST}
 * @property {import("./client.mjs").Auth} [auth]
 * @property {number} seed decides the words and all edits
 * @property {boolean} together several edits of both before they hear of each other's, without undo; otherwise each
 *   hears of the other's before the next, and the first one takes deeds back
 * @property {number} [rounds] how often both edit and are compared; 80 if absent
 * @property {(range: Range) => Promise<() => Promise<Range | null>>} comment starts a thread on these letters; what it
 *   answers asks the server where they are now
 */

/** @param {LiveClient} client @returns {Y.XmlText} */
function line({ body }) {
  const [text] = [...body.createTreeWalker((node) => node instanceof Y.XmlText)];
  if (!(text instanceof Y.XmlText)) throw new Error("the post has no line of text");
  return text;
}

/** Every letter with the name of its mark, if it has one. @param {LiveClient} client */
function letters(client) {
  /** @type {{ letter: string, mark: [string, unknown] | undefined }[]} */
  const all = [];
  for (const { insert, attributes } of line(client).toDelta()) {
    const mark = Object.entries(attributes ?? {}).find(([name]) => name.startsWith("comment"));
    for (const letter of insert) all.push({ letter, mark });
  }
  return all;
}

/**
 * Runs it; throws with the seed and the round where model and document differ. The model: whether a letter belongs to
 * the words is decided when it is typed, and stays so, also when it is deleted and comes back. Answers how many edits
 * were made, and how many letters came back by undo.
 * @param {AnchorsOptions} options
 */
export async function anchors({ baseUrl, contentId, auth = {}, seed, together, rounds = 80, comment }) {
  const random = randomFrom(seed);
  /** @param {number} below */
  const upTo = (below) => Math.floor(random() * below);
  const clients = [0, 1].map(() => new LiveClient({ baseUrl, contentId, auth }));
  /** @type {Set<string>} */
  const marked = new Set();
  let edits = 0;
  let back = 0;
  let next = 0x4e00;
  try {
    await Promise.all(clients.map((client) => client.synced()));
    const start = upTo(FIRST.length - 1);
    const end = start + 1 + upTo(FIRST.length - start);
    const where = await comment({ start, end });
    for (const letter of FIRST.slice(start, end)) marked.add(letter);
    await waitFor(() => clients.every((client) => letters(client).some(({ mark }) => mark)), 15_000, () => "the mark did not come");
    const mine = /** @type {LiveClient} */ (clients[0]);
    const mark = letters(mine).find(({ mark: found }) => found)?.mark;
    if (!mark) throw new Error("no mark");
    const [key, value] = mark;
    const undo = new Y.UndoManager(line(mine), { trackedOrigins: new Set(["typing"]), captureTimeout: 0 });
    /** @param {number} who */
    const edit = (who) => {
      const client = /** @type {LiveClient} */ (clients[who]);
      const now = letters(client);
      const at = upTo(now.length + 1);
      const dice = random();
      edits += 1;
      if (dice < 0.45) {
        // As the editor does: what is typed belongs to the words if they are on both sides of it.
        const inside = Boolean(now[at - 1]?.mark && now[at]?.mark);
        const letter = String.fromCodePoint(next);
        next += 1;
        client.doc.transact(() => line(client).insert(at, letter, { [key]: inside ? value : null }), "typing");
        if (inside) marked.add(letter);
      } else if (dice < 0.7) {
        const long = Math.min(now.length - at, 1 + upTo(4));
        const leaves = now.some(({ mark: one }, index) => one && (index < at || index >= at + long));
        if (long === 0 || !(leaves || (who === 0 && !together))) return;
        client.doc.transact(() => line(client).delete(at, long), "typing");
      } else if (who === 0 && !together) {
        undo.undo();
        const before = new Set(now.map(({ letter }) => letter));
        back += letters(client).filter(({ letter }) => !before.has(letter)).length;
      }
    };

    for (let round = 0; round < rounds; round += 1) {
      for (let more = together ? 1 + upTo(4) : 1; more > 0; more -= 1) edit(upTo(2));
      await Promise.all(clients.map((client) => client.saved()));
      const text = () => clients.map((client) => JSON.stringify(line(client).toDelta()));
      await waitFor(() => text()[0] === text()[1], 15_000, () => `seed ${seed}, round ${round}: ${text().join("\n")}`);
      const now = letters(mine);
      const said = `seed ${seed}, round ${round}: in ${now.map(({ letter }) => letter).join("")}`;
      for (const { letter, mark: found } of now) {
        if (Boolean(found) !== marked.has(letter)) throw new Error(`${said} the letter ${letter} ${found ? "bears the mark" : "has lost its mark"}`);
      }
      const places = now.flatMap(({ letter }, at) => (marked.has(letter) ? [at] : []));
      const wanted = places.length > 0 ? { start: places[0], end: (places.at(-1) ?? 0) + 1 } : null;
      const told = await where();
      if (JSON.stringify(told) !== JSON.stringify(wanted)) {
        throw new Error(`${said} the server tells ${JSON.stringify(told)}, not ${JSON.stringify(wanted)}`);
      }
    }
    return { edits, back };
  } finally {
    for (const client of clients) client.destroy();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { baseUrl, contentId, auth } = fromEnvironment();
  const headers = { "content-type": "application/json", ...(auth.cookie ? { cookie: auth.cookie } : {}), ...(auth.token ? { authorization: `Bearer ${auth.token}` } : {}) };
  console.log(await anchors({ baseUrl, contentId, auth, seed: Number(process.env["SEED"] ?? 1), together: Boolean(process.env["TOGETHER"]), comment: (range) => thread({ baseUrl, contentId, headers }, range) }));
}

/**
 * A thread on a server of ours, by REST.
 * @param {{ baseUrl: string, contentId: string, headers: Record<string, string> }} server
 * @param {Range} anchor
 * @returns {Promise<() => Promise<Range | null>>}
 */
export async function thread({ baseUrl, contentId, headers }, anchor) {
  const comments = `${baseUrl}/api/content/${contentId}/comments`;
  const made = await fetch(comments, { method: "POST", headers, body: JSON.stringify({ text: "Here", anchor }) });
  if (made.status !== 201) throw new Error(await made.text());
  const { id } = /** @type {{ id: string }} */ (await made.json());
  return async () => {
    const found = await fetch(`${comments}/${id}`, { headers });
    return (/** @type {{ range: Range | null }} */ (await found.json())).range;
  };
}
