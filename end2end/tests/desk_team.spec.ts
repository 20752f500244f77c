import AxeBuilder from "@axe-core/playwright";
import { somebody } from "../support/people.js";
import { Server } from "../support/server.js";
import { expect, test } from "../support/test.js";

// The sandbox has one creator: the test has a server, and a sandbox, of its own.
test("a creator takes a chatter in, makes her a manager, and she leaves", async ({ browser, complaints, refusals }) => {
  refusals.expected = true;
  const server = await Server.start();
  try {
    const ana = await somebody(browser, server.url, "Ana", complaints);
    const mia = await somebody(browser, server.url, "Mia", complaints);
    const inbox = await ana.open("/messages");
    await inbox.getByRole("button", { name: "Try it with the sandbox's creator" }).click();
    await expect(inbox.locator("a.conversation").first()).toBeVisible({ timeout: 60_000 });
    await inbox.getByRole("link", { name: "Team" }).click();
    await inbox.getByLabel("E-mail address").fill("nobody.at.all@example.com");
    await inbox.getByRole("button", { name: "Take in" }).click();
    await expect(inbox.getByText("Nobody with this e-mail address has an account here.")).toBeVisible();
    await inbox.getByLabel("E-mail address").fill(mia.email);
    await inbox.getByRole("button", { name: "Take in" }).click();
    const row = inbox.getByRole("row", { name: /Mia/ });
    await expect(row).toBeVisible();

    const hers = await mia.open("/platforms/onlyfans/team");
    await expect(hers.getByRole("row", { name: /Mia \(you\)/ })).toContainText("Chatter");
    await row.getByLabel("Role of Mia").selectOption("manager");
    await row.getByRole("button", { name: "Change the role of Mia" }).click();
    await expect(hers.getByRole("row", { name: /Mia \(you\)/ })).toContainText("Manager");
    for (const page of [inbox, hers]) {
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`)).toEqual([]);
    }
    await hers.getByText("Leave this team").click();
    await hers.getByRole("button", { name: "Leave now" }).click();
    await expect(row).toHaveCount(0);
    await hers.goto("/platforms/onlyfans/team");
    await expect(hers.getByText("You see no account yet")).toBeVisible();
    await ana.context.close();
    await mia.context.close();
  } finally {
    await server.end();
  }
});
