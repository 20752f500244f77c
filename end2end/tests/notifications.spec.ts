import type { Page } from "@playwright/test";
import { awake, newPost, somebody } from "../support/people.js";
import { Server } from "../support/server.js";
import { expect, saved, test } from "../support/test.js";

const bell = (page: Page) => page.locator(".bell:visible");

test("the bell counts what is new without a reload, and leads to it", async ({ person }) => {
  const [ana, leo] = [await person("Ana"), await person("Leo")];
  const page = await leo.open("/posts");
  await expect(bell(page).locator(".bell__count")).toHaveCount(0);
  const id = await newPost(ana, "Bell", "Text", [[leo, "viewer"]]);
  await expect(bell(page)).toContainText("1 unread");

  await bell(page).click();
  const link = page.getByRole("link", { name: "Ana shared “Bell” with you" });
  await expect(link).toBeVisible();
  await newPost(ana, "Later", "Text", [[leo, "editor"]]);
  await expect(page.getByRole("link", { name: "Ana shared “Later” with you" })).toBeVisible();
  await expect(bell(page)).toContainText("2 unread");

  await link.click();
  await expect(page).toHaveURL(new RegExp(`/posts/${id}$`));
  await expect(bell(page)).toContainText("1 unread");
});

test("what is read in one tab is read in the other; all can be read at once", async ({ person }) => {
  const [ana, leo] = [await person("Ana"), await person("Leo")];
  for (const title of ["One", "Two", "Three"]) await newPost(ana, title, "", [[leo, "viewer"]]);
  const [first, second] = [await leo.open("/notifications"), await leo.open("/posts")];
  await expect(bell(second)).toContainText("3 unread");
  await first.getByRole("listitem").filter({ hasText: "“Two”" }).getByRole("button", { name: "Mark as read" }).click();
  await expect(bell(second)).toContainText("2 unread");
  await first.getByRole("link", { name: "Unread", exact: true }).click();
  await expect(first.getByRole("link", { name: /“Two”/ })).toHaveCount(0);
  await expect(first.getByRole("link", { name: /“One”/ })).toBeVisible();
  await first.getByRole("button", { name: "Mark all as read" }).click();
  await expect(first.getByRole("heading", { name: "You have read everything" })).toBeVisible();
  await expect(bell(second).locator(".bell__count")).toHaveCount(0);
});

test("the list of posts shows live who is inside", async ({ person }) => {
  const [ana, leo] = [await person("Ana"), await person("Leo")];
  const id = await newPost(ana, "Presence", "Text", [[leo, "editor"]]);
  const list = await ana.open("/posts");
  const row = list.getByRole("row").filter({ hasText: "Presence" });
  await expect(row.getByRole("img", { name: "Leo" })).toHaveCount(0);
  const inside = await leo.open(`/posts/${id}`);
  await saved(inside);
  await expect(row.getByRole("img", { name: "Leo" })).toBeVisible();
  await inside.close();
  await expect(row.getByRole("img", { name: "Leo" })).toHaveCount(0);
});

test("the line comes back by itself after the server was killed", async ({ browser, complaints }) => {
  const server = await Server.start();
  try {
    const ana = await somebody(browser, server.url, "Ana", complaints);
    const leo = await somebody(browser, server.url, "Leo", complaints);
    await newPost(ana, "Before", "", [[leo, "viewer"]]);
    const page = await leo.open("/posts");
    await expect(bell(page)).toContainText("1 unread");
    await server.down("SIGKILL");
    await server.up();
    await newPost(ana, "After", "", [[leo, "viewer"]]);
    await expect(bell(page)).toContainText("2 unread", { timeout: 30_000 });
    await ana.context.close();
    await leo.context.close();
  } finally {
    await server.end();
  }
});

test("mails by kind are chosen in the settings and stay chosen; a phone, French", async ({ person }) => {
  const leo = await person("Leo", { viewport: { width: 360, height: 740 }, locale: "fr-FR" });
  await leo.api.post("/fn/choose_language", { form: { language: "fr" } });
  const page = await leo.open("/settings/notifications");
  await page.getByRole("combobox", { name: "Fils résolus" }).selectOption({ label: "Tout de suite" });
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByText("Enregistré.")).toBeVisible();
  await page.reload();
  await awake(page);
  await expect(page.getByRole("combobox", { name: "Fils résolus" })).toHaveValue("at_once");
  await bell(page).click();
  await expect(page.getByRole("heading", { name: "Rien ne s’est encore passé" })).toBeVisible();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  expect(wide, "nothing is wider than the phone").toBe(false);
});
