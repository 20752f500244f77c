import { Extension, InputRule } from "@tiptap/core";
import { EMOJI, type Emoji } from "./table.js";

/** Shown before anything is typed. */
const FAVOURITES = ["smile", "joy", "heart", "thumbsup", "tada", "fire", "sparkles", "pray", "eyes", "rocket"];
const LIST_LENGTH = 10;

/** The emoji of this name, or undefined. */
export function emojiNamed(name: string): string | undefined {
  const wanted = name.toLowerCase();
  return EMOJI.find(({ names }) => names.includes(wanted))?.emoji;
}

/** Emoji for the list: names that begin with the query first, then those that contain it. */
export function findEmoji(query: string): Emoji[] {
  const wanted = query.toLowerCase();
  if (wanted === "") return EMOJI.filter(({ names }) => names.some((name) => FAVOURITES.includes(name)));
  const begins = EMOJI.filter(({ names }) => names.some((name) => name.startsWith(wanted)));
  const contains = EMOJI.filter(
    (entry) => !begins.includes(entry) && entry.names.some((name) => name.includes(wanted)),
  );
  return [...begins, ...contains].slice(0, LIST_LENGTH);
}

/** Replaces `:smile:` when its last colon is typed. */
export const EmojiNames = Extension.create({
  name: "emojiNames",
  addInputRules() {
    return [
      new InputRule({
        find: /(?:^|[\s(])(:([a-z0-9_+-]+):)$/i,
        handler: ({ state, range, match }) => {
          const emoji = emojiNamed(match[2] ?? "");
          if (!emoji) return null;
          // What is replaced begins after the space or bracket before the name.
          const from = range.from + match[0].length - (match[1] ?? "").length;
          state.tr.insertText(emoji, from, range.to);
          return undefined;
        },
      }),
    ];
  },
});
