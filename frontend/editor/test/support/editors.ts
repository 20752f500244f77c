import { Editor, type EditorOptions } from "@tiptap/core";
import { onTestFinished } from "vitest";
import { schemaExtensions } from "../../src/extensions.js";
import { textsFor } from "../../src/texts.js";

/** A bare editor with the schema of posts. It goes with its test: its timers would look for a page that is gone. */
export function editor(options: Partial<EditorOptions> = {}): Editor {
  const made = new Editor({
    element: document.createElement("div"), injectCSS: false, extensions: schemaExtensions(textsFor("en")), ...options,
  });
  onTestFinished(() => made.destroy());
  return made;
}
