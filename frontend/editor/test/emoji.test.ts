import { expect, test } from "vitest";
import { emojiNamed, findEmoji } from "../src/emoji/emoji.js";
import { EMOJI } from "../src/emoji/table.js";
import { emojiSource, slashSource } from "../src/menus/sources.js";
import { textsFor } from "../src/texts.js";

test("the table has about 300 emoji, each name once", () => {
  expect(EMOJI.length).toBeGreaterThan(290);
  const names = EMOJI.flatMap((entry) => entry.names);
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  expect(names.filter((name) => !/^[a-z0-9_+-]+$/.test(name))).toEqual([]);
  expect(EMOJI.filter(({ emoji }) => /[a-z]/i.test(emoji))).toEqual([]);
});

test("a name finds its emoji, whatever the case", () => {
  expect(emojiNamed("smile")).toBe("😄");
  expect(emojiNamed("TADA")).toBe("🎉");
  expect(emojiNamed("+1")).toBe("👍");
  expect(emojiNamed("nothing_like_it")).toBeUndefined();
});

test("names that begin with the letters come before those that contain them", () => {
  const found = findEmoji("heart").map(({ names }) => names[0]);
  expect(found.slice(0, 2)).toEqual(["heart_eyes", "heart_eyes_cat"].sort());
  expect(found).toContain("heart");
  expect(findEmoji("zzzz")).toEqual([]);
});

test("the list of emoji opens from two letters on, or when asked for", () => {
  const { match } = emojiSource(textsFor("en"));
  expect(match("so :sm", false)).toEqual({ length: 3, query: "sm" });
  expect(match("so :s", false)).toBeNull();
  expect(match("so :", true)).toEqual({ length: 1, query: "" });
  expect(match("12:30", false)).toBeNull();
  expect(match("http://ab", false)).toBeNull();
});

test("the slash menu opens at the start of a word, and finds in both languages", () => {
  const { match, find } = slashSource(textsFor("fr"));
  expect(match("/ti", false)).toEqual({ length: 3, query: "ti" });
  expect(match("and/or", false)).toBeNull();
  expect(match("1 / 2", false)).toBeNull();
  expect(find("tache").map(({ label }) => label)).toEqual(["Liste de tâches"]);
  expect(find("quote").map(({ label }) => label)).toEqual(["Citation"]);
  expect(find("").length).toBe(11);
});
