import { Collaboration } from "@tiptap/extension-collaboration";
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from "y-protocols/awareness";
import { Doc, applyUpdate } from "yjs";
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { schemaExtensions } from "../src/extensions.js";
import { Following } from "../src/follow.js";
import { watchGaze } from "../src/gaze.js";
import { absoluteAt, relativeAt } from "../src/positions.js";
import { textsFor } from "../src/texts.js";
import { editor } from "./support/editors.js";

/** Each character of the text is a line of 20 pixels. */
const LINE = 20;

beforeEach(() => {
  vi.stubGlobal("matchMedia", () => ({ matches: true }));
  vi.stubGlobal("innerHeight", 600);
});
afterEach(() => vi.unstubAllGlobals());

/** Somebody in the post, whose window can be scrolled. */
function visitor(id: string) {
  const doc = new Doc();
  const awareness = new Awareness(doc);
  awareness.setLocalStateField("user", { id, name: id });
  const surface = editor({ extensions: [...schemaExtensions(textsFor("en")), Collaboration.configure({ fragment: doc.getXmlFragment("body") })] });
  const screen = { scrolled: 0 };
  const box = (top: number, height: number) => ({ top, bottom: top + height, left: 0, right: 500 }) as DOMRect;
  vi.spyOn(surface.view, "coordsAtPos").mockImplementation((pos) => box(pos * LINE - screen.scrolled, LINE));
  vi.spyOn(surface.view, "posAtCoords").mockImplementation(({ top }) => {
    const pos = Math.floor((top + screen.scrolled) / LINE);
    return pos <= surface.state.doc.content.size ? { pos, inside: 0 } : null;
  });
  vi.spyOn(surface.view.dom, "getBoundingClientRect").mockImplementation(() => box(LINE - screen.scrolled, 4_000));
  onTestFinished(() => awareness.destroy());
  return { id, doc, awareness, surface, screen };
}
type Visitor = ReturnType<typeof visitor>;

/** What one says reaches the other. */
function join(from: Visitor, to: Visitor): void {
  from.doc.on("update", (update: Uint8Array, origin: unknown) => origin !== "wire" && applyUpdate(to.doc, update, "wire"));
  from.awareness.on("update", (_changes: unknown, origin: unknown) => {
    if (origin !== "wire") applyAwarenessUpdate(to.awareness, encodeAwarenessUpdate(from.awareness, [from.awareness.clientID]), "wire");
  });
  applyAwarenessUpdate(to.awareness, encodeAwarenessUpdate(from.awareness, [from.awareness.clientID]), "wire");
}

function pair() {
  const [ana, leo] = [visitor("ana"), visitor("leo")];
  join(ana, leo);
  join(leo, ana);
  ana.surface.commands.setContent(`<p>${"x".repeat(150)}</p>`);
  onTestFinished(watchGaze(ana.surface, ana.awareness, "ana"));
  const told: string[] = [];
  const following = new Following(leo.surface, leo.awareness, (id) => told.push(id));
  onTestFinished(() => following.destroy());
  Object.defineProperty(window, "scrollY", { configurable: true, get: () => leo.screen.scrolled });
  vi.stubGlobal("scrollTo", ({ top }: ScrollToOptions) => (leo.screen.scrolled = top ?? 0));
  const scroll = (to: number) => {
    ana.screen.scrolled = to;
    window.dispatchEvent(new Event("scroll"));
  };
  return { ana, leo, told, following, scroll };
}

test("where we look is said only while somebody follows us", async () => {
  const { ana, following, scroll } = pair();
  scroll(900);
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(ana.awareness.getLocalState()?.["view"]).toBeUndefined();
  following.follow("ana");
  await vi.waitFor(() => expect(ana.awareness.getLocalState()?.["view"]).toBeTruthy());
  following.follow("");
  await vi.waitFor(() => expect(ana.awareness.getLocalState()?.["view"]).toBeNull());
});

test("the view scrolls with theirs to the same words, and back to the top", async () => {
  const { leo, told, following, scroll } = pair();
  following.follow("ana");
  expect(told).toEqual(["ana"]);
  scroll(1_000);
  await vi.waitFor(() => expect(leo.screen.scrolled).toBe(1_000));
  // A window of another height: the same words, not the same pixels.
  vi.stubGlobal("innerHeight", 300);
  scroll(1_600);
  await vi.waitFor(() => expect(leo.screen.scrolled).toBe(1_600));
  scroll(-200);
  await vi.waitFor(() => expect(leo.screen.scrolled).toBe(0));
  expect(told).toEqual(["ana"]);
});

test("words that others put before the place move it for both", () => {
  const { ana, leo } = pair();
  const place = relativeAt(ana.surface.state, 40);
  expect(absoluteAt(leo.surface.state, place)).toBe(40);
  leo.surface.commands.insertContentAt(1, "Words before. ");
  expect([absoluteAt(ana.surface.state, place), absoluteAt(leo.surface.state, place)]).toEqual([54, 54]);
  for (const nonsense of [null, 7, {}, { type: "x" }, { item: { client: 1 } }]) {
    expect(absoluteAt(leo.surface.state, nonsense) ?? 0, JSON.stringify(nonsense)).toBeTypeOf("number");
  }
});

test.each([
  ["a wheel", () => window.dispatchEvent(new Event("wheel"))],
  ["a finger", () => window.dispatchEvent(new Event("touchmove"))],
  ["a click", () => document.body.dispatchEvent(new Event("pointerdown", { bubbles: true }))],
  ["a letter", () => document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "a", bubbles: true }))],
  ["a key that scrolls", () => document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "PageDown", bubbles: true }))],
  ["Escape", () => document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }))],
])("%s of our own ends it", async (_what, act) => {
  const { leo, told, following, scroll } = pair();
  following.follow("ana");
  act();
  expect(told).toEqual(["ana", ""]);
  expect(leo.awareness.getLocalState()?.["following"]).toBe("");
  scroll(1_000);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(leo.screen.scrolled).toBe(0);
});

test("what leads to the faces and the bar does not end it, but Escape and keys that scroll do", () => {
  const { told, following } = pair();
  const button = document.createElement("button");
  button.dataset["follow"] = "";
  document.body.append(button);
  onTestFinished(() => button.remove());
  following.follow("ana");
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "Tab", bubbles: true }));
  button.dispatchEvent(new Event("pointerdown", { bubbles: true }));
  button.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
  button.setAttribute("aria-haspopup", "menu");
  button.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true }));
  expect(told).toEqual(["ana"]);
  button.removeAttribute("aria-haspopup");
  for (const key of ["Escape", "PageDown"]) {
    told.length = 0;
    following.follow("ana");
    button.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    expect(told.at(-1), key).toBe("");
  }
});

test("nobody follows who is not here, and one who leaves is not waited for long", () => {
  const { ana, told, following } = pair();
  following.follow("zoe");
  expect(told).toEqual([]);
  following.follow("ana");
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  ana.awareness.setLocalState(null);
  vi.advanceTimersByTime(4_000);
  expect(told).toEqual(["ana"]);
  vi.advanceTimersByTime(2_000);
  expect(told).toEqual(["ana", ""]);
});

test("of several tabs of theirs the one in use is followed", async () => {
  const { ana, leo, following, scroll } = pair();
  const second = visitor("ana");
  join(second, leo);
  second.awareness.setLocalStateField("view", relativeAt(ana.surface.state, 140));
  second.awareness.setLocalStateField("away", true);
  following.follow("ana");
  scroll(600);
  await vi.waitFor(() => expect(leo.screen.scrolled).toBe(600));
  ana.awareness.setLocalStateField("away", true);
  second.awareness.setLocalStateField("away", false);
  await vi.waitFor(() => expect(leo.screen.scrolled).toBe(140 * LINE - 200));
});
