import type { Page } from "@playwright/test";
import { newPost, type Somebody } from "../support/people.js";
import { expect, saved, surface, test } from "../support/test.js";

const column = (page: Page) => page.getByRole("complementary", { name: "Comments" });
const card = (page: Page) => column(page).locator(".thread--active");
const close = (page: Page) => column(page).getByRole("button", { name: "Close comments" }).click();
const open = (page: Page) => page.getByRole("button", { name: /^Comments/ }).click();

/** Writes a comment by REST: a thread's first, or a reply. Answers the comment's id. */
async function write(who: Somebody, post: string, text: string, parentId?: string): Promise<string> {
  const answer = await who.api.post(`/api/content/${post}/comments`, { data: { text, ...(parentId ? { parentId } : {}) } });
  expect(answer.status()).toBe(201);
  const written = (await answer.json()) as { id: string };
  return written.id;
}

/** As if another tab were in front of this one, or not any more. */
const hide = (page: Page, hidden: boolean) =>
  page.evaluate((now) => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => now });
    document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
  }, hidden);

test("a new comment, a reply and a change that are begun are still there when the column was closed", async ({ person }) => {
  const ana = await person("Ana");
  const id = await newPost(ana, "Kept", "Text");
  const thread = await write(ana, id, "First");
  const page = await ana.open(`/posts/${id}?thread=${thread}`);
  await card(page).getByRole("button", { name: "Edit" }).click();
  await column(page).getByLabel("Your comment").fill("Second");
  await column(page).getByLabel("Your reply").fill("A reply");
  await close(page);
  await open(page);
  await expect(column(page).getByLabel("Your comment")).toHaveValue("Second");
  await expect(column(page).getByLabel("Your reply")).toHaveValue("A reply");
  await card(page).getByRole("button", { name: "Save" }).click();
  await expect(card(page).locator(".comment__text")).toHaveText("Second");
  await expect(card(page).getByText("edited")).toBeVisible();

  await column(page).getByRole("button", { name: "Comment on the selection or the post" }).click();
  await column(page).getByLabel("Your comment").fill("A new one");
  await close(page);
  await open(page);
  await expect(column(page).getByLabel("Your comment")).toHaveValue("A new one");
});

test("one reacts to a comment, and deletes it", async ({ person, refusals }) => {
  // The page asks for the thread once more, and hears that it is gone.
  refusals.expected = true;
  const ana = await person("Ana");
  const id = await newPost(ana, "Deeds", "Text");
  const page = await ana.open(`/posts/${id}?thread=${await write(ana, id, "Hello")}`);
  await card(page).getByRole("button", { name: "React" }).click();
  await card(page).getByRole("button", { name: "🎉" }).click();
  await expect(card(page).getByRole("button", { name: "🎉 1" })).toHaveAttribute("aria-pressed", "true");
  await card(page).getByRole("button", { name: "Delete" }).click();
  await expect(column(page).locator(".thread")).toHaveCount(0);
});

test("a resolved thread is reopened; filters show what is mine and what is unread", async ({ person }) => {
  const [ana, leo] = [await person("Ana"), await person("Leo")];
  const id = await newPost(ana, "Filters", "Text", [[leo, "commenter"]]);
  const thread = await write(ana, id, "By Ana");
  await write(leo, id, "By Leo");
  const page = await ana.open(`/posts/${id}?thread=${thread}`);
  await card(page).getByRole("button", { name: "Resolve" }).click();
  await expect(column(page).getByText("By Ana")).toHaveCount(0);
  await column(page).getByLabel("Show").selectOption("resolved");
  await column(page).getByText("By Ana").click();
  await card(page).getByRole("button", { name: "Reopen" }).click();
  await column(page).getByLabel("Show").selectOption("mine");
  await expect(column(page).getByText("By Ana")).toBeVisible();
  await expect(column(page).getByText("By Leo")).toHaveCount(0);
  await column(page).getByLabel("Show").selectOption("unread");
  await expect(column(page).getByText("By Leo")).toBeVisible();
  await expect(column(page).getByText("By Ana")).toHaveCount(0);
});

test("a link to a reply leads to it, in a thread of which the list shows only the beginning", async ({ person }) => {
  const ana = await person("Ana");
  const id = await newPost(ana, "Replies", "Text");
  const thread = await write(ana, id, "First");
  for (let reply = 1; reply <= 22; reply++) await write(ana, id, `Reply ${reply}.`, thread);
  const last = await write(ana, id, "The last one", thread);
  const page = await ana.open(`/posts/${id}?thread=${last}`);
  await expect(card(page).getByText("The last one")).toBeInViewport();
  await expect(page.locator(`#comment-${last}`)).toBeFocused();
});

test("what comes while nobody looks at the thread stays unread until somebody does", async ({ person }) => {
  const [ana, leo] = [await person("Ana"), await person("Leo")];
  const id = await newPost(ana, "Unread", "Text", [[leo, "commenter"]]);
  const thread = await write(ana, id, "First");
  const page = await ana.open(`/posts/${id}?thread=${thread}`);
  await saved(page);
  await expect(card(page)).toContainText("First");
  await close(page);
  await write(leo, id, "While it is closed", thread);
  await expect(page.getByRole("button", { name: "Comments, 1 unread" })).toBeVisible();
  await open(page);
  await expect(page.getByRole("button", { name: "Comments", exact: true })).toBeVisible();

  await hide(page, true);
  await write(leo, id, "While nobody looks", thread);
  await expect(card(page)).toContainText("While nobody looks");
  await expect(page.getByRole("button", { name: "Comments, 1 unread" })).toBeVisible();
  await hide(page, false);
  await expect(page.getByRole("button", { name: "Comments", exact: true })).toBeVisible();
});

test("a thread comes to the very line that was selected among many alike", async ({ person }) => {
  const ana = await person("Ana");
  const line = "The same line, again and again, from the first to the last.";
  const id = await newPost(ana, "Alike", Array.from({ length: 9 }, () => line).join("\n\n"));
  const page = await ana.open(`/posts/${id}`);
  await saved(page);
  await surface(page).locator("p").nth(5).click({ clickCount: 3 });
  await page.locator(".editor-bubble").getByRole("button", { name: "Comment" }).click();
  await column(page).getByLabel("Your comment").fill("This one");
  await column(page).getByRole("button", { name: "Comment", exact: true }).click();
  await expect(surface(page).locator("p").nth(5).locator(".comment-mark")).toHaveText(line);
  await expect(surface(page).locator(".comment-mark")).toHaveCount(1);
});
