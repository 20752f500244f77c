import type { Status } from "./interface.js";

/**
 * Knows whether every local edit is durable on the server.
 *
 * On each connection both sides send what the other lacks (sync steps 1 and 2), then
 * single updates. The server counts the document messages it got on this connection and
 * acknowledges "the first n are durable". All is durable when the server's step 2 has
 * come, our own has gone out (it carries whatever was written before), everything sent
 * is acknowledged, and this browser's stored copy has been read and so been sent too.
 */
export class Durability {
  #open = false;
  #synced = false;
  #answered = false;
  #stored = false;
  #sent = 0;
  #acked = 0;
  /** An edit missed the present connection, and waits for the next one's step 2. */
  #missed = false;
  /** There is an edit that we know not to be durable. */
  #unsynced = false;

  /** A connection is up; the server counts from 0 on each. */
  opened(): void {
    this.#open = true;
    this.#synced = this.#answered = this.#missed = false;
    this.#sent = this.#acked = 0;
  }

  /** The connection is down; what was not acknowledged on it may be lost on the way. */
  closed(): void {
    this.#open = this.#synced = this.#answered = false;
  }

  /** The server's step 2 has come. */
  synced(): void {
    this.#synced = true;
    this.#settle();
  }

  /** The stored copy was read, or there is none. */
  storedRead(): void {
    this.#stored = true;
    this.#settle();
  }

  /** We sent our step 2; `news` if it holds something that the server did not have. */
  sentAnswer(news: boolean): void {
    this.#answered = true;
    this.#sent += 1;
    if (news) this.#unsynced = true;
  }

  /** We sent an update. */
  sentUpdate(): void {
    this.#sent += 1;
    this.#unsynced = true;
  }

  /** An edit was made here; `sent` if a message with it went out at once. */
  edited(sent: boolean): void {
    this.#unsynced = true;
    if (!sent) this.#missed = true;
  }

  /** The server has the first `count` messages of this connection for good. */
  acknowledged(count: number): void {
    this.#acked = Math.max(this.#acked, Math.min(count, this.#sent));
    this.#settle();
  }

  /** There are edits that are not durable on the server, as far as we know. */
  get unsynced(): boolean {
    return this.#unsynced;
  }

  /** `down`: the connection has been away for longer than a hiccup. */
  status(down: boolean): Status {
    if (!this.#open && down) return "offline";
    if (this.#durable) return "saved";
    return this.#unsynced ? "saving" : "connecting";
  }

  get #durable(): boolean {
    return this.#open && this.#synced && this.#answered && this.#stored
      && !this.#missed && this.#acked === this.#sent;
  }

  #settle(): void {
    if (this.#durable) this.#unsynced = false;
  }
}
