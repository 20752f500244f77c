import { newPost, post, type Somebody } from "../support/people.js";
import { expect, saved, surface, test } from "../support/test.js";

/** Keeps the post as it is, with a name; answers the revision's id. */
async function keep(who: Somebody, id: string, name: string): Promise<string> {
  const answer = await who.api.post(`/api/content/${id}/revisions`, { data: { name } });
  expect(answer.status(), await answer.text()).toBe(201);
  return ((await answer.json()) as { id: string }).id;
}

test("two write, a version is named, compared and restored while one writes on, and the restore is taken back", async ({ person }) => {
  const [ana, leo] = [await person("Ana"), await person("Leo")];
  const id = await newPost(ana, "Launch", "Keep this.\n\nAnd this.", [[leo, "editor"]]);
  const writer = await leo.open(`/posts/${id}`);
  await saved(writer);

  const owner = await ana.open(`/posts/${id}`);
  await saved(owner);
  await surface(owner).click();
  await owner.keyboard.press("Control+End");
  await owner.keyboard.type(" Ana agrees.");
  await saved(owner);
  await expect(surface(writer)).toContainText("Ana agrees.");
  await owner.getByRole("button", { name: "More about this post" }).click();
  await owner.getByRole("menuitem", { name: "History" }).click();
  await expect(owner.getByRole("heading", { name: "History of Launch" })).toBeVisible();
  await owner.getByText("Name the version of now").click();
  await owner.getByRole("textbox", { name: "Name", exact: true }).fill("First draft");
  await owner.getByRole("button", { name: "Save" }).click();
  const draft = owner.getByRole("listitem").filter({ hasText: "First draft" });
  await expect(draft).toBeVisible();

  await surface(writer).click();
  await writer.keyboard.press("Control+End");
  await writer.keyboard.type(" Leo was here.");
  await saved(writer);

  await draft.getByRole("link", { name: "Compare with now" }).click();
  await expect(owner.getByText("1 change", { exact: true })).toBeVisible();
  await expect(owner.locator("ins")).toContainText("Leo was here");
  await owner.getByRole("link", { name: "In one text" }).click();
  await expect(owner.locator(".diff--inline ins")).toContainText("Leo was here");
  await owner.keyboard.press("Alt+ArrowDown");
  await expect(owner.locator("#change-1")).toBeFocused();

  await owner.getByText("Restore this version…").click();
  await owner.getByRole("button", { name: "Restore", exact: true }).click();
  await expect(owner.getByText("The post is restored.")).toBeVisible();
  await expect(surface(writer)).not.toContainText("Leo was here");
  await expect(surface(writer)).toContainText("Ana agrees.");

  await owner.getByRole("button", { name: "Take it back" }).click();
  await expect(surface(writer)).toContainText("Leo was here");
});

test("a comment is no change, and stays with its words in a restore", async ({ person }) => {
  const ana = await person("Ana");
  const id = await newPost(ana, "Commented", "Launch on Monday");
  const first = await keep(ana, id, "First");
  const thread = await ana.api.post(`/api/content/${id}/comments`, { data: { text: "Sure?", anchor: { quote: "Monday" } } });
  expect(thread.status()).toBe(201);
  const compared = await ana.open(`/posts/${id}/revisions/${first}/compare/now`);
  await expect(compared.getByText("Nothing has changed.", { exact: true })).toBeVisible();
  const page = await ana.open(`/posts/${id}`);
  await saved(page);
  await surface(page).click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" or Tuesday");
  await saved(page);
  const restored = await ana.api.post(`/api/content/${id}/revisions/${first}/restore`, { data: {} });
  expect(restored.status()).toBe(200);
  await expect(surface(page)).not.toContainText("Tuesday");
  await expect(page.locator(".comment-mark")).toHaveText("Monday");
});

test("what the last writer leaves is in the timeline, with who wrote it", async ({ person }) => {
  const [ana, leo] = [await person("Ana"), await person("Leo")];
  const id = await newPost(ana, "Left", "Text", [[leo, "editor"]]);
  const writer = await leo.open(`/posts/${id}`);
  await surface(writer).click();
  await writer.keyboard.press("Control+End");
  await writer.keyboard.type(" and more");
  await saved(writer);
  await writer.close();
  const page = await ana.open(`/posts/${id}/revisions`);
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("listitem").filter({ hasText: "Last writer left" }).getByText("By Leo")).toBeVisible({ timeout: 500 });
  }).toPass();
  await page.getByRole("link", { name: "What changed" }).first().click();
  await expect(page.locator("ins")).toContainText("and more");
});

test("a viewer compares without JavaScript and cannot restore", async ({ person, browser, server }) => {
  const [ana, vic] = [await person("Ana"), await person("Vic")];
  const id = await newPost(ana, "Plain", "A **bold** word", [[vic, "viewer"]]);
  const first = await keep(ana, id, "One");
  await ana.api.patch(`/api/content/${id}`, { data: { title: "Plain words" } });
  const context = await browser.newContext({ baseURL: server.url, javaScriptEnabled: false, storageState: await vic.context.storageState() });
  const page = await context.newPage();
  await page.goto(`/posts/${id}/revisions`);
  await expect(page.getByText("Name the version of now")).toHaveCount(0);
  await page.getByRole("link", { name: "Compare with now" }).last().click();
  await expect(page.locator("ins").first()).toContainText("words");
  await expect(page.getByText("Restore this version…")).toHaveCount(0);
  await context.close();
  const refused = await vic.api.post(`/api/content/${id}/revisions/${first}/restore`, { data: {} });
  expect(refused.status()).toBe(403);
  expect((await post(ana, id)).title).toBe("Plain words");
});

test("on a phone, in French: a restore without JavaScript, both sides below each other", async ({ person, browser, server }) => {
  const ana = await person("Ana", { locale: "fr-FR" });
  const id = await newPost(ana, "Téléphone", "Un.\n\nDeux.");
  await keep(ana, id, "Début");
  await ana.api.patch(`/api/content/${id}`, { data: { title: "Autre" } });
  const context = await browser.newContext({
    baseURL: server.url,
    javaScriptEnabled: false,
    locale: "fr-FR",
    storageState: await ana.context.storageState(),
    viewport: { width: 360, height: 740 },
  });
  const page = await context.newPage();
  await page.goto(`/posts/${id}/revisions`);
  await page.getByRole("link", { name: "Comparer avec maintenant" }).last().click();
  expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
  await page.getByText("Restaurer cette version…").click();
  await page.getByRole("button", { name: "Restaurer", exact: true }).click();
  await expect(page.getByText("La publication est restaurée.")).toBeVisible();
  expect((await post(ana, id)).title).toBe("Téléphone");
  await context.close();
});
