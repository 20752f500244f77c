import type { Page } from "@playwright/test";
import { newPost, type Somebody } from "../support/people.js";
import { expect, test } from "../support/test.js";

const bell = (page: Page) => page.locator(".bell:visible");
const count = (page: Page) => bell(page).locator(".bell__count");
const column = (page: Page) => page.getByRole("complementary", { name: "Comments" });
/** The thread that a link led to. */
const active = (page: Page) => column(page).locator(".thread--active");
const rows = (page: Page) => page.locator(".notification");

/** Writes a comment by REST: a thread's first, or a reply. Answers the comment's id. */
async function write(who: Somebody, post: string, text: string, parentId?: string): Promise<string> {
  const answer = await who.api.post(`/api/content/${post}/comments`, { data: { text, ...(parentId ? { parentId } : {}) } });
  expect(answer.status()).toBe(201);
  return ((await answer.json()) as { id: string }).id;
}

/** Follows a notification's link to a thread of a post. */
async function follow(page: Page, name: string, post: string, thread: string): Promise<void> {
  await page.getByRole("link", { name, exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/posts/${post}\\?thread=${thread}$`));
}

test("who is mentioned hears it once, and the link opens the very thread", async ({ person }) => {
  const [ana, leo] = [await person("Ana"), await person("Leo")];
  const id = await newPost(ana, "Mentions", "Text", [[leo, "commenter"]]);
  await write(ana, id, "Another thread");
  // Leo writes in it, so that he would hear of a reply too.
  const thread = await write(leo, id, "The thread that is meant");
  const page = await leo.open("/notifications");
  await page.getByRole("button", { name: "Mark all as read" }).click();
  await expect(count(page)).toHaveCount(0);

  const owner = await ana.open(`/posts/${id}?thread=${thread}`);
  const field = column(owner).getByLabel("Your reply");
  await field.pressSequentially("@le");
  await column(owner).getByRole("option", { name: "Leo" }).click();
  await field.pressSequentially("what now?");
  await column(owner).getByRole("button", { name: "Reply" }).click();
  await expect(column(owner).locator(".mention")).toHaveText("@Leo");

  const row = rows(page).filter({ hasText: "Ana mentioned you in “Mentions”" });
  await expect(row).toContainText("@Leo what now?");
  await expect(row.getByText("New", { exact: true })).toBeVisible();
  await expect(count(page)).toHaveText("1");
  await expect(page.getByRole("link", { name: "replied in “Mentions”" })).toHaveCount(0);

  await follow(page, "Ana mentioned you in “Mentions”", id, thread);
  await expect(active(page)).toContainText("The thread that is meant");
  await expect(active(page).locator(".mention")).toHaveText("@Leo");
  await expect(count(page)).toHaveCount(0);
});

test("replies in a thread are one notification while they are unread, and are read together", async ({ person }) => {
  const [ana, leo, mia] = [await person("Ana"), await person("Leo"), await person("Mia")];
  const id = await newPost(ana, "Replies", "Text", [[leo, "commenter"], [mia, "commenter"]]);
  const first = await write(leo, id, "Leo's first");
  const second = await write(leo, id, "Leo's second");
  const page = await leo.open("/notifications");
  await page.getByRole("button", { name: "Mark all as read" }).click();
  await expect(count(page)).toHaveCount(0);
  const tab = await leo.open("/posts");

  await write(ana, id, "One", first);
  await expect(page.getByRole("link", { name: "Ana replied in “Replies”", exact: true })).toBeVisible();
  await write(mia, id, "Two", first);
  await write(mia, id, "Three", first);
  const bundle = "3 replies in “Replies” by Mia and Ana";
  await expect(rows(page).filter({ hasText: bundle })).toContainText("Three");
  // Another thread is told of apart; what one writes oneself is not told.
  await write(ana, id, "Elsewhere", second);
  await write(leo, id, "Thank you", first);
  await expect(page.getByRole("link", { name: "Ana replied in “Replies”", exact: true })).toHaveCount(1);
  await expect(count(tab)).toHaveText("4");

  await follow(page, bundle, id, first);
  await expect(active(page)).toContainText("Leo's first");
  await expect(active(page)).toContainText("Three");
  for (const one of [page, tab]) await expect(count(one)).toHaveText("1");

  // What comes after one has looked is not told with what one has read.
  await write(mia, id, "Four", first);
  await bell(tab).click();
  await expect(tab.getByRole("link", { name: "Mia replied in “Replies”", exact: true })).toBeVisible();
  await expect(tab.getByRole("link", { name: bundle, exact: true })).toBeVisible();
  await follow(tab, "Ana replied in “Replies”", id, second);
  await expect(active(tab)).toContainText("Leo's second");
  await expect(count(tab)).toHaveText("1");
});

test("a resolved thread is told to who wrote in it, and its link shows it", async ({ person }) => {
  const [ana, leo, mia] = [await person("Ana"), await person("Leo"), await person("Mia")];
  const id = await newPost(ana, "Resolving", "Text", [[leo, "commenter"], [mia, "commenter"]]);
  const thread = await write(leo, id, "Is it done?");
  await write(leo, id, "Is that done?");
  const [page, others] = [await leo.open("/notifications"), await mia.open("/notifications")];
  for (const one of [page, others]) {
    await one.getByRole("button", { name: "Mark all as read" }).click();
    await expect(count(one)).toHaveCount(0);
  }
  const owner = await ana.open(`/posts/${id}?thread=${thread}`);
  await active(owner).getByRole("button", { name: "Resolve" }).click();

  await expect(rows(page).filter({ hasText: "Ana resolved a thread in “Resolving”" })).toContainText("Is it done?");
  await expect(count(page)).toHaveText("1");
  await follow(page, "Ana resolved a thread in “Resolving”", id, thread);
  await expect(active(page)).toContainText("Is it done?");
  await expect(active(page)).toContainText("Resolved by Ana");
  await expect(count(page)).toHaveCount(0);
  // Mia wrote nothing there.
  await others.reload();
  await expect(rows(others).first()).toBeVisible();
  await expect(others.getByRole("link", { name: "resolved a thread" })).toHaveCount(0);
});

test("comments on one's post are bundled by post; one at a time or all at once they are marked as read", async ({ person }) => {
  const [ana, leo, mia] = [await person("Ana"), await person("Leo"), await person("Mia")];
  const [here, there] = [
    await newPost(ana, "Here", "Text", [[leo, "commenter"], [mia, "commenter"]]),
    await newPost(ana, "There", "Text", [[leo, "commenter"]]),
  ];
  const page = await ana.open("/notifications");
  const tab = await ana.open("/posts");
  await write(leo, here, "Comment one");
  const last = await write(mia, here, "Comment two");
  await write(leo, there, "Comment three");
  await expect(count(tab)).toHaveText("3");
  const bundle = rows(page).filter({ hasText: "2 comments on “Here” by Mia and Leo" });
  await expect(bundle).toContainText("Comment two");

  await rows(page).filter({ hasText: "Leo commented on “There”" }).getByRole("button", { name: "Mark as read" }).click();
  await expect(count(tab)).toHaveText("2");
  await bundle.getByRole("button", { name: "Mark as read" }).click();
  await expect(count(tab)).toHaveCount(0);
  await expect(bundle.getByText("New", { exact: true })).toHaveCount(0);

  await follow(page, "2 comments on “Here” by Mia and Leo", here, last);
  await expect(active(page)).toContainText("Comment two");
});
