import type { Text, YTextEvent, Transaction } from "yjs";

/** The longest title, in UTF-16 units. */
export const TITLE_MAX = 300;
const ORIGIN = "title";

/** One replacement that turns a text into another. */
export interface Change {
  at: number;
  remove: number;
  insert: string;
}

const isHigh = (unit: number) => unit >= 0xd800 && unit < 0xdc00;
const isLow = (unit: number) => unit >= 0xdc00 && unit < 0xe000;

/** The smallest single replacement that turns `from` into `to`; never splits a character. */
export function difference(from: string, to: string): Change {
  const shorter = Math.min(from.length, to.length);
  let start = 0;
  while (start < shorter && from[start] === to[start]) start += 1;
  if (start > 0 && isHigh(from.charCodeAt(start - 1))) start -= 1;
  let end = 0;
  while (end < shorter - start && from[from.length - 1 - end] === to[to.length - 1 - end]) end += 1;
  if (end > 0 && isLow(from.charCodeAt(from.length - end))) end -= 1;
  return { at: start, remove: from.length - end - start, insert: to.slice(start, to.length - end) };
}

/** A title is one line of bounded length. */
export function cleanTitle(text: string): string {
  const line = text.replace(/[\r\n\t]+/g, " ");
  if (line.length <= TITLE_MAX) return line;
  return line.slice(0, isHigh(line.charCodeAt(TITLE_MAX - 1)) ? TITLE_MAX - 1 : TITLE_MAX);
}

/** Makes the shared title this text. Returns what it became. */
export function setTitle(title: Text, text: string): string {
  const wanted = cleanTitle(text);
  const { at, remove, insert } = difference(title.toString(), wanted);
  if (remove === 0 && insert === "") return wanted;
  title.doc?.transact(() => {
    if (remove > 0) title.delete(at, remove);
    if (insert !== "") title.insert(at, insert);
  }, ORIGIN);
  return wanted;
}

/** Tells the title whenever somebody else changes it. */
export function watchTitle(title: Text, tell: (text: string) => void): () => void {
  const changed = (_event: YTextEvent, transaction: Transaction) => {
    if (transaction.origin !== ORIGIN) tell(title.toString());
  };
  title.observe(changed);
  return () => title.unobserve(changed);
}
