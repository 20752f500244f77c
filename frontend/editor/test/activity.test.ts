import { Awareness } from "y-protocols/awareness";
import { Doc, applyUpdate, encodeStateAsUpdate } from "yjs";
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { AWAY_AFTER, IDLE_AFTER, TYPING_STAYS, watchActivity } from "../src/activity.js";

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function watched() {
  const doc = new Doc();
  const awareness = new Awareness(doc);
  const end = watchActivity(doc, awareness);
  onTestFinished(() => {
    end();
    awareness.destroy();
  });
  return { doc, local: () => awareness.getLocalState() };
}

test("a minute without input makes us idle, ten make us away, and any input wakes us", () => {
  const { local } = watched();
  expect(local()).toMatchObject({ idle: false, away: false, typing: false });
  vi.advanceTimersByTime(IDLE_AFTER + 1);
  expect(local()).toMatchObject({ idle: true, away: false });
  vi.advanceTimersByTime(AWAY_AFTER);
  expect(local()).toMatchObject({ idle: true, away: true });
  window.dispatchEvent(new Event("keydown"));
  expect(local()).toMatchObject({ idle: false, away: false });
});

test("a tab that is not looked at is away at once, and here again when it is", () => {
  const { local } = watched();
  const hidden = vi.spyOn(document, "hidden", "get").mockReturnValue(true);
  document.dispatchEvent(new Event("visibilitychange"));
  expect(local()).toMatchObject({ idle: false, away: true });
  hidden.mockReturnValue(false);
  document.dispatchEvent(new Event("visibilitychange"));
  expect(local()).toMatchObject({ idle: false, away: false });
});

test("we type until a while after the last change of ours; others' changes are not ours", () => {
  const { doc, local } = watched();
  const other = new Doc();
  other.getText("title").insert(0, "theirs");
  applyUpdate(doc, encodeStateAsUpdate(other));
  expect(local()).toMatchObject({ typing: false });
  doc.getText("title").insert(0, "a");
  expect(local()).toMatchObject({ typing: true });
  vi.advanceTimersByTime(TYPING_STAYS - 100);
  doc.getText("title").insert(0, "b");
  vi.advanceTimersByTime(TYPING_STAYS - 100);
  expect(local()).toMatchObject({ typing: true });
  vi.advanceTimersByTime(200);
  expect(local()).toMatchObject({ typing: false });
});
