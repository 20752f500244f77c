import { Awareness } from "y-protocols/awareness";
import { Doc } from "yjs";
import { afterEach, expect, test, vi } from "vitest";
import { IDLE_AFTER, people, watchPeople } from "../src/people.js";

const user = (id: string, name: string, color = 1) => ({ id, name, color, picture: "" });

afterEach(() => vi.useRealTimers());

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

test("a minute without input makes us idle, and any input wakes us", () => {
  vi.useFakeTimers();
  const awareness = new Awareness(new Doc());
  const end = watchPeople(awareness, "me", { name: "Me", color: 2 }, () => undefined);
  expect(awareness.getLocalState()).toMatchObject({ idle: false, user: { id: "me", name: "Me", color: 2 } });
  vi.advanceTimersByTime(IDLE_AFTER + 1);
  expect(awareness.getLocalState()).toMatchObject({ idle: true });
  window.dispatchEvent(new Event("keydown"));
  expect(awareness.getLocalState()).toMatchObject({ idle: false });
  end();
  awareness.destroy();
});
