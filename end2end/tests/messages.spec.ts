import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { somebody } from "../support/people.js";
import { Server } from "../support/server.js";
import { expect, test } from "../support/test.js";

/** Opens the inbox over the sandbox, and waits until its first fans are there. */
async function connect(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Try it with the sandbox's creator" }).click();
  await expect(page.locator(".conversation").first()).toBeVisible({ timeout: 60_000 });
}

test("a fan is answered on the laptop, the phone shows it, and it arrives once", async ({ browser, complaints }) => {
  test.setTimeout(120_000);
  // A sandbox has one creator, whom one person connects: the test has a server of its own.
  const server = await Server.start();
  try {
    const ana = await somebody(browser, server.url, "Ana", complaints);
    const laptop = await ana.open("/messages");
    await connect(laptop);
    await laptop.locator(".conversation").first().click();
    await expect(laptop.locator(".chat__name")).toBeVisible();
    const address = new URL(laptop.url()).pathname;

    const phone = await ana.context.newPage();
    await phone.setViewportSize({ width: 390, height: 844 });
    await phone.goto(address);
    await expect(phone.locator(".chat__name")).toBeVisible();
    await expect(phone.locator(".inbox__list"), "one column on a phone").toBeHidden();

    const words = "Thank you, see you tonight!";
    const field = laptop.getByRole("textbox", { name: /^Write to / });
    await field.fill(words);
    await laptop.getByRole("button", { name: "Send", exact: true }).click();
    await expect(field).toHaveValue("");
    for (const page of [laptop, phone]) {
      const line = page.locator(".chat-line--mine").filter({ hasText: words });
      await expect(line).toHaveCount(1);
      await expect(line).toContainText(/Sent|Arrived|Read/, { timeout: 30_000 });
    }
    for (const page of [laptop, phone]) {
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`), colorScheme).toEqual([]);
      }
    }
    const wide = await phone.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    expect(wide, "nothing scrolls sideways").toBe(false);

    // The way back is a link: it works without a script too.
    await phone.getByRole("link", { name: "All conversations" }).click();
    await expect(phone.locator(".inbox__list")).toBeVisible();
    await ana.context.close();
  } finally {
    await server.end();
  }
});

test("the inbox speaks French, and says that its fans are made up", async ({ browser, complaints }) => {
  const server = await Server.start();
  try {
    const ana = await somebody(browser, server.url, "Ana", complaints, { locale: "fr-FR" });
    const page = await ana.open("/messages");
    await expect(page.getByText("ses fans sont inventés")).toBeVisible();
    await ana.context.close();
  } finally {
    await server.end();
  }
});
