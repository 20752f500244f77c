import type { Page } from "@playwright/test";
import { missingWords } from "../../frontend/editor/test/live/durable.mjs";
import { newPost, post, somebody, watch } from "../support/people.js";
import { Proxy } from "../support/proxy.js";
import { Server } from "../support/server.js";
import { expect, saved, status, surface, test, written } from "../support/test.js";

/** Notes what was written each time that the page says that everything is saved. */
async function noteSaved(page: Page): Promise<void> {
  await page.evaluate(() => {
    const state = document.querySelector(".post__status");
    const text = document.querySelector(".ProseMirror");
    if (!state || !text) throw new Error("the post is not open");
    const note = () => {
      if (state.getAttribute("data-status") === "saved") document.body.dataset["saved"] = text.textContent;
    };
    new MutationObserver(note).observe(state, { attributes: true });
    note();
  });
}

/** What was written when the page last said that everything is saved. */
const lastSaved = (page: Page) => page.evaluate(() => document.body.dataset["saved"] ?? "");

test("a guest by link on one server and a phone on the other write together", async ({ browser, complaints }) => {
  test.setTimeout(120_000);
  const [one, two] = await Server.startTwo();
  try {
    const ana = await somebody(browser, one.url, "Ana", complaints, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    const id = await newPost(ana, "Far apart", "Phone:\n\nGuest:");
    const made = await ana.api.post(`/api/content/${id}/links`, { data: { role: "editor", password: "sesame street" } });
    const { url } = (await made.json()) as { url: string };
    const phone = await ana.open(`/posts/${id}`);
    await saved(phone);

    const context = await browser.newContext({ locale: "fr-FR" });
    watch(context, "Léa", complaints);
    const guest = await context.newPage();
    // The link names the server that made it; the other one knows it too.
    await guest.goto(url.replace(one.url, two.url));
    await guest.getByLabel("Votre nom").fill("Léa");
    await guest.getByLabel("Mot de passe du lien").fill("sesame street");
    await guest.getByRole("button", { name: "Ouvrir" }).click();
    await saved(guest);
    expect(guest.url()).toContain(two.url);

    await surface(phone).locator("p").first().tap();
    await phone.keyboard.press("End");
    await surface(guest).locator("p").last().click();
    await guest.keyboard.press("End");
    await Promise.all([
      phone.keyboard.type(" from the train.", { delay: 40 }),
      guest.keyboard.type(" de loin.", { delay: 40 }),
      expect(phone.locator(".remote-caret-name", { hasText: "Léa (guest)" })).toHaveCount(1),
      expect(guest.locator(".remote-caret-name", { hasText: "Ana" })).toHaveCount(1),
    ]);
    const together = "Phone: from the train.\nGuest: de loin.";
    for (const page of [phone, guest]) {
      await expect.poll(() => written(page)).toBe(together);
      await saved(page);
    }
    await expect.poll(async () => (await post(ana, id)).text).toContain("de loin.");

    // A right that ends on one server ends on the other.
    const { items } = (await (await ana.api.get(`/api/content/${id}/links`)).json()) as { items: { id: string }[] };
    await ana.api.delete(`/api/content/${id}/links/${items[0]?.id}`);
    await expect(guest.getByRole("alert")).toBeVisible({ timeout: 5_000 });
    await expect(surface(guest)).toHaveAttribute("contenteditable", "false");
    await Promise.all([ana.context.close(), context.close()]);
  } finally {
    await Promise.all([one.end(), two.end()]);
  }
});

test("behind a proxy a browser goes from a killed server to the other: nothing shown as saved is lost, and typing goes on", async ({ browser, complaints }) => {
  test.setTimeout(240_000);
  const [one, two] = await Server.startTwo();
  const proxy = await Proxy.start([one, two]);
  try {
    const ana = await somebody(browser, proxy.url, "Ana", complaints);
    const auth = { cookie: await ana.cookie() };
    const id = await newPost(ana, "Moved", "");
    const page = await ana.open(`/posts/${id}`);
    await saved(page);
    await noteSaved(page);
    await surface(page).click();
    let all = "";
    // From the first to the second, and when the first is back and the second dies, to the first again.
    for (const [killed, alive] of [[one, two], [two, one]] as const) {
      const round = killed === one ? "a" : "b";
      const words = (from: number, to: number) => Array.from({ length: to - from }, (_, word) => `${round}${from + word} `).join("");
      await page.keyboard.type(words(0, 10));
      all += words(0, 10);
      await saved(page);
      // Killed in the middle of the typing; what is saved by then depends on the moment.
      const typing = page.keyboard.type(words(10, 50), { delay: 15 });
      await expect.poll(() => written(page)).toContain(`${round}20 `);
      // Nobody gets in, so that nothing can come from the browser's memory.
      proxy.shut(true);
      await killed.down("SIGKILL");
      await expect(status(page)).not.toHaveAttribute("data-status", "saved");
      const shown = await lastSaved(page);
      expect(shown).toContain(all.trim());
      expect(await missingWords({ baseUrl: alive.url, contentId: id, auth, words: [shown.trim()] })).toEqual([]);
      proxy.shut(false);

      await typing;
      all += words(10, 50);
      await page.keyboard.type("Here. ");
      all += "Here. ";
      await saved(page);
      await expect.poll(() => written(page)).toBe(all);
      expect(await missingWords({ baseUrl: alive.url, contentId: id, auth, words: [all.trim()] })).toEqual([]);
      await killed.up();
    }
    await page.reload();
    await expect.poll(() => written(page)).toBe(all);
    await ana.context.close();
  } finally {
    await proxy.end();
    await Promise.all([one.end(), two.end()]);
  }
});
