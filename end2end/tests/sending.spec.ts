import { expectAccessible } from "../support/accessible.js";
import { somebody } from "../support/people.js";
import { Server } from "../support/server.js";
import { expect, test } from "../support/test.js";

// A server of its own: who signs up first administers it.
test("an administrator sees how messages go out, checks what is set, and has an event done again", async ({ browser, complaints }) => {
  const server = await Server.start("sqlite", { ONLYFANS_PER_MINUTE: "600", ONLYFANS_SPACING: "0" });
  try {
    const ana = await somebody(browser, server.url, "Ana", complaints);
    const inbox = await ana.open("/messages");
    await inbox.getByRole("button", { name: "Try it with the sandbox's creator" }).click();
    await inbox.locator("a.conversation").first().click();
    await inbox.getByRole("textbox", { name: /^Write to / }).fill("hello you");
    await inbox.getByRole("button", { name: "Send", exact: true }).click();
    await expect(inbox.getByText("Arrived")).toBeVisible({ timeout: 30_000 });
    const page = await ana.open("/admin/sending");
    await expect(page.getByRole("heading", { name: "The queue" })).toBeVisible();
    await expect(page.getByText("Can send")).toBeVisible();
    await expect(page.getByRole("row", { name: /ONLYFANS_PER_MINUTE 600 Environment/ })).toBeVisible();
    await expectAccessible(page, "sending");
    await page.getByRole("link", { name: "Check now" }).click();
    await expect(page.getByText("Works", { exact: true }).first()).toBeVisible();
    await page.getByRole("link", { name: "Events of the gateway" }).click();
    await page.getByRole("button", { name: "Do again: messages.sent" }).first().click();
    await expect(page.getByText("The event is done again.")).toBeVisible();
    await expectAccessible(page, "events");
    await ana.context.close();
  } finally {
    await server.end();
  }
});

test("where sending is switched off, the pages say so and nothing claims to be sent", async ({ browser, complaints }) => {
  const server = await Server.start("sqlite", { RATE_LIMITER_ENABLED: "false" });
  try {
    const ana = await somebody(browser, server.url, "Ana", complaints);
    const inbox = await ana.open("/messages");
    await inbox.getByRole("button", { name: "Try it with the sandbox's creator" }).click();
    await inbox.locator("a.conversation").first().click();
    await expect(inbox.getByText("Sending is off", { exact: true })).toBeVisible();
    await inbox.getByRole("textbox", { name: /^Write to / }).fill("hello you");
    await inbox.getByRole("button", { name: "Send", exact: true }).click();
    await expect(inbox.getByText("the message was only logged")).toBeVisible({ timeout: 30_000 });
    const page = await ana.open("/admin/sending");
    await expect(page.getByText("Sending is off (RATE_LIMITER_ENABLED)")).toBeVisible();
    await ana.context.close();
  } finally {
    await server.end();
  }
});
