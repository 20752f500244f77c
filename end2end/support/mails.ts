// The administrator's page of mails, where they stay as long as no mail server is set.
import type { Browser, Page } from "@playwright/test";
import { ADMIN_EMAIL, PASSWORD } from "./people.js";

/** Opens the pages of a test server's administrator in a browser of their own; close the page's context in the end. */
export async function administrator(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: url });
  const entered = await context.request.post("/api/auth/login", { data: { email: ADMIN_EMAIL, password: PASSWORD } });
  if (!entered.ok()) throw new Error(await entered.text());
  return context.newPage();
}

/** Reads the newest mail to somebody about something. Answers its text. */
export async function mailTo(admin: Page, email: string, subject: RegExp): Promise<string> {
  await admin.goto("/admin/mails");
  await admin.getByRole("row").filter({ hasText: email }).getByRole("link", { name: subject }).first().click();
  return admin.locator(".mail__text").innerText();
}

/** The link to this site in a mail. */
export function linkIn(text: string, path: string): string {
  const link = new RegExp(`https?://\\S+/${path}\\S+`).exec(text)?.[0];
  if (!link) throw new Error(`there is no link to ${path} in: ${text}`);
  return link;
}
