import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { type Somebody, awake, somebody } from "../support/people.js";
import { Server } from "../support/server.js";
import { expect, test } from "../support/test.js";

async function scan(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]).analyze();
  expect(violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.html).join(" | ")}`), where).toEqual([]);
}

/** Connects the sandbox's creator and waits until her twenty fans are read. */
async function connected(ana: Somebody): Promise<void> {
  const page = await ana.open("/messages");
  await page.getByRole("button", { name: "Try it with the sandbox's creator" }).click();
  const fans = async () => {
    const answer = (await (await ana.api.get("/api/crm/fans?limit=100")).json()) as { items: { name: string }[] };
    return answer.items.filter((fan) => fan.name !== "").length;
  };
  await expect.poll(fans, { timeout: 30_000 }).toBe(20);
  await page.close();
}

// The sandbox has one creator: each test has a server, and a sandbox, of its own.
test("a campaign from its segment to its results", async ({ browser, complaints, refusals }) => {
  test.setTimeout(120_000);
  refusals.expected = true;
  const server = await Server.start("sqlite", { ONLYFANS_PER_MINUTE: "600", ONLYFANS_SPACING: "0", ONLYFANS_BURST: "100" });
  try {
    const ana = await somebody(browser, server.url, "Ana", complaints);
    await connected(ana);
    const page = await ana.open("/campaigns");
    await expect(page.getByRole("heading", { name: "Write to many fans at once" })).toBeVisible();
    await scan(page, "no campaigns");
    await page.getByRole("link", { name: "New campaign" }).click();
    await page.getByLabel("Name").fill("Spring");
    await page.getByLabel("Text").fill("Hi {frist_name}, something new for you");
    await page.getByRole("button", { name: "Look at it first" }).click();
    await expect(page.getByText("There is a place that is not known.")).toBeVisible();
    await scan(page, "form");
    await page.getByLabel("Text").fill("Hi {first_name}, something new for you");
    await page.getByRole("button", { name: "Look at it first" }).click();
    await expect(page.getByText("It goes to 20 fans.")).toBeVisible();
    await expect(page.getByText(/^Hi \w+, something new for you$/)).toBeVisible();
    await scan(page, "review");

    await page.getByRole("link", { name: "Change it" }).click();
    await expect(page.getByLabel("Name")).toHaveValue("Spring");
    await page.getByLabel("Fans", { exact: true }).selectOption("active");
    await page.getByRole("button", { name: "Look at it first" }).click();
    const start = page.getByRole("button", { name: /^Send to \d+ fans?$/ });
    const count = Number(/\d+/.exec((await start.textContent()) ?? "")?.[0]);
    expect(count).toBeGreaterThan(0);
    await start.click();
    await expect(page.getByText(`${count} of ${count}`)).toBeVisible({ timeout: 60_000 });
    await expect(page.getByRole("heading", { name: "What came of it" })).toBeVisible();
    await expect(page.getByRole("heading", { name: /Spring.*Done/ })).toBeVisible();
    await scan(page, "results");
    await page.goto("/campaigns");
    await expect(page.getByRole("link", { name: "Spring" })).toBeVisible();
    await ana.context.close();
  } finally {
    await server.end();
  }
});

test("a campaign is held, goes on and is ended; in French, on a phone", async ({ browser, complaints }) => {
  test.setTimeout(120_000);
  const server = await Server.start("sqlite", { ONLYFANS_PER_MINUTE: "6", ONLYFANS_BURST: "1" });
  try {
    const ana = await somebody(browser, server.url, "Ana", complaints, { locale: "fr-FR", viewport: { width: 390, height: 844 } });
    const account = await ana.open("/messages");
    await account.getByRole("button", { name: "Essayer avec la créatrice du bac à sable" }).click();
    await expect.poll(async () => ((await (await ana.api.get("/api/crm/fans?limit=100")).json()) as { items: { name: string }[] }).items.filter(({ name }) => name).length, { timeout: 30_000 }).toBe(20);
    const page = await ana.open("/campaigns/new");
    await page.getByLabel("Nom").fill("Été");
    await page.getByLabel("Texte").fill("Coucou {first_name}");
    await page.getByRole("button", { name: "Vérifier d’abord" }).click();
    await page.getByRole("button", { name: "Envoyer à 20 fans" }).click();
    await page.getByRole("button", { name: "Mettre en pause" }).click();
    await expect(page.getByText("En pause", { exact: true })).toBeVisible();
    await page.getByRole("button", { name: "Reprendre" }).click();
    await page.getByRole("button", { name: "Arrêter" }).click();
    await expect(page.getByText("Arrêtée", { exact: true })).toBeVisible();
    await scan(page, "ended");
    await ana.context.close();
  } finally {
    await server.end();
  }
});

test("a file with errors is imported, and a second time changes nothing", async ({ browser, complaints }) => {
  const server = await Server.start();
  try {
    const ana = await somebody(browser, server.url, "Ana", complaints);
    await connected(ana);
    const page = await ana.open("/platforms/onlyfans/import");
    await scan(page, "import");
    const text = 'Username,Display Name,Total Spent\nlucy,Lucy,"$1,234.50"\nsam,Sam,lots\n';
    const file = { name: "fans.csv", mimeType: "text/csv", buffer: Buffer.from(text) };
    const result = page.getByRole("status").filter({ has: page.getByRole("heading", { name: "What became of the rows" }) });
    for (const numbers of [/New fans\s*1/, /Nothing new\s*1/]) {
      await page.getByLabel("File").setInputFiles(file);
      await page.getByRole("button", { name: "Import", exact: true }).click();
      await expect(result).toContainText(numbers);
      await expect(result).toContainText("Write Total Spent as $1,234.50");
    }
    await scan(page, "result");
    await page.reload();
    await awake(page);
    await ana.context.close();
  } finally {
    await server.end();
  }
});
