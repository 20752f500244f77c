// A small y-websocket server with our acknowledgements and roles, in memory, for the
// tests of the browser's side. What it acknowledges, and when, is up to the test.
import { createServer } from "node:http";
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { WebSocketServer } from "ws";
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate, removeAwarenessStates } from "y-protocols/awareness";
import { readSyncMessage, writeSyncStep1, writeUpdate } from "y-protocols/sync";
import * as Y from "yjs";

/**
 * @typedef {object} Room
 * @property {Y.Doc} doc
 * @property {Awareness} awareness
 * @property {Set<import("ws").WebSocket>} sockets
 */

/** @param {(encoder: encoding.Encoder) => void} write */
function frame(write) {
  const encoder = encoding.createEncoder();
  write(encoder);
  return encoding.toUint8Array(encoder);
}

/** Starts the server on a free port, or on the given one. */
export async function startRooms(port = 0) {
  /** @type {Map<string, Room>} */
  const rooms = new Map();
  const http = createServer();
  const sockets = new WebSocketServer({ server: http });
  const server = {
    /** While false, messages are taken in and acknowledged to nobody. */
    acknowledging: true,
    role: "editor",
    /** @param {string} name @returns {Room} */
    room(name) {
      const known = rooms.get(name);
      if (known) return known;
      const doc = new Y.Doc();
      const awareness = new Awareness(doc);
      awareness.setLocalState(null);
      /** @type {Room} */
      const room = { doc, awareness, sockets: new Set() };
      doc.on("update", (update, origin) => {
        const message = frame((encoder) => {
          encoding.writeVarUint(encoder, 0);
          writeUpdate(encoder, update);
        });
        for (const socket of room.sockets) if (socket !== origin) socket.send(message);
      });
      rooms.set(name, room);
      return room;
    },
    /** Closes every socket. @param {number} code */
    closeAll(code) {
      for (const socket of sockets.clients) socket.close(code);
    },
    /** Tells every socket that a thread of comments has changed. @param {string} thread */
    comments(thread) {
      const message = frame((encoder) => {
        encoding.writeVarUint(encoder, 102);
        encoding.writeVarString(encoder, JSON.stringify({ thread }));
      });
      for (const socket of sockets.clients) socket.send(message);
    },
    /** Tells every socket whether the other servers are heard. @param {boolean} linked */
    linked(linked) {
      const message = frame((encoder) => {
        encoding.writeVarUint(encoder, 103);
        encoding.writeVarString(encoder, JSON.stringify({ linked }));
      });
      for (const socket of sockets.clients) socket.send(message);
    },
    /** Tells every socket that its role is another one. @param {string} role */
    changeRole(role) {
      server.role = role;
      for (const socket of sockets.clients) socket.send(roleMessage(role));
    },
    url: "",
    async stop() {
      for (const socket of sockets.clients) socket.terminate();
      for (const { awareness } of rooms.values()) awareness.destroy();
      await new Promise((resolve) => http.close(resolve));
    },
  };

  /** @param {string} role */
  function roleMessage(role) {
    return frame((encoder) => {
      encoding.writeVarUint(encoder, 101);
      encoding.writeVarString(encoder, JSON.stringify({ role }));
    });
  }

  sockets.on("connection", (socket, request) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const room = server.room(pathname.split("/").at(-1) ?? "");
    room.sockets.add(socket);
    /** @type {Set<number>} */
    const clients = new Set();
    let received = 0;
    socket.send(roleMessage(server.role));
    socket.send(frame((encoder) => {
      encoding.writeVarUint(encoder, 0);
      writeSyncStep1(encoder, room.doc);
    }));
    /** @param {{ added: number[], updated: number[], removed: number[] }} changes */
    const tellPresence = ({ added, updated, removed }) => {
      const changed = [...added, ...updated, ...removed];
      socket.send(frame((encoder) => {
        encoding.writeVarUint(encoder, 1);
        encoding.writeVarUint8Array(encoder, encodeAwarenessUpdate(room.awareness, changed));
      }));
    };
    room.awareness.on("update", tellPresence);
    const present = [...room.awareness.getStates().keys()];
    if (present.length > 0) tellPresence({ added: present, updated: [], removed: [] });

    socket.on("message", (/** @type {Buffer} */ data) => {
      const decoder = decoding.createDecoder(new Uint8Array(data));
      const kind = decoding.readVarUint(decoder);
      if (kind === 0) {
        const isDocument = data[1] !== 0;
        const reply = encoding.createEncoder();
        encoding.writeVarUint(reply, 0);
        readSyncMessage(decoder, reply, room.doc, socket);
        if (encoding.length(reply) > 1) socket.send(encoding.toUint8Array(reply));
        if (isDocument) received += 1;
        if (isDocument && server.acknowledging) {
          socket.send(frame((encoder) => {
            encoding.writeVarUint(encoder, 100);
            encoding.writeVarUint(encoder, received);
          }));
        }
      } else if (kind === 1) {
        const update = decoding.readVarUint8Array(decoder);
        const ids = decoding.createDecoder(update);
        if (decoding.readVarUint(ids) === 1) clients.add(decoding.readVarUint(ids));
        applyAwarenessUpdate(room.awareness, update, socket);
      }
    });
    socket.on("close", () => {
      room.sockets.delete(socket);
      room.awareness.off("update", tellPresence);
      removeAwarenessStates(room.awareness, [...clients], socket);
    });
  });
  await new Promise((resolve) => http.listen(port, "127.0.0.1", () => resolve(undefined)));
  const address = http.address();
  if (typeof address === "string" || address === null) throw new Error("the server has no port");
  server.url = `ws://127.0.0.1:${address.port}/ws/content`;
  return server;
}
