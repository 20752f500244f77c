import type { Browser, Page } from "@playwright/test";
import { newPost, type Somebody } from "../support/people.js";
import { expect, saved, surface, test } from "../support/test.js";

const dialog = (page: Page) => page.getByRole("dialog", { name: "Who has access" });

async function link(owner: Somebody, post: string, about: Record<string, unknown>): Promise<string> {
  const made = await owner.api.post(`/api/content/${post}/links`, { data: about });
  expect(made.status()).toBe(201);
  return ((await made.json()) as { url: string }).url;
}

/** Opens a link in a browser that nobody has been in. */
async function come(browser: Browser, url: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(url);
  return page;
}

test("an owner passes a post on, becomes an editor of it, and leaves", async ({ person, refusals }) => {
  // A page may still ask for the post that was left.
  refusals.expected = true;
  const [ana, leo] = [await person("Ana"), await person("Leo")];
  const id = await newPost(ana, "Passed on", "Text", [[leo, "editor"]]);
  const page = await ana.open(`/posts/${id}`);
  await page.getByRole("button", { name: "Share" }).click();
  await dialog(page).getByRole("button", { name: "Make owner: Leo" }).click();
  await dialog(page).getByRole("button", { name: "Yes, pass it on" }).click();
  await expect(dialog(page)).toBeHidden();

  const owner = await leo.open(`/posts/${id}`);
  await owner.getByRole("button", { name: "Share" }).click();
  await expect(dialog(owner).getByRole("combobox", { name: "Role of Ana" })).toHaveValue("editor");

  const again = await ana.open(`/posts/${id}`);
  await again.getByRole("button", { name: "Share" }).click();
  await dialog(again).getByRole("button", { name: "Leave this post" }).click();
  await expect.poll(async () => (await ana.api.get(`/api/content/${id}`)).status()).toBe(404);
});

test("a request for access is answered from the notification", async ({ person, refusals }) => {
  // The post is not there for who has no access.
  refusals.expected = true;
  const [ana, leo] = [await person("Ana"), await person("Leo")];
  const id = await newPost(ana, "Asked for", "Text");
  const page = await leo.open(`/posts/${id}`);
  await page.getByRole("button", { name: "Ask for access" }).click();
  await expect(page.getByRole("region", { name: "Ask for access" }).getByRole("status")).toBeVisible();
  const owner = await ana.open("/notifications");
  await owner.getByRole("combobox", { name: "Accept Leo as" }).selectOption("commenter");
  await owner.getByRole("button", { name: "Accept the request of Leo" }).click();
  await expect.poll(async () => (await leo.api.get(`/api/content/${id}`)).status()).toBe(200);
});

test("a guest without a name gets one, and is told from people; a link for one lets one in", async ({ person, browser }) => {
  const ana = await person("Ana");
  const id = await newPost(ana, "For one", "Text");
  const owner = await ana.open(`/posts/${id}`);
  await saved(owner);
  const url = await link(ana, id, { role: "editor", maxUses: 1 });
  const guest = await come(browser, url);
  await guest.getByRole("button", { name: "Open" }).click();
  await saved(guest);
  await expect(owner.getByRole("button", { name: /^Follow Guest \w+ \(guest\)/ })).toBeVisible();
  await surface(guest).click();
  await guest.keyboard.type("Words ");
  await expect(owner.getByText(/^Guest \w+ \(guest\) is typing…$/)).toBeVisible();

  const second = await come(browser, url);
  await expect(second.getByRole("heading", { name: "This link does not work any more" })).toBeVisible();
  await guest.context().close();
  await second.context().close();
});

test("guests who may not edit read and comment, whatever their link says", async ({ person, browser }) => {
  const ana = await person("Ana");
  const id = await newPost(ana, "Rules", "Text");
  const url = await link(ana, id, { role: "editor" });
  const rules = await ana.api.put(`/api/content/${id}/sharing`, { data: { guestsEdit: false, editorsShare: true } });
  expect(rules.ok()).toBe(true);
  const guest = await come(browser, url);
  await guest.getByRole("button", { name: "Open" }).click();
  await expect(surface(guest)).toContainText("Text");
  await expect(surface(guest)).toHaveAttribute("contenteditable", "false");
  await guest.getByRole("button", { name: "Comments" }).click();
  await expect(guest.getByRole("button", { name: "Comment on the selection or the post" })).toBeVisible();
  await guest.context().close();
});
