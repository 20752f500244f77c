// Accounts at the sandbox's platforms, connected as a person does: through their consent pages.
import { type Page, expect } from "@playwright/test";
import { awake } from "./people.js";

export type Platform = "TikTok" | "Instagram" | "Reddit";

/** Connects an account and comes back to the page of connections. */
export async function connect(page: Page, platform: Platform, way?: string): Promise<void> {
  await page.goto(`/platforms/connect/${platform.toLowerCase()}`);
  await awake(page);
  await page.getByRole("link", { name: way ?? (platform === "Instagram" ? "With Instagram" : `Go to ${platform}`), exact: true }).click();
  await page.getByRole("button", { name: "Allow" }).click();
  await awake(page);
  await expect(page.getByText(`${platform} is connected.`)).toBeVisible();
}

/** The card of an account on the page of connections. */
export const card = (page: Page, platform: Platform) => page.getByRole("region", { name: platform }).locator(".account-card").first();

/** Opens the page that publishes a post, with the form for the one account of a platform. */
export async function publishing(page: Page, post: string, platform: Platform) {
  await page.goto(`/posts/${post}/publish`);
  await awake(page);
  const box = page.getByRole("checkbox", { name: new RegExp(`^${platform} · `) });
  for (const other of await page.locator(".choose-targets input:checked").all()) await other.uncheck();
  await box.check();
  await page.getByRole("button", { name: "Choose", exact: true }).click();
  const form = page.getByRole("region", { name: new RegExp(`^${platform} · `) });
  await expect(form.getByRole("button", { name: "Publish now" })).toBeVisible();
  return form;
}

/** Waits until a publication on the page is in a state. What changed before the page's line was open is not told to it: then it is asked again. */
export async function becomes(page: Page, words: string, state: string): Promise<void> {
  const shown = page.getByRole("row").filter({ hasText: words }).first().locator(`[data-state="${state}"]`);
  for (const last of [false, false, true]) {
    const there = await shown.waitFor({ timeout: 30_000 }).then(() => true, () => false);
    if (there) return;
    if (last) break;
    await page.reload();
    await awake(page);
  }
  await expect(shown).toBeVisible();
}
