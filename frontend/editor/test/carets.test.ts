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

test("a caret shows its name while it moves, fades when it stands, and goes when its owner is away", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const doc = new Doc();
  const [mine, theirs] = [new Awareness(doc), new Awareness(new Doc())];
  onTestFinished(() => [mine, theirs].forEach((awareness) => awareness.destroy()));
  const surface = editor({
    extensions: [
      ...schemaExtensions(textsFor("en")),
      Collaboration.configure({ fragment: doc.getXmlFragment("body") }),
      Carets.configure({ awareness: mine }),
    ],
  });
  surface.commands.setContent("<p>Some words</p>");
  theirs.setLocalStateField("user", { name: "Leo", color: 4 });
  const say = async (field: string, value: unknown) => {
    theirs.setLocalStateField(field, value);
    applyAwarenessUpdate(mine, encodeAwarenessUpdate(theirs, [theirs.clientID]), "wire");
    await Promise.resolve();
  };
  const at = (pos: number) => ({ anchor: relativeAt(surface.state, pos), head: relativeAt(surface.state, pos) });
  const how = () => {
    const names = surface.view.dom.querySelector(".remote-caret")?.classList;
    return names && ["moving", "still"].filter((name) => names.contains(name)).join();
  };

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
