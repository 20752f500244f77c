// Many who read. They note when each edit arrives, and integrate nothing: what a reader's own program does with an
// edit is no matter of the server's.
import * as Y from "yjs";
import { Line, now } from "./line.mjs";

/** Lines that are opened at once. */
const TOGETHER = 25;

let lines = [];
let watch = null;

/** What an update brings, read once for all who got the same bytes one after the other. */
let last = { update: null, from: new Map(), to: new Map() };
function meta(update) {
  if (last.update === null || Buffer.compare(last.update, update) !== 0) {
    last = { update: Buffer.from(update), ...Y.parseUpdateMeta(update) };
  }
  return last;
}

function heard(reader, update) {
  if (watch === null) return;
  const time = now();
  const { from, to } = meta(update);
  const end = (to.get(watch.client) ?? 0) - watch.from;
  const seen = watch.seen[reader];
  if (end <= seen) return;
  if (from.get(watch.client) - watch.from > seen) watch.gaps += 1;
  watch.frames += 1;
  watch.arrivals[reader].fill(time, seen, end);
  watch.seen[reader] = end;
  if (end === watch.edits && (watch.waiting -= 1) === 0) watch.done();
}

/** Opens these lines, some at a time. */
export async function open({ places }) {
  let next = 0;
  const worker = async () => {
    while (next < places.length) {
      const reader = (next += 1) - 1;
      const { line } = await Line.open(places[reader], { onUpdate: (update) => heard(reader, update) });
      lines[reader] = line;
    }
  };
  await Promise.all(Array.from({ length: TOGETHER }, worker));
}

/** From here on the edits of this client count, which follow this point of its clock. */
export function expect({ client, from, edits }) {
  const arrivals = lines.map(() => new Float64Array(edits));
  watch = { client, from, edits, arrivals, seen: lines.map(() => 0), waiting: lines.length, frames: 0, gaps: 0 };
  watch.all = new Promise((done) => (watch.done = done));
}

/** When every reader got each edit. */
export async function arrived({ within }) {
  const late = new Promise((done) => setTimeout(done, within));
  await Promise.race([watch.all, late]);
  const { arrivals, frames, gaps, seen, edits } = watch;
  watch = null;
  const missing = seen.reduce((sum, count) => sum + edits - count, 0);
  if (missing > 0) throw new Error(`${missing} of ${edits * lines.length} deliveries did not arrive within ${within / 1000} s; ${closed()}`);
  if (gaps > 0) throw new Error(`${gaps} updates arrived out of order`);
  return { arrivals, frames };
}

const closed = () => `${lines.filter((line) => line.ended !== null).length} lines closed (${lines.find((line) => line.ended !== null)?.ended ?? "none"})`;

/** Whether all lines are still open. */
export function check() {
  if (lines.some((line) => line.ended !== null)) throw new Error(closed());
}

/** Opens a document one time after the other; milliseconds to its last byte, each. */
export async function openings({ place, times }) {
  const milliseconds = [];
  let bytes = 0;
  for (let round = 0; round < times; round += 1) {
    const began = now();
    const { line, state } = await Line.open(place);
    milliseconds.push(now() - began);
    bytes = state.length;
    line.close();
  }
  return { milliseconds, bytes };
}

/** The document as a new client gets it: how far this client's clock has come, and how long the text is. */
export async function look({ place, client }) {
  const { line, state } = await Line.open(place);
  line.close();
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  return { clock: Y.getState(doc.store, client), text: doc.getXmlFragment("body").toString(), bytes: state.length };
}

export function close() {
  for (const line of lines) line.close();
  lines = [];
}
