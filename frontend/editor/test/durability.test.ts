import { expect, test } from "vitest";
import { Durability } from "../src/durability.js";

function connected(): Durability {
  const state = new Durability();
  state.storedRead();
  state.opened();
  state.synced();
  state.sentAnswer(false);
  state.acknowledged(1);
  return state;
}

test("it is connecting until both sides have sent what the other lacks", () => {
  const state = new Durability();
  state.storedRead();
  expect(state.status(false)).toBe("connecting");
  state.opened();
  state.synced();
  expect(state.status(false)).toBe("connecting");
  state.sentAnswer(false);
  expect(state.status(false)).toBe("connecting");
  state.acknowledged(1);
  expect(state.status(false)).toBe("saved");
});

test("an edit is saving until the server acknowledges it", () => {
  const state = connected();
  state.sentUpdate();
  state.edited(true);
  expect(state.status(false)).toBe("saving");
  expect(state.unsynced).toBe(true);
  state.acknowledged(2);
  expect(state.status(false)).toBe("saved");
  expect(state.unsynced).toBe(false);
});

test("the acknowledgement of an older edit does not save a newer one", () => {
  const state = connected();
  state.sentUpdate();
  state.sentUpdate();
  state.acknowledged(2);
  expect(state.status(false)).toBe("saving");
});

test("an edit before the handshake is complete is not saved by its own acknowledgement", () => {
  const state = new Durability();
  state.storedRead();
  state.opened();
  state.sentUpdate();
  state.edited(true);
  state.acknowledged(1);
  expect(state.status(false)).toBe("saving");
  state.synced();
  expect(state.status(false)).toBe("saving");
  state.sentAnswer(true);
  expect(state.status(false)).toBe("saving");
  state.acknowledged(2);
  expect(state.status(false)).toBe("saved");
});

test("what was unacknowledged when the connection fell is unsaved until the next step 2 is durable", () => {
  const state = connected();
  state.sentUpdate();
  state.closed();
  expect(state.status(false)).toBe("saving");
  expect(state.status(true)).toBe("offline");
  state.opened();
  expect(state.status(false)).toBe("saving");
  state.sentAnswer(true);
  state.synced();
  expect(state.status(false)).toBe("saving");
  state.acknowledged(1);
  expect(state.status(false)).toBe("saved");
});

test("an edit that missed a closing socket is not saved by a late acknowledgement", () => {
  const state = connected();
  state.sentUpdate();
  state.edited(false);
  state.acknowledged(2);
  expect(state.status(false)).toBe("saving");
  expect(state.unsynced).toBe(true);
});

test("nothing is saved before this browser's own copy was read and sent", () => {
  const state = new Durability();
  state.opened();
  state.synced();
  state.sentAnswer(false);
  state.acknowledged(1);
  expect(state.status(false)).toBe("connecting");
  state.storedRead();
  expect(state.status(false)).toBe("saved");
});

test("an acknowledgement of more than was sent counts for what was sent", () => {
  const state = connected();
  state.acknowledged(50);
  state.sentUpdate();
  expect(state.status(false)).toBe("saving");
});

test("a short gap of the connection is not called offline", () => {
  const state = connected();
  state.closed();
  expect(state.status(false)).toBe("connecting");
  expect(state.status(true)).toBe("offline");
});
