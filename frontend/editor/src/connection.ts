import * as decoding from "lib0/decoding";
import { WebsocketProvider } from "y-websocket";
import { Awareness, encodeAwarenessUpdate } from "y-protocols/awareness";
import * as encoding from "lib0/encoding";
import type { Doc } from "yjs";
import { Durability } from "./durability.js";
import { type Closed, type Role, type Status, writes } from "./interface.js";
import { SCHEMA } from "./schema.js";
import { countingSocket } from "./socket.js";

const AWARENESS = 1;
const DURABLE = 100;
const ROLE = 101;
const COMMENTS = 102;
const LINKED = 103;
/** After this long without a connection the screen says Offline. */
const OFFLINE_AFTER = 2_000;
/** The first connection may take longer: a phone has to find its way to us. */
const OFFLINE_AT_FIRST_AFTER = 5_000;
/** Our presence is told at most this often: a cursor moves with every key. */
const PRESENCE_EVERY = 50;
/** We ask for the server's state so often: it heals gaps, and its answer is a sign of life. */
const RESYNC = 20_000;

const CLOSED: Record<number, Closed> = {
  4400: "malformed",
  4401: "signed-out",
  4403: "no-access",
  4404: "gone",
  4426: "outdated",
  1009: "too-big",
};

/** What a connection needs. */
export interface ConnectionOptions {
  socketUrl: string;
  contentId: string;
  role: Role;
  /** Another WebSocket class, for tests outside browsers. */
  WebSocket?: typeof WebSocket;
}

/** What a connection tells. */
export interface ConnectionEvents {
  status(status: Status): void;
  role(role: Role): void;
  /** The server's text has come, the first time. */
  synced(): void;
  closed(reason: Closed): void;
  /** A thread of comments has changed; empty after a pause, when any of them may have. */
  comments(thread: string): void;
  /** Whether our server hears the other ones, as far as it says: a server that is alone says nothing. */
  linked(linked: boolean): void;
  /** Whether an update was read from this browser's own store. */
  fromStore(origin: unknown): boolean;
}

/** The live socket of one document, and the truth about what is saved. */
export class Connection {
  readonly awareness: Awareness;
  readonly #provider: WebsocketProvider;
  readonly #doc: Doc;
  readonly #events: ConnectionEvents;
  readonly #durability = new Durability();
  #role: Role;
  #status: Status | undefined;
  #ended = false;
  #everSynced = false;
  #linked = true;
  #down = false;
  #connections = 0;
  /** On which of the connections the page was last told to read the comments again. */
  #heard = 1;
  #downTimer: ReturnType<typeof setTimeout> | undefined;
  /** Runs while our presence was told a moment ago. */
  #presenceTimer: ReturnType<typeof setTimeout> | undefined;
  #presenceWaits = false;

  constructor(doc: Doc, options: ConnectionOptions, events: ConnectionEvents) {
    this.#doc = doc;
    this.#events = events;
    this.#role = options.role;
    this.awareness = new Awareness(doc);
    this.#provider = new WebsocketProvider(options.socketUrl, options.contentId, doc, {
      connect: false,
      awareness: this.awareness,
      disableBc: true,
      params: { acks: "1", schema: String(SCHEMA) },
      resyncInterval: RESYNC,
      shouldReconnect: (event) => !(event.code in CLOSED),
      WebSocketPolyfill: countingSocket(options.WebSocket ?? WebSocket, {
        answer: (news) => this.#note(() => this.#durability.sentAnswer(news)),
        update: () => this.#note(() => this.#durability.sentUpdate()),
        mayWrite: () => writes(this.#role),
      }),
    });
    this.#listen();
    this.#awaitConnection(OFFLINE_AT_FIRST_AFTER);
    this.#provider.connect();
    this.#tell();
  }

  /** This browser's stored copy was read, or there is none. */
  storedRead(): void {
    this.#note(() => this.#durability.storedRead());
  }

  /** There are edits that are not durable on the server yet. */
  get unsynced(): boolean {
    return this.#durability.unsynced;
  }

  destroy(): void {
    this.#ended = true;
    clearTimeout(this.#downTimer);
    window.removeEventListener("offline", this.#retry);
    window.removeEventListener("online", this.#retry);
    this.#doc.off("update", this.#edited);
    this.#provider.destroy();
    this.awareness.destroy();
    clearTimeout(this.#presenceTimer);
  }

  #listen(): void {
    const provider = this.#provider;
    provider.messageHandlers[DURABLE] = (_reply, message) => {
      const count = decoding.readVarUint(message);
      this.#note(() => this.#durability.acknowledged(count));
    };
    provider.messageHandlers[ROLE] = (_reply, message) => {
      const { role } = JSON.parse(decoding.readVarString(message)) as { role: Role };
      if (role === this.#role) return;
      const promoted = writes(role) && !writes(this.#role);
      this.#role = role;
      this.#events.role(role);
      // What was held back while we could not write goes out with a new step 2.
      if (promoted) setTimeout(this.#retry);
    };
    provider.messageHandlers[COMMENTS] = (_reply, message) => {
      const { thread } = JSON.parse(decoding.readVarString(message)) as { thread: string };
      this.#events.comments(thread);
    };
    provider.messageHandlers[LINKED] = (_reply, message) => {
      const { linked } = JSON.parse(decoding.readVarString(message)) as { linked: boolean };
      this.#linkedIs(linked);
      // What was said on the others meanwhile was not heard here.
      if (linked) this.#events.comments("");
    };
    provider.on("status", ({ status }) => {
      if (status === "connected") this.#opened();
    });
    provider.on("connection-close", () => this.#dropped());
    provider.on("sync", (synced) => {
      if (!synced) return;
      this.#note(() => this.#durability.synced());
      if (this.#everSynced) this.#missed();
      else this.#events.synced();
      this.#everSynced = true;
    });
    provider.on("closed", ({ code }) => this.#finish(CLOSED[code] ?? "malformed"));
    // Registered after the provider's own handler, which sends.
    this.#doc.on("update", this.#edited);
    this.#sendOnlyOurPresence();
    window.addEventListener("offline", this.#retry);
    window.addEventListener("online", this.#retry);
  }

  /** The provider would repeat everybody's presence to the server; only ours is ours to tell, and not too often. */
  #sendOnlyOurPresence(): void {
    const { awareness } = this;
    awareness.off("update", this.#provider._awarenessUpdateHandler);
    awareness.on("update", ({ added, updated, removed }: Record<"added" | "updated" | "removed", number[]>, origin: unknown) => {
      if (origin === this.#provider || ![...added, ...updated, ...removed].includes(awareness.clientID)) return;
      // A goodbye cannot wait.
      if (removed.length > 0 || this.#presenceTimer === undefined) this.#sendPresence();
      else this.#presenceWaits = true;
    });
  }

  #sendPresence(): void {
    this.#presenceWaits = false;
    clearTimeout(this.#presenceTimer);
    this.#presenceTimer = setTimeout(() => {
      this.#presenceTimer = undefined;
      if (this.#presenceWaits && !this.#ended) this.#sendPresence();
    }, PRESENCE_EVERY);
    const { awareness } = this;
    const ws = this.#provider.ws;
    if (!this.#provider.wsconnected || ws?.readyState !== WebSocket.OPEN) return;
    const message = encoding.createEncoder();
    encoding.writeVarUint(message, AWARENESS);
    encoding.writeVarUint8Array(message, encodeAwarenessUpdate(awareness, [awareness.clientID]));
    ws.send(encoding.toUint8Array(message));
  }

  readonly #edited = (_update: Uint8Array, origin: unknown): void => {
    if (origin === this.#provider || this.#events.fromStore(origin) || !writes(this.#role)) return;
    const sent = this.#provider.wsconnected && this.#provider.ws?.readyState === WebSocket.OPEN;
    this.#note(() => this.#durability.edited(sent));
  };

  #opened(): void {
    this.#connections += 1;
    clearTimeout(this.#downTimer);
    this.#downTimer = undefined;
    this.#down = false;
    // It may be another server.
    this.#linkedIs(true);
    this.#note(() => this.#durability.opened());
    // A state that the others saw leave counts for them only with a higher clock.
    this.awareness.setLocalState(this.awareness.getLocalState());
  }

  #dropped(): void {
    // Forget the others' clocks, or their unchanged states would be refused on return.
    for (const id of this.awareness.meta.keys()) {
      if (id !== this.awareness.clientID) this.awareness.meta.delete(id);
    }
    this.#awaitConnection(OFFLINE_AFTER);
    this.#note(() => this.#durability.closed());
  }

  #linkedIs(linked: boolean): void {
    if (this.#ended || linked === this.#linked) return;
    this.#linked = linked;
    this.#events.linked(linked);
  }

  /** What was said while the line was down was said to others only. */
  #missed(): void {
    if (this.#heard === this.#connections) return;
    this.#heard = this.#connections;
    this.#events.comments("");
  }

  #awaitConnection(patience: number): void {
    if (this.#ended || this.#down || this.#downTimer !== undefined) return;
    this.#downTimer = setTimeout(() => this.#note(() => (this.#down = true)), patience);
  }

  /** The network came or went: find out now, rather than at the next sign of life. */
  readonly #retry = (): void => {
    if (this.#ended) return;
    this.#provider.disconnect();
    this.#provider.wsUnsuccessfulReconnects = 0;
    this.#provider.connect();
    this.#tell();
  };

  #finish(reason: Closed): void {
    if (this.#ended) return;
    this.#down = true;
    this.#tell();
    this.#ended = true;
    clearTimeout(this.#downTimer);
    this.#events.closed(reason);
  }

  #note(change: () => void): void {
    change();
    this.#tell();
  }

  #tell(): void {
    if (this.#ended) return;
    const status = this.#durability.status(this.#down || !navigator.onLine);
    if (status === this.#status) return;
    this.#status = status;
    this.#events.status(status);
  }
}
