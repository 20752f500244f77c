import type { Doc } from "yjs";
import { IndexeddbPersistence } from "y-indexeddb";
import { remove } from "./forget.js";

/** How long reading the stored copy may take before we go on without it. */
const PATIENCE = 5_000;

/** This browser's copy of a document: survives a reload, and so do edits made offline. */
export class Store {
  readonly #name: string;
  #kept: IndexeddbPersistence | null = null;
  #left = false;

  private constructor(name: string) {
    this.#name = name;
  }

  /**
   * Reads the stored copy into the document and keeps it up to date from then on.
   * `read` is called when it is there, when there is none, or when it takes too long.
   */
  static open(name: string, doc: Doc, read: () => void): Store {
    const store = new Store(name);
    void store.#open(doc).finally(read);
    return store;
  }

  /** Whether an update comes from here. */
  owns(origin: unknown): boolean {
    return this.#kept !== null && origin === this.#kept;
  }

  /** Stops keeping; what is kept stays. */
  leave(): void {
    this.#left = true;
    void this.#kept?.destroy();
    this.#kept = null;
  }

  /** Stops keeping and removes what was kept. */
  clear(): void {
    this.leave();
    void remove(this.#name);
  }

  async #open(doc: Doc): Promise<void> {
    try {
      // Asked first because the library leaves a refusal of storage unhandled.
      await indexedDB.databases();
    } catch {
      return;
    }
    if (this.#left) return;
    const kept = new IndexeddbPersistence(this.#name, doc);
    this.#kept = kept;
    await Promise.race([kept.whenSynced, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
  }
}
