import { converge } from "../../frontend/editor/test/live/converge.mjs";
import { randomFrom } from "../../frontend/editor/test/live/client.mjs";
import { missingWords, startTyping } from "../../frontend/editor/test/live/durable.mjs";
import { newPost, somebody } from "../support/people.js";
import { Server } from "../support/server.js";
import { expect, saved, surface, test } from "../support/test.js";

test("six real Yjs clients spread over two servers converge with random edits and cuts", async ({ browser, complaints }) => {
  test.setTimeout(240_000);
  const [one, two] = await Server.startTwo();
  try {
    const ana = await somebody(browser, one.url, "Ana", complaints);
    const auth = { cookie: await ana.cookie() };
    for (let seed = 1; seed <= 4; seed += 1) {
      const id = await newPost(ana, `Seed ${seed}`, "Start.");
      await converge({ baseUrl: [one.url, two.url], contentId: id, auth, seed, clients: 6, edits: 40 });
    }
    await ana.context.close();
  } finally {
    await Promise.all([one.end(), two.end()]);
  }
});

test("one of two servers is killed while people type on both, and nothing that was saved is lost", async ({ browser, complaints }) => {
  test.setTimeout(180_000);
  const [one, two] = await Server.startTwo();
  try {
    const ana = await somebody(browser, one.url, "Ana", complaints);
    const id = await newPost(ana, "Killed", "");
    const auth = { cookie: await ana.cookie() };
    const moments = randomFrom(3);
    const durable: string[] = [];
    for (let round = 1; round <= 4; round += 1) {
      const beside = await startTyping({ baseUrl: one.url, contentId: id, auth, seed: round + 100 });
      const typing = await startTyping({ baseUrl: two.url, contentId: id, auth, seed: round });
      await new Promise((wait) => setTimeout(wait, 300 + moments() * 900));
      await two.down("SIGKILL");
      await typing.died();
      durable.push(...typing.stop(), ...beside.stop());
      expect(await missingWords({ baseUrl: one.url, contentId: id, auth, words: durable }), `after kill ${round}`).toEqual([]);
      await two.up();
    }
    expect(durable.length, "words that were durable before a kill").toBeGreaterThan(50);
    await ana.context.close();
  } finally {
    await Promise.all([one.end(), two.end()]);
  }
});

test("two people on two servers see each other's words and cursors", async ({ browser, complaints }) => {
  const [one, two] = await Server.startTwo();
  try {
    const [ana, leo] = [await somebody(browser, one.url, "Ana", complaints), await somebody(browser, two.url, "Leo", complaints)];
    const id = await newPost(ana, "Together", "", [[leo, "editor"]]);
    const [here, there] = [await ana.open(`/posts/${id}`), await leo.open(`/posts/${id}`)];
    await saved(here);
    await surface(here).click();
    await here.keyboard.type("From one server to the other.");
    await expect(surface(there)).toContainText("From one server to the other.");
    await surface(there).click();
    await there.keyboard.press("Control+End");
    await there.keyboard.type(" And back.");
    await expect(surface(here)).toContainText("And back.");
    await expect(here.locator(".remote-caret-name", { hasText: "Leo" })).toHaveCount(1);
    await expect(here.getByRole("list", { name: "People here now" }).getByRole("listitem")).toHaveCount(2);
    await Promise.all([ana.context.close(), leo.context.close()]);
  } finally {
    await Promise.all([one.end(), two.end()]);
  }
});
