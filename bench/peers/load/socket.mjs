// A WebSocket client that does next to nothing, so that the load costs little beside the server that is measured:
// binary frames over a plain socket, no compression, pings answered.
import { randomBytes } from "node:crypto";
import { connect } from "node:net";

const CONTINUATION = 0;
const BINARY = 2;
const CLOSE = 8;
const PING = 9;
const PONG = 10;

/** One frame as a client sends it: masked, with a mask that servers have to undo. */
function masked(opcode, payload) {
  const { length } = payload;
  const extra = length < 126 ? 0 : length < 65_536 ? 2 : 8;
  const frame = Buffer.allocUnsafe(6 + extra + length);
  frame[0] = 0x80 | opcode;
  frame[1] = 0x80 | (extra === 0 ? length : extra === 2 ? 126 : 127);
  if (extra === 2) frame.writeUInt16BE(length, 2);
  if (extra === 8) frame.writeBigUInt64BE(BigInt(length), 2);
  const mask = 2 + extra;
  frame.writeUInt32BE(0x5a3c_96e1, mask);
  for (let at = 0; at < length; at += 1) frame[mask + 4 + at] = payload[at] ^ frame[mask + (at & 3)];
  return frame;
}

/** An open WebSocket. */
export class Socket {
  #socket;
  #parts = [];
  #held = 0;
  #needed = 0;
  #upgraded = false;
  #fragments = [];
  #opened;
  #onMessage;
  #onClose;

  /**
   * Opens one.
   * @param {string} address like `ws://127.0.0.1:3000/path`
   * @param {Record<string, string>} headers
   * @param {(message: Buffer, socket: Socket) => void} onMessage gets each binary message; the first may come with the upgrade
   * @param {(why: string) => void} onClose hears once why the line ended, if it was not us
   * @returns {Promise<Socket>}
   */
  static open(address, headers, onMessage, onClose) {
    const socket = new Socket(onMessage, onClose);
    return socket.#connect(new URL(address), headers);
  }

  constructor(onMessage, onClose) {
    this.#onMessage = onMessage;
    this.#onClose = onClose;
  }

  #connect({ hostname, port, host, pathname, search }, headers) {
    return new Promise((done, failed) => {
      this.#opened = () => done(this);
      const ended = (why) => {
        failed(new Error(why));
        const tell = this.#onClose;
        this.#onClose = () => {};
        if (this.#upgraded) tell(why);
      };
      this.#socket = connect({ host: hostname, port: Number(port), noDelay: true }, () => {
        const fields = { host, upgrade: "websocket", connection: "Upgrade", "sec-websocket-version": "13", ...headers };
        fields["sec-websocket-key"] = randomBytes(16).toString("base64");
        const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
        this.#socket.write(`GET ${pathname}${search} HTTP/1.1\r\n${lines.join("")}\r\n`);
      });
      this.#socket.on("data", (chunk) => {
        try {
          this.#take(chunk);
        } catch (error) {
          ended(error.message);
          this.#socket.destroy();
        }
      });
      this.#socket.on("error", (error) => ended(error.message));
      this.#socket.on("close", () => ended("the server closed the connection"));
    });
  }

  #take(chunk) {
    this.#parts.push(chunk);
    this.#held += chunk.length;
    if (this.#held < this.#needed) return;
    const buffer = this.#parts.length === 1 ? chunk : Buffer.concat(this.#parts);
    let at = 0;
    if (!this.#upgraded) {
      const end = buffer.indexOf("\r\n\r\n");
      if (end < 0) return;
      const [status] = buffer.toString("latin1", 0, end).split("\r\n");
      if (!status.includes(" 101 ")) throw new Error(`no WebSocket here: ${status}`);
      this.#upgraded = true;
      this.#opened();
      at = end + 4;
    }
    for (;;) {
      const next = this.#frame(buffer, at);
      if (next <= 0) {
        this.#needed = -next;
        break;
      }
      at = next;
    }
    this.#held = buffer.length - at;
    this.#parts = this.#held === 0 ? [] : [buffer.subarray(at)];
  }

  /** Handles the frame that begins here. Where the next one begins, or minus the bytes that this one needs. */
  #frame(buffer, at) {
    const held = buffer.length - at;
    if (held < 2) return -2;
    const short = buffer[at + 1] & 0x7f;
    const head = short < 126 ? 2 : short === 126 ? 4 : 10;
    if (held < head) return -head;
    const length = head === 2 ? short : head === 4 ? buffer.readUInt16BE(at + 2) : Number(buffer.readBigUInt64BE(at + 2));
    if (held < head + length) return -(head + length);
    const payload = buffer.subarray(at + head, at + head + length);
    const last = (buffer[at] & 0x80) !== 0;
    switch (buffer[at] & 0x0f) {
      case CONTINUATION:
      case BINARY:
        if (last && this.#fragments.length === 0) {
          this.#onMessage(payload, this);
        } else {
          this.#fragments.push(Buffer.from(payload));
          if (last) this.#onMessage(Buffer.concat(this.#fragments.splice(0)), this);
        }
        break;
      case PING:
        this.#socket.write(masked(PONG, payload));
        break;
      case CLOSE:
        throw new Error(`the server closed with ${length < 2 ? "no code" : `${payload.readUInt16BE(0)} ${payload.toString("utf8", 2)}`}`);
    }
    return at + head + length;
  }

  /** Sends a binary message. `false`: wait for [`drained`] before the next one. */
  send(message) {
    return this.#socket.write(masked(BINARY, message));
  }

  /** Everything has gone out. */
  drained() {
    return new Promise((done) => this.#socket.once("drain", done));
  }

  /** Leaves as a closed tab does. */
  close() {
    this.#onClose = () => {};
    this.#socket.end(masked(CLOSE, Buffer.from([0x03, 0xe8])));
  }
}
