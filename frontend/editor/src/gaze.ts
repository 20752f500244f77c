import type { Editor } from "@tiptap/core";
import type { Awareness } from "y-protocols/awareness";
import { say } from "./activity.js";
import { relativeAt } from "./positions.js";

/** How far down the window people are taken to read. */
const READING = 1 / 3;
/** Where we look is told at most this often, in milliseconds. */
const TELL_EVERY = 100;

/** The line of the window at which people are taken to read, in pixels from its top. */
export const readingLine = (): number => window.innerHeight * READING;

/**
 * Tells those who follow us where in the text we look, and nobody else: it is said only while
 * somebody's `following` is our id. A place in the text and not a number of pixels, so that a
 * phone can follow a wide screen.
 */
export function watchGaze(editor: Editor, awareness: Awareness, userId: string): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** The last thing we did was at the caret, and not to scroll. */
  let atCaret = false;
  const followed = () => [...awareness.getStates()].some(([client, state]) =>
    client !== awareness.clientID && userId !== "" && state["following"] === userId);

  const now = () => {
    timer = undefined;
    if (editor.isDestroyed) return;
    if (!followed()) return say(awareness, "view", null);
    const place = relativeAt(editor.state, lookedAt(editor, atCaret));
    const known = awareness.getLocalState()?.["view"] as unknown;
    if (JSON.stringify(place) !== JSON.stringify(known ?? null)) say(awareness, "view", place);
  };
  const later = () => {
    if (timer === undefined && (awareness.getLocalState()?.["view"] || followed())) timer = setTimeout(now, TELL_EVERY);
  };
  const scrolls = () => (atCaret = false);
  const acts = ({ target }: Event) => (atCaret = target instanceof Node && editor.view.dom.contains(target));
  const capture = { passive: true, capture: true };
  for (const name of ["wheel", "touchmove"]) window.addEventListener(name, scrolls, capture);
  for (const name of ["pointerdown", "keydown"]) window.addEventListener(name, acts, capture);
  for (const name of ["scroll", "resize"]) window.addEventListener(name, later, capture);
  editor.on("transaction", later);
  awareness.on("change", later);
  return () => {
    clearTimeout(timer);
    for (const name of ["wheel", "touchmove"]) window.removeEventListener(name, scrolls, capture);
    for (const name of ["pointerdown", "keydown"]) window.removeEventListener(name, acts, capture);
    for (const name of ["scroll", "resize"]) window.removeEventListener(name, later, capture);
    editor.off("transaction", later);
    awareness.off("change", later);
  };
}

/** The caret, where it is in sight and was used last; else what stands on the reading line; 0 for the top. */
function lookedAt(editor: Editor, atCaret: boolean): number {
  const { view, state } = editor;
  if (atCaret && view.hasFocus()) {
    const caret = view.coordsAtPos(state.selection.head);
    if (caret.top >= 0 && caret.bottom <= window.innerHeight) return state.selection.head;
  }
  const text = view.dom.getBoundingClientRect();
  const line = readingLine();
  if (text.top > line) return 0;
  return view.posAtCoords({ left: text.left + 1, top: line })?.pos ?? state.doc.content.size;
}
