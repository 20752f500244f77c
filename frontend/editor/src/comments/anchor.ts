import type { EditorState } from "@tiptap/pm/state";

/** Characters before and after the words that tell them from the same words elsewhere. */
const CONTEXT = 60;

/** Words of the text, as the server finds them again. */
export interface Anchor {
  quote: string;
  prefix: string;
  suffix: string;
  /** How many characters stand before them in the text, white space left out. */
  at: number;
}

/** What the server leaves out when it counts and compares. */
const NO_LETTER = /[\p{White_Space}\p{Cc}]/gu;

/** The selected words; none for an empty selection, or one of code blocks only, which bear no comments. */
export function selectedAnchor({ doc, selection }: EditorState): Anchor | undefined {
  const { from, to } = selection;
  const text = (start: number, end: number) => doc.textBetween(start, end, "\n", "\n");
  const quote = text(from, to).trim();
  let bears = false;
  doc.nodesBetween(from, to, (node) => {
    if (node.isTextblock && !node.type.spec.code) bears = true;
  });
  if (quote === "" || !bears) return undefined;
  // By characters: half of one is nothing that can be sent.
  const before = [...text(Math.max(0, from - 2 * CONTEXT), from)].slice(-CONTEXT).join("");
  const after = [...text(to, Math.min(doc.content.size, to + 2 * CONTEXT))].slice(0, CONTEXT).join("");
  const at = [...text(0, from).replace(NO_LETTER, "")].length;
  return { quote, prefix: before, suffix: after, at };
}
