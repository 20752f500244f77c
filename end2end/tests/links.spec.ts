import { newPost } from "../support/people.js";
import { expect, saved, surface, test } from "../support/test.js";

test("a guest comes in by a link with a password, writes, and is shut out when the link is revoked", async ({ person, browser }) => {
  const ana = await person("Ana");
  const id = await newPost(ana, "Shared by link", "Hello");
  const owner = await ana.open(`/posts/${id}`);
  await owner.getByRole("button", { name: "Share" }).click();
  const dialog = owner.getByRole("dialog", { name: "Who has access" });
  await dialog.getByRole("tab", { name: "Links" }).click();
  await dialog.getByLabel("Role", { exact: true }).selectOption("editor");
  await dialog.getByLabel("Password", { exact: true }).fill("sesame street");
  await dialog.getByLabel("Name of the link").fill("For Leo");
  await dialog.getByRole("button", { name: "Make a link" }).click();
  const address = await dialog.getByRole("status").locator("code").innerText();
  await expect(dialog.getByText("with a password")).toBeVisible();

  const context = await browser.newContext();
  const page = await context.newPage();
  const answer = await page.goto(address);
  expect(answer?.headers()["referrer-policy"]).toBe("no-referrer");
  expect(answer?.headers()["x-robots-tag"]).toContain("noindex");
  await page.getByLabel("Your name").fill("Léa");
  await page.getByLabel("Password of the link").fill("wrong one");
  await page.getByRole("button", { name: "Open" }).click();
  await expect(page.getByText("This is not the password of this link.")).toBeVisible();
  await page.getByLabel("Password of the link").fill("sesame street");
  await page.getByRole("button", { name: "Open" }).click();
  await saved(page);
  await expect(page.getByRole("button", { name: "Share" })).toBeHidden();
  await surface(page).click();
  await page.keyboard.type("Guest was here. ");
  await owner.keyboard.press("Escape");
  await expect(surface(owner)).toContainText("Guest was here.");

  await owner.getByRole("button", { name: "Share" }).click();
  await dialog.getByRole("tab", { name: "Links" }).click();
  await expect(dialog.getByText("Léa")).toBeVisible();
  await dialog.getByRole("button", { name: "Revoke the link For Leo" }).click();
  await expect(page.getByRole("alert")).toContainText("Your access to this post has changed");
  await page.reload();
  await expect(page.getByRole("heading", { name: "This link does not work any more" })).toBeVisible();
  await context.close();
});

test("a reader by link reads on a phone, in French", async ({ person, browser }) => {
  const ana = await person("Ana");
  const id = await newPost(ana, "Lecture", "Bonjour");
  const made = await ana.api.post(`/api/content/${id}/links`, { data: { role: "viewer" } });
  const { url } = (await made.json()) as { url: string };
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: "fr-FR" });
  const page = await context.newPage();
  await page.goto(url);
  await page.getByRole("button", { name: "Ouvrir" }).click();
  await expect(surface(page)).toHaveAttribute("contenteditable", "false");
  await expect(surface(page)).toContainText("Bonjour");
  await context.close();
});
