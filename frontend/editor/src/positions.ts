import type { EditorState } from "@tiptap/pm/state";
import {
  absolutePositionToRelativePosition, relativePositionToAbsolutePosition, ySyncPluginKey,
} from "@tiptap/y-tiptap";
import { createRelativePositionFromJSON } from "yjs";

/** A place that stays with its words while others write, as it goes over the wire; null before the text is there. */
export function relativeAt(state: EditorState, at: number): object | null {
  const sync = ySyncPluginKey.getState(state);
  if (!sync?.binding) return null;
  return absolutePositionToRelativePosition(at, sync.type, sync.binding.mapping) as object;
}

/** Where such a place is now; null where it cannot be found. */
export function absoluteAt(state: EditorState, json: unknown): number | null {
  const sync = ySyncPluginKey.getState(state);
  if (!sync?.binding || sync.binding.mapping.size === 0) return null;
  try {
    const relative = createRelativePositionFromJSON(json);
    const at = relativePositionToAbsolutePosition(sync.doc, sync.type, relative, sync.binding.mapping);
    return at === null ? null : Math.min(at, Math.max(state.doc.content.size - 1, 0));
  } catch {
    // Another client may send anything.
    return null;
  }
}
