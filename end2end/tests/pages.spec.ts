import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/accessible.js";
import { ADMIN_EMAIL, PASSWORD, awake, newPost, watch } from "../support/people.js";
import { expect, saved, status, surface, test } from "../support/test.js";

const LAPTOP = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };

for (const [colorScheme, screen, viewport] of [["light", "laptop", LAPTOP], ["dark", "laptop", LAPTOP], ["light", "phone", PHONE]] as const) {
  test(`every page is accessible (${colorScheme}, ${screen})`, async ({ person, browser, server, complaints }) => {
    test.setTimeout(180_000);
    const visitor = await browser.newContext({ baseURL: server.url, colorScheme, viewport });
    watch(visitor, "visitor", complaints);
    const page = await visitor.newPage();
    for (const path of ["/", "/sign-in", "/sign-up", "/forgot-password", "/forgot-password?sent=1", "/reset?secret=00", "/verify?secret=00"]) {
      await page.goto(path);
      await awake(page);
      await expectAccessible(page, path);
    }
    await visitor.request.post("/api/auth/login", { data: { email: ADMIN_EMAIL, password: PASSWORD } });
    const made = await visitor.request.post("/api/content", { data: { title: "Accessible", markdown: "# One\n\n- a\n- b\n\n- [ ] task\n\n> quote" } });
    const { id } = (await made.json()) as { id: string };
    const leo = await person("Leo");
    await visitor.request.post(`/api/content/${id}/collaborators`, { data: { email: leo.email, permission: "viewer" } });
    const signedIn = ["/posts", "/posts?whose=shared", "/posts?status=trash", "/messages", "/fans", "/fans/lists", "/automations", "/settings", "/settings/account", "/settings/sessions", "/settings/tokens", "/admin", "/admin/mails", "/admin/system"];
    for (const path of signedIn) {
      await page.goto(path);
      await awake(page);
      await expectAccessible(page, path);
    }
    await page.goto(`/posts/${id}`);
    await saved(page);
    await expectAccessible(page, "editor");
    await page.getByRole("button", { name: "Share" }).click();
    await expect(page.getByText(leo.email)).toBeVisible();
    await expectAccessible(page, "share dialog");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "More about this post" }).click();
    await expectAccessible(page, "menu");
    await visitor.close();

    // A page that isn't there is a failed request for the console, and meant to be.
    const lost = await browser.newContext({ baseURL: server.url, colorScheme, viewport });
    const nowhere = await lost.newPage();
    expect((await nowhere.goto("/no/such/page"))?.status()).toBe(404);
    await awake(nowhere);
    await expectAccessible(nowhere, "404");
    await lost.close();
  });
}

test("on a phone: sign in, write, share, and find the post again", async ({ person }) => {
  const ana = await person("Ana", { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const page = await ana.open("/posts");
  await expect(page.locator(".bottombar")).toBeVisible();
  await expect(page.locator(".sidebar")).toBeHidden();
  await page.getByRole("button", { name: "New post" }).first().tap();
  await saved(page);
  await page.getByRole("textbox", { name: "Title" }).fill("From my phone");
  await surface(page).tap();
  await page.keyboard.type("Thumbs only.");
  await saved(page);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  expect(wide, "nothing scrolls sideways").toBe(false);
  await page.getByRole("button", { name: "Share" }).tap();
  const box = await page.getByRole("dialog").boundingBox();
  expect(box?.width, "dialogs fill a phone's screen").toBe(390);
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).tap();
  await page.locator(".bottombar").getByRole("link", { name: "Posts" }).tap();
  await expect(page.getByRole("link", { name: "From my phone" })).toBeVisible();
});

test("a long address breaks rather than push a page sideways", async ({ browser, server }) => {
  const long = await browser.newContext({ baseURL: server.url });
  const email = `a.very.long.name.that.goes.on.${Date.now()}@a-long-domain-of-a-long-company.example.com`;
  await long.request.post("/api/auth/register", { data: { name: "Somebody With-A-Long-Double-Name", email, password: PASSWORD } });
  await long.close();
  const admin = await browser.newContext({ baseURL: server.url });
  await admin.request.post("/api/auth/login", { data: { email: ADMIN_EMAIL, password: PASSWORD } });
  const page = await admin.newPage();
  for (const width of [390, 820]) {
    await page.setViewportSize({ width, height: 900 });
    for (const path of ["/admin", "/admin/mails", "/settings/sessions"]) {
      await page.goto(path);
      await awake(page);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(wide, `${path} at ${width}`).toBeLessThanOrEqual(0);
    }
  }
  await admin.close();
});

test("connecting does not move the text on a phone", async ({ person }) => {
  const ana = await person("Ana", { viewport: PHONE, hasTouch: true, isMobile: true });
  const id = await newPost(ana, "A title that needs two lines on a phone", "Words.");
  const page = await ana.context.newPage();
  await page.addInitScript(() => {
    const moved: number[] = [];
    Object.assign(window, { moved });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) moved.push((entry as PerformanceEntry & { value: number }).value);
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(`/posts/${id}`);
  await saved(page);
  const moved = await page.evaluate(() => (window as unknown as { moved: number[] }).moved.reduce((sum, value) => sum + value, 0));
  expect(moved).toBeLessThan(0.01);
});

test("the list: search, status, sort, trash and back", async ({ person }) => {
  const ana = await person("Ana");
  const keep = await newPost(ana, "Sunrise yoga", "Mats and water.");
  await newPost(ana, "Breakfast", "Oats with sunrise colours.");
  await newPost(ana, "Evening", "Nothing in common.");
  const page = await ana.open("/posts");
  await page.getByLabel("Search").fill("sunrise");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.locator(".post-row__title")).toHaveCount(2);
  await expect(page).toHaveURL(/q=sunrise/);
  await page.getByRole("link", { name: "Sunrise yoga" }).click();
  await saved(page);
  await page.getByRole("button", { name: "More about this post" }).click();
  await page.getByRole("menuitem", { name: "Move to the trash" }).click();
  await expect(page.getByText("This post is in the trash")).toBeVisible();
  await page.goto("/posts?status=trash");
  await awake(page);
  await expect(page.getByRole("link", { name: "Sunrise yoga" })).toBeVisible();
  await page.goto(`/posts/${keep}`);
  await awake(page);
  await page.getByRole("button", { name: "More about this post" }).click();
  await page.getByRole("menuitem", { name: "Restore" }).click();
  await expect(page.getByText("This post is in the trash")).toBeHidden();
});

test("the theme is there from the first byte, and follows one's choice", async ({ person }) => {
  const ana = await person("Ana", { colorScheme: "light" });
  const page = await ana.open("/settings");
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  expect(await ground()).not.toBe("rgb(26, 26, 26)");
  await page.getByLabel("Dark").check();
  await expect.poll(ground).toBe("rgb(26, 26, 26)");
  const answer = await ana.api.get("/posts");
  expect(await answer.text()).toContain('data-theme="dark"');
});

test("from page to page without loading again", async ({ person }) => {
  const ana = await person("Ana");
  await newPost(ana, "Walk", "Text");
  const page = await ana.open("/posts");
  await page.evaluate(() => Object.assign(window, { stayed: true }));
  await page.locator(".sidebar").getByRole("link", { name: "Settings" }).click();
  await expect(page.getByRole("heading", { name: "Profile", exact: true })).toBeVisible();
  await page.locator(".sidebar").getByRole("link", { name: "Posts" }).click();
  await page.getByRole("link", { name: "Walk" }).click();
  await saved(page);
  expect(await page.evaluate(() => "stayed" in window)).toBe(true);
});
