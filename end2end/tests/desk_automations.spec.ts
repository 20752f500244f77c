import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { awake, somebody } from "../support/people.js";
import { Server } from "../support/server.js";
import { expect, test } from "../support/test.js";

async function scan(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]).analyze();
  expect(violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.html).join(" | ")}`), where).toEqual([]);
}

test("an automatic message is written, foreseen, switched on and off, and deleted", async ({ browser, complaints, refusals }) => {
  refusals.expected = true;
  const server = await Server.start();
  try {
    const ana = await somebody(browser, server.url, "Ana", complaints);
    const inbox = await ana.open("/messages");
    await inbox.getByRole("button", { name: "Try it with the sandbox's creator" }).click();
    await expect(inbox.locator("a.conversation").first()).toBeVisible({ timeout: 60_000 });
    await inbox.close();

    const page = await ana.open("/automations");
    await expect(page.getByRole("heading", { name: "Nothing goes out by itself" })).toBeVisible();
    await scan(page, "none");
    await page.getByRole("link", { name: "New automatic message" }).click();
    await page.getByLabel("Name", { exact: true }).fill("Welcome");
    await page.getByLabel("Text", { exact: true }).fill("Hi {frist_name}");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("There is a place that is not known.", { exact: false })).toBeVisible();
    await scan(page, "form");
    await page.getByLabel("Text", { exact: true }).fill("Hi {first_name}");
    await page.getByLabel("At least so many minutes later").fill("5");
    await page.getByLabel("At most so many minutes later").fill("30");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page).toHaveURL(/\/automations\/[0-9a-f-]{36}$/);
    await expect(page.getByRole("heading", { name: "Who would have got it" })).toBeVisible();
    await scan(page, "foreseen");

    await page.goto("/automations");
    await awake(page);
    await page.getByRole("button", { name: "Switch on Welcome" }).click();
    await expect(page.getByRole("button", { name: "Switch off Welcome" })).toBeVisible();
    await scan(page, "on");
    await page.getByRole("button", { name: "Switch off Welcome" }).click();
    await expect(page.getByRole("button", { name: "Switch on Welcome" })).toBeVisible();
    await page.getByRole("link", { name: "Welcome" }).click();
    await page.getByRole("button", { name: "Delete it" }).click();
    const dialog = page.getByRole("dialog", { name: "Delete this automatic message?" });
    await expect(dialog).toContainText("what waits to go out is taken back");
    await scan(page, "delete dialog");
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await expect(dialog).toBeHidden();
    await page.getByRole("button", { name: "Delete it" }).click();
    await dialog.getByRole("button", { name: "Delete it" }).click();
    await expect(page).toHaveURL(/\/automations$/);
    await expect(page.getByRole("heading", { name: "Nothing goes out by itself" })).toBeVisible();
    await ana.context.close();
  } finally {
    await server.end();
  }
});
