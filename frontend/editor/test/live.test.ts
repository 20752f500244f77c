import { afterEach, beforeEach, expect, test } from "vitest";
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
