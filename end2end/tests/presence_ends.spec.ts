import type { Page } from "@playwright/test";
import { newPost } from "../support/people.js";
import { expect, saved, surface, test } from "../support/test.js";

/** How soon somebody who has left is not shown any more. */
const SECONDS = { timeout: 10_000 };

const face = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const people = (page: Page) => page.getByRole("list", { name: "People here now" }).getByRole("listitem");

test("who does nothing for a minute is idle, whatever others write meanwhile, and is not any more at the first motion", async ({ person }) => {
  const [ana, leo] = [await person("Ana"), await person("Leo")];
  const id = await newPost(ana, "Idle", "Text", [[leo, "editor"]]);
  const left = await ana.open(`/posts/${id}`);
  // The page itself measures the minute, so its clock is ours.
  const right = await leo.context.newPage();
  await right.clock.install();
  await right.goto(`/posts/${id}`);
  await Promise.all([saved(left), saved(right)]);
  await right.mouse.move(300, 300);
  await expect(face(left, "Follow Leo")).toBeVisible();
  await surface(left).click();
  await left.keyboard.press("Control+End");

  // In steps, with news in between: a line that is quiet for half a minute is taken for dead. The clock goes on by
  // itself meanwhile, so what is not to be a minute yet is far from it.
  const pass = async (seconds: number, words: string) => {
    await right.clock.fastForward(seconds * 1_000);
    await left.keyboard.type(words);
    await expect(surface(right), "whoever is idle reads along").toContainText(words.trim());
  };
  await pass(15, " At 15.");
  await expect(face(left, "Follow Leo")).toBeVisible();
  await pass(22, " At 37.");
  await pass(24, " At 61.");
  await expect(face(left, "Follow Leo (idle)")).toBeVisible();

  await right.mouse.move(320, 320);
  await expect(face(left, "Follow Leo")).toBeVisible();
});

test("who closes the post or goes elsewhere is gone within seconds, with their cursor", async ({ person }) => {
  const [ana, leo] = [await person("Ana"), await person("Leo")];
  const id = await newPost(ana, "Leaving", "Text", [[leo, "editor"]]);
  const left = await ana.open(`/posts/${id}`);
  await saved(left);
  const comes = async () => {
    const page = await leo.open(`/posts/${id}`);
    await saved(page);
    await surface(page).click();
    await expect(left.locator(".remote-caret")).toHaveCount(1);
    await expect(people(left)).toHaveCount(2);
    return page;
  };
  const isGone = async () => {
    await expect(face(left, "Follow Leo")).toHaveCount(0, SECONDS);
    await expect(left.locator(".remote-caret")).toHaveCount(0, SECONDS);
    await expect(people(left)).toHaveCount(1, SECONDS);
  };

  const walking = await comes();
  await walking.locator(".sidebar").getByRole("link", { name: "Posts", exact: true }).click();
  await expect(walking).toHaveURL(/\/posts$/);
  await isGone();

  await (await comes()).close();
  await isGone();
});

test("who is in a post with two tabs is there until the second one is closed", async ({ person }) => {
  const [ana, leo] = [await person("Ana"), await person("Leo")];
  const id = await newPost(ana, "Tabs", "Text", [[leo, "editor"]]);
  const left = await ana.open(`/posts/${id}`);
  const [one, two] = [await leo.open(`/posts/${id}`), await leo.open(`/posts/${id}`)];
  await Promise.all([saved(left), saved(one), saved(two)]);
  for (const tab of [one, two]) {
    await surface(tab).click();
    await expect(surface(tab)).toBeFocused();
  }
  await expect(people(left)).toHaveCount(2);
  await expect(left.locator(".remote-caret")).toHaveCount(2);
  await one.close();
  await expect(left.locator(".remote-caret")).toHaveCount(1, SECONDS);
  await expect(face(left, "Follow Leo")).toBeVisible();
  await two.close();
  await expect(people(left)).toHaveCount(1, SECONDS);
});
