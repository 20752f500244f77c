import { expect, test } from "vitest";
import { count } from "../src/counts.js";

test("words are runs with a letter or a digit in them", () => {
  expect(count("Two words")).toEqual({ words: 2, characters: 9 });
  expect(count("one — two … 3")).toMatchObject({ words: 3 });
  expect(count("")).toEqual({ words: 0, characters: 0 });
  expect(count("l’été à Paris")).toMatchObject({ words: 3 });
});

test("characters are code points, and line ends are none", () => {
  expect(count("a\nb")).toEqual({ words: 2, characters: 2 });
  expect(count("😀")).toEqual({ words: 0, characters: 1 });
});
