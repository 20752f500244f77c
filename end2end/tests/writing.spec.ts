import { newPost, post } from "../support/people.js";
import { expect, saved, status, surface, test, written } from "../support/test.js";

test("two people type in one paragraph at once and end with the same text", async ({ person }) => {
  const [ana, leo] = [await person("Ana"), await person("Leo")];
  const id = await newPost(ana, "Launch", "The middle.", [[leo, "editor"]]);
  const [left, right] = [await ana.open(`/posts/${id}`), await leo.open(`/posts/${id}`)];
  await Promise.all([saved(left), saved(right)]);

  await surface(left).click();
  await left.keyboard.press("Control+Home");
  await surface(right).click();
  await right.keyboard.press("Control+End");
  await Promise.all([
    left.keyboard.type("Ana starts here. ", { delay: 15 }),
    right.keyboard.type(" Leo ends here.", { delay: 15 }),
  ]);

  const together = "Ana starts here. The middle. Leo ends here.";
  await expect.poll(() => written(left)).toBe(together);
  await expect.poll(() => written(right)).toBe(together);
  await Promise.all([saved(left), saved(right)]);
  expect((await post(ana, id)).text).toBe(together);
});

test("each sees who is there, the other's cursor with the name, and the other's selection", async ({ person }) => {
  const [ana, leo] = [await person("Ana"), await person("Leo")];
  const id = await newPost(ana, "Cursors", "Words to select.", [[leo, "editor"]]);
  const [left, right] = [await ana.open(`/posts/${id}`), await leo.open(`/posts/${id}`)];
  await Promise.all([saved(left), saved(right)]);

  await surface(right).click();
  await right.keyboard.press("Control+End");
  await expect(left.locator(".remote-caret-name", { hasText: "Leo" })).toHaveCount(1);
  await right.keyboard.press("Control+A");
  await expect(left.locator(".remote-selection").first()).toContainText("Words");
  await expect(left.getByRole("list", { name: "People here now" }).getByRole("listitem")).toHaveCount(2);

  // Leaving is noticed within seconds.
  await right.close();
  await expect(left.locator(".remote-caret-name", { hasText: "Leo" })).toHaveCount(0);
  await expect(left.getByRole("list", { name: "People here now" }).getByRole("listitem")).toHaveCount(1);
});

test("one person in two tabs is one person", async ({ person }) => {
  const ana = await person("Ana");
  const id = await newPost(ana, "Tabs", "Text");
  const first = await ana.open(`/posts/${id}`);
  const second = await ana.open(`/posts/${id}`);
  await Promise.all([saved(first), saved(second)]);
  await expect(first.getByRole("list", { name: "People here now" }).getByRole("listitem")).toHaveCount(1);
});

test("the title is shared while it is typed, and is the post's name in the list", async ({ person }) => {
  const [ana, leo] = [await person("Ana"), await person("Leo")];
  const id = await newPost(ana, "", "", [[leo, "editor"]]);
  const [left, right] = [await ana.open(`/posts/${id}`), await leo.open(`/posts/${id}`)];
  await Promise.all([saved(left), saved(right)]);
  await left.getByRole("textbox", { name: "Title" }).fill("A title for two");
  await expect(right.getByRole("textbox", { name: "Title" })).toHaveValue("A title for two");
  await saved(left);
  const list = await ana.open("/posts");
  await expect(list.getByRole("link", { name: "A title for two" })).toBeVisible();
});

test("formatting by toolbar and keyboard arrives on the other screen and in the exports", async ({ person }) => {
  const [ana, leo] = [await person("Ana"), await person("Leo")];
  const id = await newPost(ana, "Formats", "", [[leo, "editor"]]);
  const [left, right] = [await ana.open(`/posts/${id}`), await leo.open(`/posts/${id}`)];
  await Promise.all([saved(left), saved(right)]);
  await surface(left).click();
  await left.keyboard.press("Control+B");
  await left.keyboard.type("bold");
  await left.keyboard.press("Control+B");
  await left.keyboard.press("Enter");
  await left.getByRole("toolbar", { name: "Formatting" }).getByRole("button", { name: "Heading 2" }).click();
  await left.keyboard.type("A heading");
  await expect(right.locator(".ProseMirror strong")).toHaveText("bold");
  await expect.poll(() => written(right)).toBe("bold\nA heading");
  await expect(right.locator(".ProseMirror h2")).toHaveCount(1);
  await saved(left);
  const markdown = await ana.api.get(`/api/content/${id}/export?format=markdown`);
  expect(await markdown.text()).toContain("**bold**");
  expect(await markdown.text()).toContain("## A heading");
});

test("undo takes back one's own changes only", async ({ person }) => {
  const [ana, leo] = [await person("Ana"), await person("Leo")];
  const id = await newPost(ana, "Undo", "", [[leo, "editor"]]);
  const [left, right] = [await ana.open(`/posts/${id}`), await leo.open(`/posts/${id}`)];
  await Promise.all([saved(left), saved(right)]);
  await surface(left).click();
  await left.keyboard.type("Ana wrote this.");
  await expect(surface(right)).toContainText("Ana wrote this.");
  await surface(right).click();
  await right.keyboard.press("Control+End");
  await right.keyboard.type(" Leo too.");
  await expect(surface(left)).toContainText("Leo too.");
  await left.keyboard.press("Control+Z");
  await expect(surface(left)).not.toContainText("Ana wrote");
  await expect(surface(left)).toContainText("Leo too.");
});

test("the first paint already shows the text, before any script", async ({ person, browser, server }) => {
  const ana = await person("Ana");
  const id = await newPost(ana, "Readable", "Here **before** the script.");
  const context = await browser.newContext({ baseURL: server.url, javaScriptEnabled: false, storageState: await ana.context.storageState() });
  const page = await context.newPage();
  await page.goto(`/posts/${id}`);
  await expect(page.locator(".prose strong")).toHaveText("before");
  await expect(page.getByRole("textbox", { name: "Title" })).toHaveValue("Readable");
  await context.close();
});

test("what the screen calls saved survives leaving at once", async ({ person }) => {
  const ana = await person("Ana");
  const id = await newPost(ana, "Leaving", "");
  const page = await ana.open(`/posts/${id}`);
  await saved(page);
  await surface(page).click();
  await page.keyboard.type("Written and left.");
  await saved(page);
  await page.close();
  const again = await ana.open(`/posts/${id}`);
  await expect(surface(again)).toContainText("Written and left.");
  await expect(status(again)).toHaveText("Saved");
});
