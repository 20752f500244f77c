import { PASSWORD, awake } from "../support/people.js";
import { expect, saved, status, surface, test } from "../support/test.js";

test("French by the browser's language: pages, dates, the editor and its status", async ({ person, browser, server }) => {
  const context = await browser.newContext({ baseURL: server.url, locale: "fr-FR" });
  const page = await context.newPage();
  await page.goto("/sign-up");
  await expect(page.locator("html")).toHaveAttribute("lang", "fr");
  await page.getByLabel("Nom").fill("Chloé");
  await page.getByLabel("Adresse e-mail").fill(`chloe.${Date.now()}@example.com`);
  await page.getByLabel("Mot de passe", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Créer un compte" }).click();
  await expect(page.getByRole("heading", { name: "Publications", exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Nouvelle publication" }).first().click();
  await expect(status(page)).toHaveText("Enregistré");
  await surface(page).click();
  await page.keyboard.type("Déjà l’été à Besançon, œuvre naïve.");
  await saved(page);
  await expect(page.locator(".post__counts")).toContainText("mots");

  // One's own choice wins over the browser's.
  await page.goto("/posts");
  await awake(page);
  await page.locator(".sidebar summary").click();
  await page.locator(".sidebar").getByRole("button", { name: "English" }).click();
  await expect(page.getByRole("heading", { name: "Posts", exact: true })).toBeVisible();
  await context.close();
  await person("Nobody");
});
