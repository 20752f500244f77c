import { expect, test } from "vitest";
import { arrange } from "../src/comments/align.js";

const cards = (...all: [number, number][]) => all.map(([wanted, height]) => ({ wanted, height }));

test("cards stand beside their words where there is room", () => {
  expect(arrange(cards([0, 40], [100, 40], [300, 40]), -1)).toEqual([0, 100, 300]);
});

test("cards of near words stand one after the other", () => {
  expect(arrange(cards([10, 40], [20, 40], [30, 40]), -1)).toEqual([10, 58, 106]);
});

test("the active card stands beside its words and moves the others away", () => {
  expect(arrange(cards([100, 40], [110, 40], [120, 40]), 2)).toEqual([24, 72, 120]);
  expect(arrange(cards([100, 40], [110, 40], [120, 40]), 1)).toEqual([62, 110, 158]);
});

test("over the first line there is no room", () => {
  expect(arrange(cards([0, 40], [10, 40]), 1)).toEqual([0, 48]);
  expect(arrange(cards([-30, 40]), 0)).toEqual([0]);
});

test("no card covers another, wherever the words are", () => {
  for (let seed = 1; seed < 500; seed += 1) {
    const wanted = Array.from({ length: 6 }, (_, at) => ((seed * (at + 3) * 7919) % 400)).sort((a, b) => a - b);
    const all = wanted.map((top, at) => ({ wanted: top, height: 20 + ((seed * at) % 90) }));
    const tops = arrange(all, seed % 7);
    all.forEach(({ height }, at) => at + 1 < all.length && expect(tops[at + 1]).toBeGreaterThanOrEqual((tops[at] ?? 0) + height));
    expect(tops[0]).toBeGreaterThanOrEqual(0);
  }
});
