import type { Editor } from "@tiptap/core";
import { places } from "./highlights.js";

/**
 * Tells how far below the top of `host` the words of each thread begin, in pixels, as JSON of
 * `Record<string, number>`: at once, and after changes, once a frame at most.
 */
export function watchPlaces(editor: Editor, host: HTMLElement, tell: (json: string) => void): () => void {
  let last = "";
  let frame = 0;
  const now = () => {
    frame = 0;
    if (editor.isDestroyed || !host.isConnected) return;
    const top = host.getBoundingClientRect().top;
    const found: Record<string, number> = {};
    for (const [id, pos] of places(editor.state.doc)) {
      // The position after the letter's start is on its line, even where the line before ends there.
      found[id] = Math.round(editor.view.coordsAtPos(pos, 1).top - top);
    }
    const json = JSON.stringify(found);
    if (json === last) return;
    last = json;
    tell(json);
  };
  const later = () => (frame ||= requestAnimationFrame(now));
  const resized = new ResizeObserver(later);
  resized.observe(host);
  editor.on("transaction", later);
  later();
  return () => {
    cancelAnimationFrame(frame);
    resized.disconnect();
    editor.off("transaction", later);
  };
}
