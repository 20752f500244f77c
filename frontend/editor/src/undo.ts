import type { Editor } from "@tiptap/core";
import { yUndoPluginKey } from "@tiptap/y-tiptap";
import type { UndoManager } from "yjs";

/** The manager of our own changes; others' changes never enter it. */
export function getUndoManager(editor: Editor): UndoManager | undefined {
  const state = yUndoPluginKey.getState(editor.state) as { undoManager: UndoManager } | undefined;
  return state?.undoManager;
}
