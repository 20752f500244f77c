import { expect, test } from "vitest";
import { Doc } from "yjs";
import { cleanTitle, difference, setTitle, watchTitle } from "../src/title.js";

test("only what differs is replaced", () => {
  expect(difference("Hello world", "Hello big world")).toEqual({ at: 6, remove: 0, insert: "big " });
  expect(difference("Hello", "")).toEqual({ at: 0, remove: 5, insert: "" });
  expect(difference("aaa", "aa")).toEqual({ at: 2, remove: 1, insert: "" });
  expect(difference("same", "same")).toEqual({ at: 4, remove: 0, insert: "" });
});

test("characters of two units are replaced whole", () => {
  expect(difference("a😀b", "a😁b")).toEqual({ at: 1, remove: 2, insert: "😁" });
  // Different first units, the same second one.
  expect(difference("\u{1F600}", "\u{1FA00}")).toEqual({ at: 0, remove: 2, insert: "\u{1FA00}" });
});

test("any two texts are turned into each other", () => {
  const letters = ["a", "b", "😀", "😁", "é"];
  const random = () => Array.from({ length: Math.random() * 8 }, () => letters[Math.floor(Math.random() * 5)]).join("");
  for (let round = 0; round < 2_000; round += 1) {
    const [from, to] = [random(), random()];
    const { at, remove, insert } = difference(from, to);
    expect(from.slice(0, at) + insert + from.slice(at + remove)).toBe(to);
    expect(() => encodeURIComponent(insert)).not.toThrow();
  }
});

test("two people's changes of one title both stay", () => {
  const [one, two] = [new Doc(), new Doc()];
  one.on("update", () => undefined);
  one.getText("title").insert(0, "Post");
  const link = async () => {
    const { applyUpdate, encodeStateAsUpdate } = await import("yjs");
    applyUpdate(two, encodeStateAsUpdate(one));
    applyUpdate(one, encodeStateAsUpdate(two));
  };
  return link().then(async () => {
    setTitle(one.getText("title"), "My Post");
    setTitle(two.getText("title"), "Post today");
    await link();
    expect(one.getText("title").toString()).toBe("My Post today");
  });
});

test("a title is one line of at most 300", () => {
  expect(cleanTitle("one\r\ntwo\tthree")).toBe("one two three");
  expect(cleanTitle("x".repeat(400))).toHaveLength(300);
  expect(cleanTitle(`${"x".repeat(299)}😀`)).toBe("x".repeat(299));
});

test("our own changes are not told back to us", () => {
  const doc = new Doc();
  const title = doc.getText("title");
  const told: string[] = [];
  const end = watchTitle(title, (text) => told.push(text));
  setTitle(title, "ours");
  title.insert(0, "theirs, ");
  end();
  title.insert(0, "later ");
  expect(told).toEqual(["theirs, ours"]);
});
