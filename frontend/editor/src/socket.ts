/** What a counted socket tells its owner. */
export interface SocketWatcher {
  /** Our step 2 goes out; `news` if it holds content that the server lacks. */
  answer(news: boolean): void;
  /** An update goes out. */
  update(): void;
  /** Whether we may write: without it no update leaves, and step 2 is empty. */
  mayWrite(): boolean;
}

const SYNC = 0;
const STEP_2 = 1;
const UPDATE = 2;
/** `0 1` and an update without structs and deletions. */
const EMPTY_ANSWER = Uint8Array.of(SYNC, STEP_2, 2, 0, 0);

/**
 * Tells whether a step 2 message holds structs. Its update begins, after the length,
 * with the number of clients that structs follow for. (Deletions are always listed
 * whole, so they say nothing.)
 */
function holdsStructs(frame: Uint8Array): boolean {
  let at = 2;
  while ((frame[at] ?? 0) >= 0x80) at += 1;
  return (frame[at + 1] ?? 0) !== 0;
}

/**
 * A WebSocket class that counts document messages as they leave. Somebody who may not
 * write never sends content, not even what a repair of the schema would make of it.
 */
export function countingSocket(Base: typeof WebSocket, watcher: SocketWatcher): typeof WebSocket {
  return class extends Base {
    override send(data: string | ArrayBufferLike | Blob | ArrayBufferView<ArrayBuffer>): void {
      if (!(data instanceof Uint8Array) || data[0] !== SYNC) return super.send(data as ArrayBuffer);
      if (data[1] === UPDATE) {
        if (!watcher.mayWrite()) return;
        super.send(data);
        watcher.update();
      } else if (data[1] === STEP_2) {
        const frame = watcher.mayWrite() ? data : EMPTY_ANSWER;
        super.send(frame);
        watcher.answer(holdsStructs(frame));
      } else {
        super.send(data);
      }
    }
  };
}
