import { Mark } from "@tiptap/core";
import { Code } from "@tiptap/extension-code";

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The words that a thread of comments is about. Only the server puts it there; here it is
 * kept and goes with the words. Several threads may be on one word. What it looks like is
 * the matter of `Highlights`.
 */
export const CommentMark = Mark.create({
  name: "comment",
  inclusive: false,
  keepOnSplit: false,
  excludes: "",
  addAttributes: () => ({
    thread: {
      default: "",
      parseHTML: (element) => element.getAttribute("data-thread"),
      renderHTML: ({ thread }) => ({ "data-thread": thread as string }),
    },
  }),
  parseHTML: () => [{ tag: "span[data-thread]", getAttrs: (element) => ID.test(element.getAttribute("data-thread") ?? "") && null }],
  renderHTML: ({ HTMLAttributes }) => ["span", HTMLAttributes, 0],
});

/** Code stands alone, except that one may comment on it. */
export const CommentableCode = Code.extend({ excludes: "bold italic underline strike link" });
