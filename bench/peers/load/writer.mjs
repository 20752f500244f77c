// One who writes. What is sent is made before, so that making it costs nothing while it is measured.
import { Line, now } from "./line.mjs";
import { Typist } from "./typist.mjs";

const sleep = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

let typist;
let line;
let prepared = [];

/** Comes in and makes a paragraph to write in. */
export async function open({ place }) {
  typist = new Typist();
  ({ line } = await Line.open(place, { doc: typist.doc }));
  line.update(typist.begin());
}

/** Makes edits to be sent later; where they begin on our clock. */
export function prepare({ edits }) {
  const from = typist.clock;
  prepared = typist.edits(edits);
  return { client: typist.client, from };
}

/** Sends what is prepared, so many a second; all at once without a rate. When each edit was sent, and how late at most. */
export async function send({ rate }) {
  const sent = new Float64Array(prepared.length);
  const began = now();
  let late = 0;
  for (let edit = 0; edit < prepared.length; edit += 1) {
    const due = rate ? began + (edit * 1000) / rate : now();
    while (now() < due) await sleep(Math.max(0, due - now() - 0.5));
    sent[edit] = now();
    late = Math.max(late, sent[edit] - due);
    line.update(prepared[edit]);
  }
  prepared = [];
  return { sent, late };
}

/** Writes a long history into the document, as fast as the server takes it. */
export async function history({ edits, together }) {
  for (const update of typist.history(edits, together)) {
    if (!line.update(update)) await line.drained();
    if (line.ended !== null) throw new Error(line.ended);
  }
}

/** The document as the writer has it. */
export function state() {
  return { client: typist.client, clock: typist.clock, text: typist.doc.getXmlFragment("body").toString() };
}

export function close() {
  line?.close();
}
