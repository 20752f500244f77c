import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { type Somebody, awake, somebody } from "../support/people.js";
import { Server } from "../support/server.js";
import { expect, test as base } from "../support/test.js";

async function scan(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]).analyze();
  expect(violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.html).join(" | ")}`), where).toEqual([]);
}

/** Each test has a server of its own, whose sandbox's creator is connected and her twenty fans read. */
const test = base.extend<{ ana: Somebody }>({
  ana: async ({ browser, complaints }, use) => {
    const server = await Server.start();
    const ana = await somebody(browser, server.url, "Ana", complaints);
    const page = await ana.open("/messages");
    await page.getByRole("button", { name: "Try it with the sandbox's creator" }).click();
    const fans = async () => {
      const answer = (await (await ana.api.get("/api/crm/fans?limit=100")).json()) as { items: { name: string }[] };
      return answer.items.filter((fan) => fan.name !== "").length;
    };
    await expect.poll(fans, { timeout: 30_000 }).toBe(20);
    await page.close();
    await use(ana);
    await ana.context.close();
    await server.end();
  },
});

const rows = (page: Page) => page.locator("tbody tr");

test("fans are filtered and counted at once, kept as a segment, and a campaign begins with it", async ({ ana, refusals }) => {
  refusals.expected = true;
  const page = await ana.open("/fans");
  await expect(rows(page)).toHaveCount(20);
  await scan(page, "all fans");
  await page.getByText("Filter", { exact: true }).click();
  await page.getByLabel("Fans", { exact: true }).selectOption("active");
  const counted = page.locator(".builder__count");
  await expect(counted).toContainText(/^\d+ fans?; \d+ of them can be written to\.$/);
  await expect(counted).not.toContainText(/^20 /);
  const count = Number(/^\d+/.exec((await counted.textContent()) ?? "")?.[0]);
  expect(count).toBeGreaterThan(0);
  expect(count).toBeLessThan(20);
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL(/who=active/);
  await expect(rows(page)).toHaveCount(count);
  await scan(page, "filtered");

  await page.getByText("Save this filter").click();
  await page.getByLabel("Name of the segment").fill("Subscribers now");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("The segment is saved.")).toBeVisible();
  await page.goto("/campaigns/new");
  await awake(page);
  await page.getByRole("link", { name: "Subscribers now" }).click();
  await expect(page.getByLabel("Fans", { exact: true })).toHaveValue("active");
  await expect(page.locator(".builder__count")).toContainText(`${count} fan`);
  await scan(page, "campaign from a segment");

  await page.goto("/fans?seen_within=soon");
  await awake(page);
  await expect(page.getByText("Write a number of days, 1 to 3650.")).toBeVisible();
});

test("many fans are tagged and listed at once, by hand and all that are found, on a phone too", async ({ ana, refusals }) => {
  refusals.expected = true;
  const page = await ana.open("/fans/lists");
  await scan(page, "nothing kept");
  await page.getByLabel("New list").fill("Night owls");
  await page.getByRole("button", { name: "Make the list" }).click();
  await expect(page.getByRole("list", { name: "Lists" })).toContainText("Night owls");
  await page.getByLabel("New field").fill("Birthday");
  await page.getByLabel("It holds").selectOption("date");
  await page.getByRole("button", { name: "Make the field" }).click();
  await expect(page.getByRole("list", { name: "Fields" })).toContainText("Birthday");
  await scan(page, "kept");
  await page.getByLabel("New field").fill("Shoe size");
  await page.getByRole("button", { name: "Make the field" }).click();
  const size = page.getByRole("list", { name: "Fields" }).getByRole("listitem").filter({ hasText: "Shoe size" });
  await size.getByText("Change", { exact: true }).click();
  await size.getByRole("button", { name: "Delete Shoe size" }).click();
  const question = page.getByRole("dialog", { name: "Delete this field?" });
  await expect(question).toContainText("what stands in it for every fan");
  await question.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(size).toHaveCount(0);

  await page.goto("/fans");
  await awake(page);
  await page.getByLabel("Tag", { exact: true }).fill("vip");
  await page.getByRole("button", { name: "Change them" }).click();
  await expect(page.getByRole("alert")).toContainText("Choose somebody first");
  await rows(page).nth(0).getByRole("checkbox").check();
  await rows(page).nth(1).getByRole("checkbox").check();
  await page.getByLabel("Tag", { exact: true }).fill("vip");
  await page.getByRole("button", { name: "Change them" }).click();
  await expect(page.getByText("2 of 2 are changed", { exact: false })).toBeVisible();
  await expect(page.locator("tbody").getByText("vip")).toHaveCount(2);
  await page.getByLabel("Which fans").selectOption("all");
  await page.getByLabel("What", { exact: true }).selectOption("list");
  await page.getByRole("button", { name: "Change them" }).click();
  await expect(page.getByText("20 of 20 are changed", { exact: false })).toBeVisible();

  await page.setViewportSize({ width: 390, height: 844 });
  await scan(page, "phone");
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)).toBe(true);
});

test("the file of all fans is read by the import", async ({ ana }) => {
  const page = await ana.open("/fans");
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Download as CSV" }).click()]);
  expect(file.suggestedFilename()).toBe("fans.csv");
  const buffer = await (await ana.api.get(file.url())).body();
  await page.goto("/platforms/onlyfans/import");
  await awake(page);
  await page.getByLabel("File").setInputFiles({ name: "fans.csv", mimeType: "text/csv", buffer });
  await page.getByRole("button", { name: "Import", exact: true }).click();
  const result = page.getByRole("status").filter({ has: page.getByRole("heading", { name: "What became of the rows" }) });
  await expect(result).toContainText(/New fans\s*0/);
});

test("a fan's page has fields and lists, joins an entry of a file, and is deleted with a dialog that says what goes", async ({ ana, refusals }) => {
  refusals.expected = true;
  const accounts = (await (await ana.api.get("/api/crm/accounts")).json()) as { items: { id: string }[] };
  const account = accounts.items[0]?.id ?? "";
  const file = { name: "fans.csv", mimeType: "text/csv", buffer: Buffer.from("Username,Subscription Tier\nlucy_of_a_file,Gold\n") };
  expect((await ana.api.post("/api/onlyfans/import/csv", { multipart: { account, file } })).status()).toBe(200);
  const kept = await ana.open("/fans/lists");
  await kept.getByLabel("New list").fill("Night owls");
  await kept.getByRole("button", { name: "Make the list" }).click();
  await kept.getByLabel("New field").fill("City");
  await kept.getByRole("button", { name: "Make the field" }).click();
  await expect(kept.getByRole("list", { name: "Fields" })).toContainText("City");

  const entries = (await (await ana.api.get(`/api/crm/fans?account=${account}&search=lucy_of_a_file`)).json()) as { items: { id: string }[] };
  expect((await ana.api.put(`/api/crm/fans/${entries.items[0]?.id}`, { data: { name: "Lu of the file" } })).status()).toBe(200);

  const page = await ana.open("/fans");
  await rows(page).first().getByRole("link").click();
  await expect(page).toHaveURL(/\/fans\/[0-9a-f-]{36}$/);
  await scan(page, "fan");
  await page.getByRole("button", { name: "Put on Night owls" }).click();
  await expect(page.getByRole("button", { name: "Take off Night owls" })).toBeVisible();
  await page.getByLabel("City").fill("Lyon");
  await page.locator("form").filter({ has: page.getByLabel("City") }).getByRole("button", { name: "Save" }).click();
  await page.reload();
  await awake(page);
  await expect(page.getByLabel("City")).toHaveValue("Lyon");

  const entry = page.getByLabel("Name or user name of the entry");
  await entry.fill("nobody_has_this");
  await page.getByRole("button", { name: "Make them one" }).click();
  await expect(page.getByText("There is not exactly one entry of a file with this name.", { exact: false })).toBeVisible();
  await entry.fill("lucy_of_a_file");
  await page.getByRole("button", { name: "Make them one" }).click();
  await expect(page.getByText("They are one now.")).toBeVisible();
  // The name came with the entry, and stands in the field.
  await expect(page.getByLabel("What your team calls them")).toHaveValue("Lu of the file");
  await expect(page.getByText("Gold")).toBeVisible();

  await page.getByRole("button", { name: "Delete", exact: true }).last().click();
  const dialog = page.getByRole("dialog", { name: "Delete this fan?" });
  await expect(dialog).toContainText("This takes along");
  await scan(page, "delete dialog");
  await dialog.getByLabel("They asked to be forgotten", { exact: false }).check();
  await dialog.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(page).toHaveURL(/\/fans\?account=/);
});
