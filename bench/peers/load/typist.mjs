// Somebody who types: a real Yjs document, and the updates that come of writing in it.
import * as Y from "yjs";

/** Characters written in a row before the cursor goes elsewhere. */
const RUN = 25;

/** The same numbers from 0 to 1 in every run. */
function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

/** Writes in one paragraph of a document. Every edit inserts one character, unless it may delete too. */
export class Typist {
  doc = new Y.Doc();
  #random = randomFrom(7);
  #text;
  #at = 0;
  #left = 0;

  constructor() {
    this.doc.clientID = 4_242;
  }

  get client() {
    return this.doc.clientID;
  }

  /** How many characters the document got from here, deleted ones included: the end of our clock. */
  get clock() {
    return Y.getState(this.doc.store, this.client);
  }

  /** Takes a fresh paragraph; answers with the update that makes it. */
  begin() {
    return this.#heard(() => {
      const paragraph = new Y.XmlElement("paragraph");
      this.#text = new Y.XmlText();
      paragraph.insert(0, [this.#text]);
      const body = this.doc.getXmlFragment("body");
      body.insert(body.length, [paragraph]);
    })[0];
  }

  /** So many edits, each an update of its own. */
  edits(count) {
    return this.#heard(() => {
      for (let edit = 0; edit < count; edit += 1) this.#insert();
    });
  }

  /** A long history: so many edits, of which one in ten deletes, `together` of them in each update. */
  history(count, together) {
    return this.#heard(() => {
      for (let edit = 0; edit < count; edit += together) {
        this.doc.transact(() => {
          for (let one = edit; one < Math.min(count, edit + together); one += 1) {
            if (this.#at > 0 && this.#random() < 0.1) this.#text.delete((this.#at -= 1), 1);
            else this.#insert();
          }
        });
      }
    });
  }

  #insert() {
    if (this.#left === 0) {
      this.#left = RUN;
      this.#at = Math.floor(this.#random() * (this.#text.length + 1));
    }
    this.#left -= 1;
    this.#text.insert(this.#at, String.fromCharCode(97 + Math.floor(this.#random() * 26)));
    this.#at += 1;
  }

  #heard(write) {
    const updates = [];
    const hear = (update) => updates.push(update);
    this.doc.on("update", hear);
    write();
    this.doc.off("update", hear);
    return updates;
  }
}
