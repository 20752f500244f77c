import type { Node } from "@tiptap/pm/model";

/** Words and characters of a text. */
export interface Counts {
  words: number;
  characters: number;
}

/** The text of a document as it is counted: a line for each block. */
export function plainText(doc: Node): string {
  return doc.textBetween(0, doc.content.size, "\n", "\n");
}

/**
 * Counts as the server does: a word is a run without white space that has a letter or
 * a digit in it; characters are code points, spaces included and line ends not.
 */
export function count(text: string): Counts {
  let words = 0;
  for (const run of text.split(/\s+/u)) if (/[\p{L}\p{N}]/u.test(run)) words += 1;
  let characters = 0;
  for (const character of text) if (character !== "\n") characters += 1;
  return { words, characters };
}
