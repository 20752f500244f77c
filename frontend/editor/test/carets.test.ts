import { Collaboration } from "@tiptap/extension-collaboration";
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from "y-protocols/awareness";
import { Doc } from "yjs";
import { afterEach, expect, onTestFinished, test, vi } from "vitest";
import { Carets, FADES_AFTER, NAME_STAYS } from "../src/carets.js";
import { schemaExtensions } from "../src/extensions.js";
import { relativeAt } from "../src/positions.js";
import { textsFor } from "../src/texts.js";
import { editor } from "./support/editors.js";

afterEach(() => vi.useRealTimers());

/** Our text with somebody else's caret in it, on a clock of ours. */
function shared() {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const doc = new Doc();
  const [mine, theirs] = [new Awareness(doc), new Awareness(new Doc())];
  onTestFinished(() => [mine, theirs].forEach((awareness) => awareness.destroy()));
  const surface = editor({
    extensions: [
      ...schemaExtensions(textsFor("en")),
      Collaboration.configure({ fragment: doc.getXmlFragment("body") }),
      Carets.configure({ awareness: mine, guest: "guest" }),
    ],
  });
  surface.commands.setContent("<p>Some words</p>");
  theirs.setLocalStateField("user", { name: "Leo", color: 4 });
  const say = async (field: string, value: unknown) => {
    theirs.setLocalStateField(field, value);
    applyAwarenessUpdate(mine, encodeAwarenessUpdate(theirs, [theirs.clientID]), "wire");
    await Promise.resolve();
  };
  const selected = () => surface.view.dom.querySelector(".remote-selection")?.textContent;
  const at = (pos: number) => ({ anchor: relativeAt(surface.state, pos), head: relativeAt(surface.state, pos) });
  const how = () => {
    const names = surface.view.dom.querySelector(".remote-caret")?.classList;
    return names && ["moving", "still"].filter((name) => names.contains(name)).join();
  };
  const name = () => surface.view.dom.querySelector(".remote-caret-name")?.textContent;
  return { say, at, how, selected, name, surface };
}

test("a caret shows its name while it moves, fades when it stands, and goes when its owner is away", async () => {
  const { say, at, how } = shared();
  await say("cursor", at(3));
  expect(how()).toBe("moving");
  vi.advanceTimersByTime(NAME_STAYS + 1);
  expect(how()).toBe("");
  await say("typing", true);
  expect(how(), "what is no motion does not bring the name back").toBe("");
  vi.advanceTimersByTime(FADES_AFTER - NAME_STAYS);
  expect(how()).toBe("still");
  await say("cursor", at(5));
  expect(how()).toBe("moving");
  await say("away", true);
  expect(how()).toBeUndefined();
  await say("away", false);
  expect(how()).toBe("moving");
});

test("the selection of a caret that stands goes with it, and comes back with the next motion", async () => {
  const { say, at, how, selected, surface } = shared();
  await say("cursor", { anchor: at(1).anchor, head: at(5).head });
  expect(selected()).toBe("Some");
  const before = surface.state.doc;
  vi.advanceTimersByTime(NAME_STAYS + 1);
  expect(selected()).toBe("Some");
  vi.advanceTimersByTime(FADES_AFTER - NAME_STAYS);
  expect(how()).toBe("still");
  expect(selected()).toBeUndefined();
  expect(surface.state.doc).toBe(before);
  await say("cursor", { anchor: at(1).anchor, head: at(6).head });
  expect(selected()).toBe("Some ");
});

test("the caret of a guest says that it is one", async () => {
  const { say, at, name } = shared();
  await say("cursor", at(3));
  expect(name()).toBe("Leo");
  await say("user", { kind: "guest", name: "Zoé", color: 2 });
  expect(name()).toBe("Zoé (guest)");
});
