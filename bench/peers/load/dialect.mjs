// The two ways to say the same: y-websocket's protocol, which two of the servers speak, and Hocuspocus's, which
// puts the document's name before every message and wants to be greeted.
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";

const SYNC = 0;
const STEP_1 = 0;
const STEP_2 = 1;
const UPDATE = 2;

/** What was said, of what concerns the load; `null` for everything else. */
export const STEP_1_SAID = "step 1";
export const STEP_2_SAID = "step 2";
export const UPDATE_SAID = "update";
const KINDS = [STEP_1_SAID, STEP_2_SAID, UPDATE_SAID];

function message(write) {
  const encoder = encoding.createEncoder();
  write(encoder);
  return encoding.toUint8Array(encoder);
}

/** How to speak to a server of this dialect about one document. */
export class Dialect {
  #name;

  /** @param {"y-websocket" | "hocuspocus"} kind @param {string} name the document's */
  constructor(kind, name) {
    this.#name = kind === "hocuspocus" ? name : null;
  }

  /** What is said first of all, if anything: who we are. */
  greeting() {
    if (this.#name === null) return null;
    return message((encoder) => {
      encoding.writeVarString(encoder, this.#name);
      // Type 2 is authentication, its kind 0 a token; then the version of the protocol's client.
      encoding.writeVarUint(encoder, 2);
      encoding.writeVarUint(encoder, 0);
      encoding.writeVarString(encoder, "anybody");
      encoding.writeVarString(encoder, "4.7.0");
    });
  }

  #sync(step, body) {
    return message((encoder) => {
      if (this.#name !== null) encoding.writeVarString(encoder, this.#name);
      encoding.writeVarUint(encoder, SYNC);
      encoding.writeVarUint(encoder, step);
      encoding.writeVarUint8Array(encoder, body);
    });
  }

  step1(stateVector) {
    return this.#sync(STEP_1, stateVector);
  }

  step2(update) {
    return this.#sync(STEP_2, update);
  }

  update(update) {
    return this.#sync(UPDATE, update);
  }

  /** @param {Buffer} bytes @returns {{ kind: string, body: Uint8Array } | null} */
  read(bytes) {
    const decoder = decoding.createDecoder(bytes);
    if (this.#name !== null) decoding.readVarString(decoder);
    if (decoding.readVarUint(decoder) !== SYNC) return null;
    const kind = KINDS[decoding.readVarUint(decoder)];
    return kind ? { kind, body: decoding.readVarUint8Array(decoder) } : null;
  }
}
