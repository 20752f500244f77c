import type { Editor } from "@tiptap/core";
import { findEmoji } from "../emoji/emoji.js";
import type { CommandName } from "../interface.js";
import type { Texts } from "../texts.js";
import type { Source, Suggestion } from "./suggest.js";

type Block = Extract<
  CommandName,
  "paragraph" | "heading1" | "heading2" | "heading3" | "bulletList" | "orderedList" | "taskList"
  | "blockquote" | "codeBlock" | "horizontalRule" | "emoji"
>;

/** The slash menu's entries: glyph, and words that find them beside their labels. */
const BLOCKS: Record<Block, [glyph: string, words: string]> = {
  paragraph: ["¶", "paragraph text plain p texte"],
  heading1: ["H1", "heading h1 title titre"],
  heading2: ["H2", "heading h2 subtitle titre"],
  heading3: ["H3", "heading h3 titre"],
  bulletList: ["•", "bullet unordered list ul liste puces"],
  orderedList: ["1.", "numbered ordered list ol liste"],
  taskList: ["☑", "task todo checklist check tâches"],
  blockquote: ["❝", "quote blockquote citation"],
  codeBlock: ["</>", "code block pre"],
  horizontalRule: ["―", "divider rule line hr séparateur"],
  emoji: ["😀", "emoji smiley émoji"],
};

/** Lower case without accents, so that `tache` finds `tâche`. */
const folded = (text: string) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");

function insert(editor: Editor, name: Block): void {
  const chain = editor.chain().focus();
  switch (name) {
    case "paragraph": chain.setParagraph().run(); break;
    case "heading1": chain.setHeading({ level: 1 }).run(); break;
    case "heading2": chain.setHeading({ level: 2 }).run(); break;
    case "heading3": chain.setHeading({ level: 3 }).run(); break;
    case "bulletList": chain.toggleBulletList().run(); break;
    case "orderedList": chain.toggleOrderedList().run(); break;
    case "taskList": chain.toggleTaskList().run(); break;
    case "blockquote": chain.toggleBlockquote().run(); break;
    case "codeBlock": chain.setCodeBlock().run(); break;
    case "horizontalRule": chain.setHorizontalRule().run(); break;
    case "emoji": chain.openEmoji().run(); break;
  }
}

/** `/` at the start of a word: what can be inserted. */
export function slashSource(texts: Texts): Source {
  const entries = (Object.entries(BLOCKS) as [Block, [string, string]][]).map(([name, [glyph, words]]) => {
    const suggestion: Suggestion = {
      glyph,
      label: texts[name],
      hint: texts[`${name}Hint`],
      run(editor, range) {
        editor.chain().deleteRange(range).run();
        insert(editor, name);
      },
    };
    return { suggestion, words: folded(`${texts[name]} ${words}`).split(/\s+/) };
  });
  return {
    label: texts.slash,
    match(before) {
      const match = /(?:^|\s)\/([\p{L}\d]*)$/u.exec(before);
      return match ? { length: (match[1] ?? "").length + 1, query: match[1] ?? "" } : null;
    },
    find(query) {
      const wanted = folded(query);
      return entries.filter(({ words }) => words.some((word) => word.startsWith(wanted)))
        .map(({ suggestion }) => suggestion);
    },
  };
}

/** `:` and two letters of a name, or fewer where the list was asked for. */
export function emojiSource(texts: Texts): Source {
  return {
    label: texts.emojiList,
    match(before, asked) {
      const match = /(?:^|[\s(]):([a-z0-9_+-]*)$/i.exec(before);
      const query = match?.[1] ?? "";
      return match && (asked || query.length >= 2) ? { length: query.length + 1, query } : null;
    },
    find: (query) => findEmoji(query).map(({ emoji, names }) => ({
      glyph: emoji,
      label: (names.find((name) => name.startsWith(query.toLowerCase())) ?? names[0] ?? "").replaceAll("_", " "),
      run: (editor, range) => editor.chain().focus().insertContentAt(range, { type: "text", text: emoji }).run(),
    })),
  };
}
