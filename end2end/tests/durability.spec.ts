import { randomFrom } from "../../frontend/editor/test/live/client.mjs";
import { missingWords, startTyping } from "../../frontend/editor/test/live/durable.mjs";
import { newPost, somebody } from "../support/people.js";
import { Server } from "../support/server.js";
import { expect, saved, surface, test } from "../support/test.js";

for (const engine of ["sqlite", "postgres"] as const) {
  test(`killed while two people type, nothing that was saved is lost (${engine})`, async ({ browser, complaints }) => {
    test.setTimeout(180_000);
    const server = await Server.start(engine);
    try {
      const ana = await somebody(browser, server.url, "Ana", complaints);
      const id = await newPost(ana, "Killed", "");
      const auth = { cookie: await ana.cookie() };
      const target = { baseUrl: server.url, contentId: id, auth };
      const moments = randomFrom(engine === "sqlite" ? 1 : 2);
      const durable: string[] = [];
      for (let round = 1; round <= 6; round += 1) {
        const typing = await startTyping({ ...target, seed: round });
        await new Promise((wait) => setTimeout(wait, 150 + moments() * 900));
        await server.down("SIGKILL");
        await typing.died();
        durable.push(...typing.stop());
        await server.up();
        expect(await missingWords({ ...target, words: durable }), `after kill ${round}`).toEqual([]);
      }
      expect(durable.length, "words that were durable before a kill").toBeGreaterThan(50);
      await ana.context.close();
    } finally {
      await server.end();
    }
  });
}

test("a browser goes on by itself after the server was killed and started again", async ({ browser, complaints }) => {
  const server = await Server.start();
  try {
    const ana = await somebody(browser, server.url, "Ana", complaints);
    const id = await newPost(ana, "Back", "");
    const page = await ana.open(`/posts/${id}`);
    await saved(page);
    await surface(page).click();
    await page.keyboard.type("Before the crash.");
    await saved(page);
    await server.down("SIGKILL");
    await page.keyboard.type(" During it.");
    await server.up();
    await saved(page);
    await page.reload();
    await expect(surface(page)).toContainText("Before the crash. During it.");
    await ana.context.close();
  } finally {
    await server.end();
  }
});
