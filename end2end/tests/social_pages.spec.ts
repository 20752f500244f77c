import { expectAccessible } from "../support/accessible.js";
import { administrator } from "../support/mails.js";
import { awake, newPost } from "../support/people.js";
import { connect, publishing } from "../support/social.js";
import { expect, test } from "../support/test.js";

const PHONE = { width: 390, height: 844 };

for (const [colorScheme, viewport] of [["light", PHONE], ["dark", PHONE], ["dark", { width: 1280, height: 800 }]] as const) {
  test(`the pages about social accounts are accessible (${colorScheme}, ${viewport.width})`, async ({ person }) => {
    test.setTimeout(120_000);
    const ana = await person("Ana", { colorScheme, viewport });
    const post = await newPost(ana, "A walk", "Words");
    const page = await ana.open("/settings/connections");
    await connect(page, "TikTok");
    await connect(page, "Reddit");
    for (const path of ["/settings/connections", "/platforms/connect/instagram", "/publications", `/posts/${post}/publish`]) {
      await page.goto(path);
      await awake(page);
      await expectAccessible(page, path);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
      expect(wide, `${path}: nothing scrolls sideways`).toBe(false);
    }
    await publishing(page, post, "TikTok");
    await expectAccessible(page, "form");
  });
}

test("in French, posts are publications and what is published from them are diffusions", async ({ person }) => {
  const ana = await person("Chloe", { locale: "fr-FR" });
  const page = await ana.open("/publications");
  await expect(page.getByRole("heading", { name: "Diffusions", exact: true })).toBeVisible();
  await expect(page.getByText("Reliez d’abord un compte")).toBeVisible();
  await page.goto("/platforms/connect/tiktok");
  await awake(page);
  await expect(page.getByRole("link", { name: "Aller chez TikTok" })).toBeVisible();
  await page.getByRole("link", { name: "Aller chez TikTok" }).click();
  await page.getByRole("button", { name: "Deny" }).click();
  await awake(page);
  await expect(page.getByRole("alert")).toContainText("Vous n’avez pas autorisé la connexion.");
});

test("an administrator sees what is missing, tests, copies and pauses; others do not", async ({ browser, server, person, refusals }) => {
  refusals.expected = true;
  const page = await administrator(browser, server.url);
  await page.goto("/admin/integrations");
  await awake(page);
  const reddit = page.getByRole("region", { name: /^Reddit/ });
  await expect(reddit).toContainText("REDDIT_CLIENT_ID");
  await expect(reddit).toContainText(`${server.url}/api/auth/reddit/callback`);
  await expectAccessible(page, "integrations");
  await reddit.getByRole("link", { name: "Test now: Reddit" }).click();
  await expect(page.getByText("Reddit answers, and knows this server.")).toBeVisible();

  await reddit.getByRole("button", { name: "Pause publishing to Reddit" }).click();
  await expectAccessible(page, "pause");
  await page.getByRole("dialog").getByRole("button", { name: "Pause publishing" }).click();
  await expect(reddit.getByRole("button", { name: "Resume publishing to Reddit" })).toBeVisible();
  const ana = await person("Ana");
  const own = await ana.open("/settings/connections");
  await connect(own, "Reddit");
  await expect(own.getByText("An administrator has paused publishing there")).toBeVisible();
  await reddit.getByRole("button", { name: "Resume publishing to Reddit" }).click();
  await expect(reddit.getByRole("button", { name: "Pause publishing to Reddit" })).toBeVisible();
  expect((await ana.api.get("/admin/integrations")).status()).toBe(403);
  await page.context().close();
});
