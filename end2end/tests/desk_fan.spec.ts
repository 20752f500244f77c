import { somebody } from "../support/people.js";
import { Server } from "../support/server.js";
import { expect, test as base } from "../support/test.js";
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/** Each test has a server of its own: a sandbox has one creator, whom one person connects. */
const test = base.extend<{ desk: Page }>({
  desk: async ({ browser, complaints }, use) => {
    const server = await Server.start();
    const ana = await somebody(browser, server.url, "Ana", complaints);
    const page = await ana.open("/messages");
    await page.getByRole("button", { name: "Try it with the sandbox's creator" }).click();
    await expect(page.locator("a.conversation").first()).toBeVisible({ timeout: 60_000 });
    await use(page);
    await ana.context.close();
    await server.end();
  },
});

const side = (page: Page) => page.locator(".side");

test("a fan has a name, tags and notes beside the conversation, and on a phone on a view of their own", async ({ desk: page }) => {
  await page.setViewportSize({ width: 1400, height: 900 });
  await page.locator("a.conversation").first().click();
  await side(page).getByLabel("What your team calls them").fill("Big Ben");
  await side(page).getByRole("button", { name: "Save" }).first().click();
  await expect(side(page).getByRole("heading", { name: "Big Ben" })).toBeVisible();
  await side(page).getByLabel("New tag").fill("vip");
  await side(page).getByRole("button", { name: "Add tag" }).click();
  await expect(side(page).getByRole("button", { name: "Remove the tag vip" })).toBeVisible();
  await side(page).getByLabel("New note").fill("likes boots");
  await side(page).getByRole("button", { name: "Add note" }).click();
  await expect(side(page).getByRole("list", { name: "Notes" })).toContainText("likes boots");
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  await page.setViewportSize({ width: 390, height: 844 });
  await expect(side(page)).toBeHidden();
  await page.getByRole("link", { name: "About this fan" }).click();
  await expect(side(page)).toBeVisible();
  await expect(page.locator(".chat__composer")).toBeHidden();
  await side(page).getByRole("link", { name: "Back to the conversation" }).click();
  await expect(page.locator(".chat__composer")).toBeVisible();
});

test("what was noted is found, and a key leads to the search", async ({ desk: page }) => {
  await page.setViewportSize({ width: 1400, height: 900 });
  await page.locator("a.conversation").first().click();
  await side(page).getByLabel("What your team calls them").fill("Quentin Needle");
  await side(page).getByRole("button", { name: "Save" }).first().click();
  await expect(side(page).getByRole("heading", { name: "Quentin Needle" })).toBeVisible();
  await page.keyboard.press("Control+KeyK");
  await expect(page.getByRole("searchbox", { name: "Search people and messages" })).toBeFocused();
  await page.keyboard.type("needle");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/q=needle/);
  await page.getByRole("list", { name: "People" }).getByRole("link", { name: /Quentin Needle/ }).click();
  await expect(page.getByRole("heading", { name: "Quentin Needle" }).first()).toBeVisible();
  await expect(page).toHaveURL(/q=needle/);
});

test("a draft stays in its conversation, a message waits for its time and is taken back", async ({ desk: page }) => {
  // Fans write meanwhile and come to the top: who is meant is known by the address.
  const hrefs = await page.locator("a.conversation").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  const conversation = (at: number) => page.locator(`a.conversation[href="${hrefs[at]}"]`);
  await conversation(0).click();
  const field = page.locator(".chat__composer textarea");
  await field.fill("not yet sent");
  await expect(page.locator(".chat__count")).toHaveText("12 of 5,000 characters");
  await conversation(1).click();
  await expect(field).toHaveValue("");
  await conversation(0).click();
  await expect(field).toHaveValue("not yet sent");
  await page.reload();
  await expect(field).toHaveValue("not yet sent");
  await page.getByText("Send later").click();
  const day = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10);
  await page.locator(".chat__more").getByLabel("When").fill(`${day}T12:00`);
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await expect(page.locator(".chat-line--mine").last()).toContainText("Scheduled");
  await expect(field).toHaveValue("");
  await page.locator(".chat-line--mine").last().getByRole("button", { name: "Take back" }).click();
  await expect(page.getByText("Scheduled")).toHaveCount(0);
});
