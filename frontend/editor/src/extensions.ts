import { Extension, type Extensions } from "@tiptap/core";
import { Blockquote } from "@tiptap/extension-blockquote";
import { Bold } from "@tiptap/extension-bold";
import { CodeBlock } from "@tiptap/extension-code-block";
import { Collaboration } from "@tiptap/extension-collaboration";
import { Document } from "@tiptap/extension-document";
import { HardBreak } from "@tiptap/extension-hard-break";
import { Heading } from "@tiptap/extension-heading";
import { HorizontalRule } from "@tiptap/extension-horizontal-rule";
import { Italic } from "@tiptap/extension-italic";
import { BulletList, ListItem, ListKeymap, OrderedList, TaskItem, TaskList } from "@tiptap/extension-list";
import { Paragraph } from "@tiptap/extension-paragraph";
import { Strike } from "@tiptap/extension-strike";
import { Text } from "@tiptap/extension-text";
import { Underline } from "@tiptap/extension-underline";
import { Dropcursor, Gapcursor, Placeholder } from "@tiptap/extensions";
import { Plugin } from "@tiptap/pm/state";
import type { Awareness } from "y-protocols/awareness";
import type { XmlFragment } from "yjs";
import { Carets } from "./carets.js";
import { Highlights } from "./comments/highlights.js";
import { CommentableCode, CommentMark } from "./comments/mark.js";
import { EmojiNames } from "./emoji/emoji.js";
import { Link } from "./links.js";
import { Suggestions } from "./menus/suggest.js";
import { cleanHtml } from "./paste/clean.js";
import type { Texts } from "./texts.js";

/** The nodes and marks of a post, as the server knows them too. */
export function schemaExtensions(texts: Texts): Extensions {
  return [
    Document, Paragraph, Text, HardBreak, HorizontalRule, Blockquote, CodeBlock,
    Heading.configure({ levels: [1, 2, 3] }),
    BulletList, ListItem, TaskList,
    // The server keeps where a list starts, and nothing else about it.
    OrderedList.extend({ addAttributes() {
      const { type: _type, ...attributes } = this.parent?.() ?? {};
      return attributes;
    } }),
    TaskItem.configure({
      nested: true,
      a11y: { checkboxLabel: (node) => texts.checkbox.replace("{item}", node.textContent || texts.emptyItem) },
    }),
    Bold, Italic, Underline, Strike, CommentableCode, Link, CommentMark,
  ];
}

/** Cleans what is pasted, dropped too. */
export const CleanPaste = Extension.create({
  name: "cleanPaste",
  addProseMirrorPlugins: () => [new Plugin({ props: { transformPastedHTML: cleanHtml } })],
});

/** What the whole surface is made of. */
export function surfaceExtensions(
  fragment: XmlFragment, awareness: Awareness, texts: Texts, container: HTMLElement, askLink: () => void,
  comments: { compose(): boolean; chosen(threads: string[], clicked: boolean): void },
): Extensions {
  return [
    ...schemaExtensions(texts),
    ListKeymap,
    Collaboration.configure({ fragment }),
    Carets.configure({ awareness, guest: texts.guest }),
    Placeholder.configure({ placeholder: texts.placeholder }),
    Dropcursor.configure({ color: false, class: "editor-dropcursor" }),
    Gapcursor,
    EmojiNames,
    Suggestions.configure({ texts, container }),
    CleanPaste,
    Highlights.configure({ chosen: comments.chosen }),
    Extension.create({
      name: "promptKeys",
      addKeyboardShortcuts: () => ({
        "Mod-k": () => {
          askLink();
          return true;
        },
        "Mod-Alt-m": comments.compose,
      }),
    }),
  ];
}
