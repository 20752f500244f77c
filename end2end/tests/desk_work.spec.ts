import { somebody } from "../support/people.js";
import { Server } from "../support/server.js";
import { expect, test as base } from "../support/test.js";
import type { Page } from "@playwright/test";

/** Each test has a server of its own: a sandbox has one creator, whom one person connects. */
const test = base.extend<{ desk: Page }>({
  desk: async ({ browser, complaints }, use) => {
    const server = await Server.start();
    const ana = await somebody(browser, server.url, "Ana", complaints);
    const page = await ana.open("/messages");
    await connect(page);
    await use(page);
    await ana.context.close();
    await server.end();
  },
});

/** Connects the sandbox's creator, and waits until somebody is in the list. */
async function connect(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Try it with the sandbox's creator" }).click();
  await expect(page.locator("a.conversation").first()).toBeVisible({ timeout: 60_000 });
}

const states = (page: Page) => page.getByRole("navigation", { name: "Where conversations are" });
const triage = (page: Page) => page.getByRole("group", { name: "Where conversations are" });

test("a conversation is done, opened again, snoozed and taken, and the list says so after a reload", async ({ desk: page }) => {
  await page.locator("a.conversation").first().click();
  await triage(page).getByRole("button", { name: "Done", exact: true }).click();
  await expect(triage(page).getByRole("button", { name: "Open again" })).toBeVisible();
  await states(page).getByRole("link", { name: "Done" }).click();
  await expect(page).toHaveURL(/state=done/);
  await expect(page.locator("a.conversation")).toHaveCount(1);
  await page.reload();
  await expect(page.locator("a.conversation")).toHaveCount(1);
  await page.locator("a.conversation").click();
  await triage(page).getByRole("button", { name: "Open again" }).click();
  await triage(page).getByRole("button", { name: "Snooze" }).click();
  await page.getByRole("menuitem", { name: "Until tomorrow, 9:00" }).click();
  await expect(triage(page)).toContainText("Snoozed until");
  await triage(page).getByRole("button", { name: "Take it" }).click();
  await expect(triage(page).getByRole("button", { name: "Ana answers" })).toBeVisible();
  await page.goto("/messages?state=snoozed&assigned=me");
  await expect(page.locator("a.conversation")).toHaveCount(1);
  await expect(page.locator("a.conversation")).toContainText("Yours");
});

test("the inbox is worked through by keyboard, and says which keys there are", async ({ desk: page }) => {
  const rows = page.locator("a.conversation");
  const open = page.locator("a.conversation[aria-current=page]");
  await page.keyboard.press("Alt+ArrowDown");
  await expect(rows.first()).toHaveAttribute("aria-current", "page");
  // Fans write meanwhile and come to the top: who was open is known by name.
  const first = (await open.getAttribute("href")) ?? "";
  await page.keyboard.press("Alt+ArrowDown");
  await expect(open).not.toHaveAttribute("href", first);
  await page.keyboard.press("Alt+ArrowUp");
  await expect(open).toHaveAttribute("href", first);
  await expect(triage(page).getByRole("button", { name: "Done", exact: true })).toBeVisible();
  await page.keyboard.press("Alt+Shift+KeyD");
  await expect(triage(page).getByRole("button", { name: "Open again" })).toBeVisible();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keys" })).toContainText("Next conversation");
});
