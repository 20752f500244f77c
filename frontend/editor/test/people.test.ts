import { Awareness } from "y-protocols/awareness";
import { Doc } from "yjs";
import { expect, test } from "vitest";
import type { Person } from "../src/interface.js";
import { people, watchPeople } from "../src/people.js";

const user = (id: string, name: string, color = 1) => ({ id, name, color, picture: "" });

test("one person in several tabs is one entry, and ourselves come first", () => {
  const list = people(
    new Map([
      [1, { user: user("a", "Ada") }],
      [2, { user: user("b", "Ben") }],
      [3, { user: user("b", "Ben") }],
      [4, { user: user("c", "Cem") }],
    ]), 3, "b",
  );
  expect(list.map(({ name, self, clientId }) => [name, self, clientId])).toEqual([
    ["Ben", true, 3], ["Ada", false, 1], ["Cem", false, 4],
  ]);
});

test("somebody is idle only when all of their tabs are", () => {
  const states = (second: boolean) => new Map([
    [1, { user: user("a", "Ada"), idle: true }],
    [2, { user: user("a", "Ada"), idle: second }],
  ]);
  expect(people(states(false), 9, "z")[0]?.idle).toBe(false);
  expect(people(states(true), 9, "z")[0]?.idle).toBe(true);
});

test("guests without an id are told apart, and nonsense does no harm", () => {
  const list = people(
    new Map<number, object>([
      [1, { user: { name: "Guest", color: 99 } }],
      [2, { user: { name: "Guest", color: "red" } }],
      [3, {}],
      [4, { user: { name: 7, picture: [] } }],
    ]), 9, "z",
  );
  expect(list.map(({ name, color }) => [name, color])).toEqual([["", 0], ["Guest", 3], ["Guest", 0]]);
});

test("who is a guest is said by the server, and by nothing else", () => {
  const list = people(
    new Map<number, object>([
      [1, { user: { kind: "guest", ...user("a", "Ada") } }],
      [2, { user: { kind: "user", ...user("b", "Ben") }, guest: true }],
    ]), 9, "z",
  );
  expect(list.map(({ name, guest }) => [name, guest])).toEqual([["Ada", true], ["Ben", false]]);
});

test("somebody types if any of their tabs does, and is away only when all of them are", () => {
  const states = (first: object, second: object) => people(new Map([
    [1, { user: user("a", "Ada"), ...first }],
    [2, { user: user("a", "Ada"), ...second }],
  ]), 9, "z")[0];
  expect(states({ typing: false, away: true }, { typing: true, away: false })).toMatchObject({ typing: true, away: false });
  expect(states({ away: true }, { away: true })).toMatchObject({ typing: false, away: true });
  expect(states({ typing: "yes", away: 1 }, { away: true })).toMatchObject({ typing: false, away: false });
});

test("the list is told at once, and again only when it is another one", () => {
  const awareness = new Awareness(new Doc());
  const told: Person[][] = [];
  const end = watchPeople(awareness, "me", { name: "Me", color: 2 }, (list) => told.push(list));
  awareness.setLocalStateField("cursor", { anchor: 1 });
  expect(told.map(([first]) => first?.name)).toEqual(["Me"]);
  awareness.setLocalStateField("idle", true);
  expect(told).toHaveLength(2);
  end();
  awareness.destroy();
});
