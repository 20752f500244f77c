import { newPost } from "../support/people.js";
import { expect, saved, surface, test } from "../support/test.js";
import type { Page } from "@playwright/test";

/** Selects a word of the text by a double click. */
const select = (page: Page, word: string) => surface(page).getByText(word, { exact: false }).first().dblclick();

const column = (page: Page) => page.getByRole("complementary", { name: "Comments" });

async function comment(page: Page, text: string): Promise<void> {
  await column(page).getByLabel("Your comment").fill(text);
  await column(page).getByRole("button", { name: "Comment", exact: true }).click();
}

test("a commenter comments on words, the owner hears at once, replies and resolves", async ({ person }) => {
  const [ana, leo] = [await person("Ana"), await person("Leo")];
  const id = await newPost(ana, "Comments", "Launch", [[leo, "commenter"]]);
  const owner = await ana.open(`/posts/${id}`);
  await saved(owner);
  const page = await leo.open(`/posts/${id}`);
  await expect(surface(page)).toHaveAttribute("contenteditable", "false");

  await select(page, "Launch");
  await page.getByRole("toolbar", { name: "Formatting" }).getByRole("button", { name: "Comment" }).click();
  await comment(page, "**When?**");
  await expect(column(page).locator(".thread strong")).toHaveText("When?");
  await expect(page.locator(".comment-mark")).toHaveText("Launch");

  await expect(owner.locator(".comment-mark")).toHaveText("Launch");
  await expect(owner.getByRole("button", { name: "Comments, 1 unread" })).toBeVisible();
  await owner.locator(".comment-mark").click();
  await column(owner).getByLabel("Your reply").fill("On Monday");
  await expect(column(page).getByText("Ana is replying…")).toBeVisible();
  await column(owner).getByRole("button", { name: "Reply" }).click();
  await expect(column(page).getByText("On Monday")).toBeVisible();
  await expect(owner.getByRole("button", { name: "Comments", exact: true })).toBeVisible();

  await column(owner).getByRole("button", { name: "Resolve" }).click();
  await expect(owner.locator(".comment-mark")).toHaveCount(0);
  await column(owner).getByLabel("Show").selectOption("resolved");
  await expect(column(owner).getByText("On Monday")).toBeVisible();
});

test("deleted words leave the thread with its quote, and undo brings them back", async ({ person }) => {
  const ana = await person("Ana");
  const id = await newPost(ana, "Undo", "Launch");
  const answer = await ana.api.post(`/api/content/${id}/comments`, { data: { text: "Why?", anchor: { quote: "Launch" } } });
  expect(answer.status()).toBe(201);
  const page = await ana.open(`/posts/${id}`);
  await saved(page);
  await page.getByRole("button", { name: "Comments" }).click();
  await expect(column(page).getByText("Why?")).toBeVisible();
  await select(page, "Launch");
  await page.keyboard.press("Delete");
  await expect(column(page).getByText("This text was deleted:")).toBeVisible();
  await page.keyboard.press("ControlOrMeta+z");
  await expect(column(page).getByText("This text was deleted:")).toHaveCount(0);
  await expect(page.locator(".comment-mark")).toHaveText("Launch");
});

test("cards stand beside their lines without covering each other, and the keyboard walks through them", async ({ person }) => {
  const ana = await person("Ana", { viewport: { width: 1440, height: 900 } });
  const id = await newPost(ana, "Column", "alpha beta gamma\n\ndelta");
  for (const quote of ["alpha", "beta", "gamma", "delta"]) {
    await ana.api.post(`/api/content/${id}/comments`, { data: { text: `On ${quote}`, anchor: { quote } } });
  }
  const page = await ana.open(`/posts/${id}`);
  await saved(page);
  await page.getByRole("button", { name: "Comments" }).click();
  const cards = column(page).locator(".thread");
  await expect(cards).toHaveCount(4);
  await expect.poll(async () => {
    const boxes = await cards.evaluateAll((all) => all.map((card) => card.getBoundingClientRect()).map(({ top, bottom }) => ({ top, bottom })));
    return boxes.every(({ top }, at) => at === 0 || top >= (boxes[at - 1]?.bottom ?? 0));
  }).toBe(true);
  await column(page).getByRole("button", { name: "Next thread" }).click();
  await expect(cards.nth(0)).toBeFocused();
  await page.keyboard.press("Alt+ArrowDown");
  await expect(cards.nth(1)).toBeFocused();
  await expect(page.locator(".comment-mark--active")).toHaveText("beta");
});

test("a link goes to the very thread, and names are completed", async ({ person }) => {
  const [ana, leo] = [await person("Ana"), await person("Leo")];
  const id = await newPost(ana, "Links", "Launch", [[leo, "viewer"]]);
  const answer = await ana.api.post(`/api/content/${id}/comments`, { data: { text: "First", anchor: { quote: "Launch" } } });
  const { id: thread } = (await answer.json()) as { id: string };
  const page = await ana.open(`/posts/${id}?thread=${thread}`);
  await expect(page.locator(".thread--active")).toContainText("First");
  const field = column(page).getByLabel("Your reply");
  await field.pressSequentially("@le");
  await expect(column(page).getByRole("option", { name: "Leo" })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(field).toHaveValue("@Leo ");
  await column(page).getByRole("button", { name: "Reply" }).click();
  await expect(column(page).locator(".mention")).toHaveText("@Leo");

  const reader = await leo.open(`/posts/${id}?thread=${thread}`);
  await expect(column(reader).locator(".mention")).toHaveText("@Leo");
  await expect(column(reader).getByLabel("Your reply")).toHaveCount(0);
});

test("on a phone the comments are a sheet, in French too", async ({ person }) => {
  const ana = await person("Ana", { viewport: { width: 390, height: 844 }, locale: "fr-FR" });
  const id = await newPost(ana, "Feuille", "Bonjour");
  await ana.api.post(`/api/content/${id}/comments`, { data: { text: "Salut" } });
  const page = await ana.open(`/posts/${id}`);
  await page.getByRole("button", { name: "Commentaires" }).click();
  const sheet = page.getByRole("complementary", { name: "Commentaires" });
  await expect(sheet.getByText("Salut")).toBeVisible();
  await expect(sheet.getByText("Sur toute la publication")).toBeVisible();
  const box = await sheet.boundingBox();
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeCloseTo(844, 0);
});
