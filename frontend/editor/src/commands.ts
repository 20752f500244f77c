import type { ChainedCommands, Editor } from "@tiptap/core";
import { getUndoManager } from "./undo.js";
import type { CommandName, CommandState } from "./interface.js";

/** One command: what it does, and how to tell that it applies to the selection. */
interface Command {
  run(chain: ChainedCommands): ChainedCommands;
  active(editor: Editor): boolean;
}

const toggle = (name: string, run: Command["run"]): Command => ({ run, active: (editor) => editor.isActive(name) });
const heading = (level: 1 | 2 | 3): Command => ({
  run: (chain) => chain.toggleHeading({ level }),
  active: (editor) => editor.isActive("heading", { level }),
});

const COMMANDS: Record<Exclude<CommandName, "link" | "emoji" | "undo" | "redo" | "comment">, Command> = {
  bold: toggle("bold", (chain) => chain.toggleBold()),
  italic: toggle("italic", (chain) => chain.toggleItalic()),
  underline: toggle("underline", (chain) => chain.toggleUnderline()),
  strike: toggle("strike", (chain) => chain.toggleStrike()),
  code: toggle("code", (chain) => chain.toggleCode()),
  paragraph: toggle("paragraph", (chain) => chain.setParagraph()),
  heading1: heading(1),
  heading2: heading(2),
  heading3: heading(3),
  bulletList: toggle("bulletList", (chain) => chain.toggleBulletList()),
  orderedList: toggle("orderedList", (chain) => chain.toggleOrderedList()),
  taskList: toggle("taskList", (chain) => chain.toggleTaskList()),
  blockquote: toggle("blockquote", (chain) => chain.toggleBlockquote()),
  codeBlock: toggle("codeBlock", (chain) => chain.toggleCodeBlock()),
  horizontalRule: { run: (chain) => chain.setHorizontalRule(), active: () => false },
};

/** What needs a menu of the surface's own. */
export interface CommandMenus {
  /** Asks for an address for the selection. */
  linkPrompt(): void;
  /** Begins a comment on the selection; false if there is nothing to comment on. */
  compose(): boolean;
}

/** Runs a command on the selection; false where it is not possible. */
export function run(editor: Editor, name: CommandName, argsJson: string | undefined, menus: CommandMenus): boolean {
  if (editor.isDestroyed) return false;
  // Commenters do not write in the text.
  if (name === "comment") return menus.compose();
  if (!editor.isEditable) return false;
  if (name === "undo") return editor.chain().focus().undo().run();
  if (name === "redo") return editor.chain().focus().redo().run();
  if (name === "emoji") return editor.chain().focus().openEmoji().run();
  if (name === "link") return link(editor, argsJson, menus);
  const command = COMMANDS[name] as Command | undefined;
  return command ? command.run(editor.chain().focus()).run() : false;
}

function link(editor: Editor, argsJson: string | undefined, menus: CommandMenus): boolean {
  if (!argsJson) {
    menus.linkPrompt();
    return true;
  }
  const { href } = JSON.parse(argsJson) as { href?: unknown };
  if (href === "") return editor.chain().focus().unsetLink().run();
  return typeof href === "string" && editor.chain().focus().setLink(href).run();
}

/** Which commands apply to the selection, and which are possible now. */
export function states(editor: Editor): Record<CommandName, CommandState> {
  const editable = editor.isEditable;
  const can = (test: () => boolean) => editable && test();
  const found: Partial<Record<CommandName, CommandState>> = {};
  for (const [name, command] of Object.entries(COMMANDS) as [keyof typeof COMMANDS, Command][]) {
    found[name] = {
      active: command.active(editor),
      possible: can(() => command.run(editor.can().chain()).run()),
    };
  }
  const undoManager = getUndoManager(editor);
  const text = can(() => !editor.isActive("codeBlock"));
  found.link = { active: editor.isActive("link"), possible: text };
  found.emoji = { active: false, possible: text };
  found.comment = { active: false, possible: !editor.state.selection.empty };
  found.undo = { active: false, possible: can(() => (undoManager?.undoStack.length ?? 0) > 0) };
  found.redo = { active: false, possible: can(() => (undoManager?.redoStack.length ?? 0) > 0) };
  return found as Record<CommandName, CommandState>;
}

/** Calls back with `states` as JSON, at once and after changes, once a frame at most. */
export function watchStates(editor: Editor, tell: (json: string) => void): () => void {
  let last = "";
  let frame = 0;
  const now = () => {
    frame = 0;
    if (editor.isDestroyed) return;
    const json = JSON.stringify(states(editor));
    if (json === last) return;
    last = json;
    tell(json);
  };
  const later = () => (frame ||= requestAnimationFrame(now));
  editor.on("transaction", later);
  editor.on("update", later);
  now();
  return () => {
    cancelAnimationFrame(frame);
    editor.off("transaction", later);
    editor.off("update", later);
  };
}
