import { ADMIN_EMAIL, PASSWORD, awake } from "../support/people.js";
import { expect, test } from "../support/test.js";

test("a forgotten password is set anew by the mail in the admin pages", async ({ browser, server, person }) => {
  const lost = await person("Lost");
  await lost.context.clearCookies();
  const page = await lost.context.newPage();
  await page.goto("/forgot-password");
  await page.getByLabel("E-mail address").fill(lost.email);
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(page.getByRole("heading", { name: "Look into your mail" })).toBeVisible();

  // The first account of the installation is its administrator.
  const admin = await browser.newContext({ baseURL: server.url });
  const entered = await admin.request.post("/api/auth/login", { data: { email: ADMIN_EMAIL, password: PASSWORD } });
  expect(entered.ok()).toBe(true);
  const mails = await admin.newPage();
  await mails.goto("/admin/mails");
  await mails.getByRole("row").filter({ hasText: lost.email }).filter({ hasText: /password/i }).getByRole("link").first().click();
  const text = await mails.locator(".mail__text").innerText();
  const link = /https?:\/\/\S+\/reset\?secret=\w+/.exec(text)?.[0];
  expect(link).toBeTruthy();

  await page.goto(link!);
  await page.getByLabel("New password", { exact: true }).fill("a brand new sentence");
  await page.getByRole("button", { name: "Save the password" }).click();
  await expect(page.getByRole("region", { name: "Welcome back" }).getByRole("status")).toContainText("Your new password is set");
  await page.goto(link!);
  await page.getByLabel("New password", { exact: true }).fill("another new sentence");
  await page.getByRole("button", { name: "Save the password" }).click();
  await expect(page.getByRole("alert")).toContainText("expired or was used");
  await admin.close();
});
