import { afterEach, beforeEach, expect, test } from "vitest";
import { XmlElement, XmlText } from "yjs";
import { FIRST, anchors } from "./live/anchors.mjs";
import { converge } from "./live/converge.mjs";
import { missingWords, startTyping } from "./live/durable.mjs";
import { startRooms } from "./support/room-server.mjs";

// @vitest-environment node

let server: Awaited<ReturnType<typeof startRooms>>;
let baseUrl: string;

beforeEach(async () => {
  server = await startRooms();
  baseUrl = server.url.replace("ws:", "http:").replace("/ws/content", "");
});
afterEach(() => server.stop());

test.each([1, 2])("five clients that lose their connections converge (seed %i)", async (seed) => {
  const { xml, cuts } = await converge({ baseUrl, contentId: "post", seed, edits: 25 });
  expect(xml.length).toBeGreaterThan(100);
  expect(cuts).toBeGreaterThan(0);
});

test("durable words are those that the server acknowledged", async () => {
  const typing = await startTyping({ baseUrl, contentId: "post" });
  await new Promise((resolve) => setTimeout(resolve, 300));
  server.acknowledging = false;
  await new Promise((resolve) => setTimeout(resolve, 200));
  server.closeAll(1012);
  await typing.died();
  const words = typing.stop();
  expect(words.length).toBeGreaterThan(5);
  expect(words.length).toBeLessThan(typing.typed());
  expect(await missingWords({ baseUrl, contentId: "post", words })).toEqual([]);
  expect(await missingWords({ baseUrl, contentId: "post", words: ["[never]"] })).toEqual(["[never]"]);
});

const runs = Array.from({ length: 10 }, (_, seed) => ({ seed, together: seed % 2 === 1 }));
test.each(runs)("the words of a thread are those of a model, whatever two clients do (seed $seed, at the same time: $together)", async ({ seed, together }) => {
  const paragraph = new XmlElement("paragraph");
  const text = new XmlText(FIRST);
  paragraph.insert(0, [text]);
  server.room("post").doc.getXmlFragment("body").push([paragraph]);
  const key = "comment--zXG3gyyq";
  const mark = { thread: "0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11" };
  const { edits, back } = await anchors({
    baseUrl, contentId: "post", seed, together,
    comment: async ({ start, end }) => {
      text.format(start, end - start, { [key]: mark });
      return async () => {
        const found = text.toDelta() as { insert: string; attributes?: Record<string, unknown> }[];
        const marked = found.flatMap((run) => [...run.insert].map(() => run.attributes?.[key] !== undefined));
        return marked.includes(true) ? { start: marked.indexOf(true), end: marked.lastIndexOf(true) + 1 } : null;
      };
    },
  });
  expect(edits).toBeGreaterThan(60);
  if (!together) expect(back).toBeGreaterThan(0);
}, 60_000);
