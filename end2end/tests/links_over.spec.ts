import type { Browser, BrowserContext, Page } from "@playwright/test";
import { LiveClient } from "../../frontend/editor/test/live/client.mjs";
import { newPost, type Somebody } from "../support/people.js";
import { expect, saved, surface, test } from "../support/test.js";

/** How soon a guest is shut out. */
const SECONDS = { timeout: 10_000 };

interface Link {
  id: string;
  url: string;
}

async function link(owner: Somebody, post: string, about: Record<string, unknown>): Promise<Link> {
  const made = await owner.api.post(`/api/content/${post}/links`, { data: about });
  expect(made.status()).toBe(201);
  return made.json();
}

/** Comes in by a link, in a browser that nobody has been in. */
async function guestBy(browser: Browser, { url }: Link): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ baseURL: new URL(url).origin });
  const page = await context.newPage();
  await page.goto(url);
  await page.getByLabel("Your name").fill("Léa");
  await page.getByRole("button", { name: "Open" }).click();
  await saved(page);
  return { context, page };
}

/** The code with which the post's socket is closed on somebody who comes with this Cookie header. */
async function closeCode(baseUrl: string, contentId: string, cookie?: string): Promise<number> {
  const client = new LiveClient({ baseUrl, contentId, auth: cookie ? { cookie } : {}, reconnect: false });
  try {
    await expect.poll(() => client.closes.length).toBeGreaterThan(0);
    expect(client.body.length, "nothing of the text came over the socket").toBe(0);
    return client.closes[0] ?? 0;
  } finally {
    client.destroy();
  }
}

const cookieOf = async (context: BrowserContext) =>
  (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");

/** A page's answer, and what is to be read on it. */
async function shown(page: Page, url: string): Promise<{ status: number | undefined; text: string }> {
  const answer = await page.goto(url);
  await expect(page.getByRole("heading", { name: "This link does not work any more" })).toBeVisible();
  return { status: answer?.status(), text: await page.locator("body").innerText() };
}

/** Whoever has the link, whether they were in or come anew, gets what a link or post gives that never was: by page, REST and socket. */
async function expectNothing(browser: Browser, post: string, { url }: Link, guest: BrowserContext): Promise<void> {
  const { origin } = new URL(url);
  const stranger = await browser.newContext({ baseURL: origin });
  const never = { link: `${origin}/s/${"0".repeat(43)}`, post: crypto.randomUUID() };
  for (const context of [guest, stranger]) {
    const page = await context.newPage();
    const nothing = await shown(page, never.link);
    expect(nothing.status).toBe(410);
    expect(await shown(page, url)).toEqual(nothing);
    const entered = await context.request.post("/api/links/enter", { data: { token: url.split("/").at(-1), name: "Again" } });
    expect(entered.status()).toBe(410);

    const read = await context.request.get(`/api/content/${post}`);
    expect([401, 404]).toContain(read.status());
    expect(read.status()).toBe((await context.request.get(`/api/content/${never.post}`)).status());
    const cookie = await cookieOf(context);
    expect(await closeCode(origin, post, cookie)).toBe(await closeCode(origin, never.post, cookie));
    await page.close();
  }
  await stranger.close();
}

test("a revoked link shuts its open guest out within seconds, and is like no link", async ({ person, browser }) => {
  const ana = await person("Ana");
  const id = await newPost(ana, "Revoked", "Hello");
  const made = await link(ana, id, { role: "editor", name: "For Léa" });
  const owner = await ana.open(`/posts/${id}`);
  await saved(owner);
  const { context, page } = await guestBy(browser, made);
  await expect(surface(page)).toHaveAttribute("contenteditable", "true");
  await expect(owner.getByRole("button", { name: "Follow Léa (guest)" })).toBeVisible();

  await owner.getByRole("button", { name: "Share" }).click();
  const dialog = owner.getByRole("dialog", { name: "Who has access" });
  await dialog.getByRole("tab", { name: "Links" }).click();
  await dialog.getByRole("button", { name: "Revoke the link For Léa" }).click();
  await expect(page.getByRole("alert")).toContainText("Your access to this post has changed", SECONDS);
  await expect(surface(page)).toHaveAttribute("contenteditable", "false");
  await owner.keyboard.press("Escape");
  await expect(owner.getByRole("button", { name: "Follow Léa (guest)" })).toHaveCount(0);

  await expectNothing(browser, id, made, context);
  await context.close();
});

test("a link whose end comes shuts its open guest out within seconds, and is like no link", async ({ person, browser }) => {
  const ana = await person("Ana");
  const id = await newPost(ana, "Ended", "Hello");
  const made = await link(ana, id, { role: "commenter", expiresAt: new Date(Date.now() + 3_600_000).toISOString() });
  const { context, page } = await guestBy(browser, made);
  const end = Date.now() + 1_500;
  const changed = await ana.api.patch(`/api/content/${id}/links/${made.id}`, { data: { expiresAt: new Date(end).toISOString() } });
  expect(changed.ok()).toBe(true);
  await expect(page.getByRole("alert")).toContainText("Your access to this post has changed", SECONDS);
  expect(Date.now(), "not before its end").toBeGreaterThanOrEqual(end);
  await expectNothing(browser, id, made, context);
  await context.close();
});

test("a link that had ended before anybody came is like no link, and the owner sees that it has", async ({ person, browser }) => {
  const ana = await person("Ana");
  const id = await newPost(ana, "Too late", "Hello");
  const made = await link(ana, id, { role: "viewer", name: "Short", expiresAt: new Date(Date.now() + 1_000).toISOString() });
  const context = await browser.newContext({ baseURL: new URL(made.url).origin });
  await expect.poll(async () => (await context.request.get(made.url)).status()).toBe(410);
  await expectNothing(browser, id, made, context);
  const owner = await ana.open(`/posts/${id}`);
  await owner.getByRole("button", { name: "Share" }).click();
  const dialog = owner.getByRole("dialog", { name: "Who has access" });
  await dialog.getByRole("tab", { name: "Links" }).click();
  await expect(dialog.getByRole("listitem").filter({ hasText: "Short" })).toContainText("expired on");
  await context.close();
});
