import { FIRST, anchors, thread } from "../../frontend/editor/test/live/anchors.mjs";
import { newPost } from "../support/people.js";
import { expect, saved, surface, test } from "../support/test.js";
import type { Page } from "@playwright/test";

/**
 * Selects a word of the text by a double click right on it. Past the end of a line that cannot be edited, a double click
 * selects the line's end and not its last word.
 */
async function select(page: Page, word: string): Promise<void> {
  await expect(surface(page)).toContainText(word);
  const { x, y } = await surface(page).evaluate((element, wanted) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.textContent?.indexOf(wanted) ?? -1;
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + wanted.length);
      node.parentElement?.scrollIntoView({ block: "center" });
      const box = range.getBoundingClientRect();
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    }
    throw new Error(`there is no ${wanted}`);
  }, word);
  await page.mouse.dblclick(x, y);
}

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

test("a guest of a link comments under their name, the owner hears and answers", async ({ person, browser }) => {
  const ana = await person("Ana");
  const id = await newPost(ana, "Guests", "Launch");
  const made = await ana.api.post(`/api/content/${id}/links`, { data: { role: "commenter" } });
  const { url } = (await made.json()) as { url: string };
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(url);
  await page.getByLabel("Your name").fill("Léa");
  await page.getByRole("button", { name: "Open" }).click();
  await expect(surface(page)).toHaveAttribute("contenteditable", "false");
  await select(page, "Launch");
  await page.getByRole("toolbar", { name: "Formatting" }).getByRole("button", { name: "Comment" }).click();
  await comment(page, "Soon?");
  await expect(page.locator(".comment-mark")).toHaveText("Launch");
  await expect(column(page).locator(".comment__head")).toContainText("guest");

  const owner = await ana.open("/notifications");
  await owner.getByRole("link", { name: "Léa (guest) commented on “Guests”" }).click();
  await expect(column(owner).getByText("Soon?")).toBeVisible();
  await column(owner).getByLabel("Your reply").fill("On Monday");
  await column(owner).getByRole("button", { name: "Reply" }).click();
  await expect(column(page).getByText("On Monday")).toBeVisible();
  await column(page).getByRole("button", { name: "Resolve" }).click();
  await expect(owner.locator(".comment-mark--active")).toHaveCount(1);
  await context.close();
});

test("whoever may share invites an address by mentioning it", async ({ person }) => {
  const ana = await person("Ana");
  const id = await newPost(ana, "Invite", "Launch");
  const page = await ana.open(`/posts/${id}`);
  await saved(page);
  await page.getByRole("button", { name: "Comments" }).click();
  await column(page).getByRole("button", { name: "Comment on the selection or the post" }).click();
  const field = column(page).getByLabel("Your comment");
  await field.pressSequentially("Look @leo@example.org");
  await expect(column(page).getByRole("option", { name: "Invite leo@example.org to comment" })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(field).toHaveValue("Look @leo@example.org ");
  await column(page).getByRole("button", { name: "Comment", exact: true }).click();
  await expect(column(page).getByText("Look @leo@example.org")).toBeVisible();
  const sent = (await (await ana.api.get(`/api/content/${id}/invitations`)).json()) as { items: { email: string }[] };
  expect(sent.items.map(({ email }) => email)).toEqual(["leo@example.org"]);
});

test("the words of a thread are those of a model, whatever two real clients do, by the server's own range", async ({ person, server }) => {
  test.setTimeout(180_000);
  const ana = await person("Ana");
  const cookie = await ana.cookie();
  for (let seed = 0; seed < 8; seed += 1) {
    const id = await newPost(ana, `Seed ${seed}`, FIRST);
    const there = { baseUrl: server.url, contentId: id };
    const headers = { cookie, "content-type": "application/json" };
    await anchors({ ...there, auth: { cookie }, seed, together: seed % 2 === 1, comment: (range) => thread({ ...there, headers }, range) });
  }
});
