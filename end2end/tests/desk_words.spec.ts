import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { awake, somebody } from "../support/people.js";
import { Server } from "../support/server.js";
import { expect, test as base } from "../support/test.js";

/** Each test has a server of its own: a sandbox has one creator, whom one person connects. */
const test = base.extend<{ desk: Page }>({
  desk: async ({ browser, complaints }, use) => {
    const server = await Server.start("sqlite", { ONLYFANS_PER_MINUTE: "600", ONLYFANS_SPACING: "0", ONLYFANS_BURST: "100" });
    const ana = await somebody(browser, server.url, "Ana", complaints);
    const page = await ana.open("/messages");
    await page.getByRole("button", { name: "Try it with the sandbox's creator" }).click();
    await expect(page.locator("a.conversation").first()).toBeVisible({ timeout: 60_000 });
    await use(page);
    await ana.context.close();
    await server.end();
  },
});

async function scan(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`)).toEqual([]);
}

test("a saved reply is kept on its page and chosen by keyboard where one writes", async ({ desk: page }) => {
  await page.goto("/platforms/onlyfans/replies");
  await page.getByLabel("Name").fill("hello");
  await page.getByLabel("Text").fill("Hi {first_name|you}, good to see you!");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("/hello", { exact: true })).toBeVisible();
  await scan(page);
  await page.goto("/messages");
  await awake(page);
  await page.locator("a.conversation").first().click();
  const field = page.getByLabel(/^Write to /);
  await field.pressSequentially("/he");
  const list = page.getByRole("listbox", { name: /^Saved replies/ });
  await expect(list.getByRole("option")).toHaveCount(1);
  await scan(page);
  await field.press("Enter");
  await expect(field).toHaveValue(/^Hi \S+, good to see you!$/);
  await expect(list).toBeHidden();
  await field.press("Control+Enter");
  await expect(page.locator(".chat-line--mine").last()).toContainText("good to see you!");
});

test("media are chosen from the vault and sold at a price", async ({ desk: page, refusals }) => {
  refusals.expected = true;
  await page.locator("a.conversation").first().click();
  await page.getByText("Media and price", { exact: true }).click();
  await page.getByLabel("Price in dollars").fill("5");
  await page.getByLabel(/^Write to /).fill("something new");
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await expect(page.getByText("Choose media: only media can be sold.")).toBeVisible();
  await page.getByRole("button", { name: "Choose media from the vault" }).click();
  const vault = page.getByRole("list", { name: "Media in the vault" });
  await expect(vault.getByRole("button")).toHaveCount(24);
  await page.getByRole("button", { name: "More media" }).click();
  await expect(vault.getByRole("button")).toHaveCount(48);
  await vault.getByRole("button").nth(0).click();
  await vault.getByRole("button").nth(1).click();
  await page.getByRole("list", { name: "Chosen media" }).getByRole("button").first().click();
  await expect(vault.getByRole("button", { pressed: true })).toHaveCount(1);
  await scan(page);
  await page.getByRole("button", { name: "Send", exact: true }).click();
  const line = page.locator(".chat-line--mine").filter({ hasText: "something new" });
  await expect(line).toContainText("1 picture or video");
  await expect(line).toContainText("$5.00");
});

test("the numbers are drawn, said in tables, and downloaded", async ({ desk: page }) => {
  await page.getByRole("link", { name: "Analytics" }).click();
  await expect(page.getByRole("img", { name: /^Income over time/ })).toBeVisible();
  await page.getByRole("link", { name: "Months" }).click();
  await expect(page).toHaveURL(/by=month/);
  await page.locator("summary", { hasText: "The numbers as a table" }).click();
  await expect(page.getByRole("table", { name: "The numbers as a table" }).locator("tbody tr")).toHaveCount(12);
  await scan(page);
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Download as CSV" }).click()]);
  expect(file.suggestedFilename()).toBe("analytics.csv");
});
