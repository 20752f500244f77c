import { converge } from "../../frontend/editor/test/live/converge.mjs";
import { LiveClient } from "../../frontend/editor/test/live/client.mjs";
import { newPost, post } from "../support/people.js";
import { expect, saved, surface, test } from "../support/test.js";

test("a viewer reads live and cannot change anything, on the page or on the socket", async ({ person, server }) => {
  const [ana, vic] = [await person("Ana"), await person("Vic")];
  const id = await newPost(ana, "Read only", "Hands off.", [[vic, "viewer"]]);
  const page = await vic.open(`/posts/${id}`);
  await expect(surface(page)).toHaveAttribute("contenteditable", "false");
  await expect(page.getByRole("textbox", { name: "Title" })).toHaveAttribute("readonly", "");
  await expect(page.getByRole("toolbar", { name: "Formatting" })).toHaveCount(0);

  const client = new LiveClient({ baseUrl: server.url, contentId: id, auth: { cookie: await vic.cookie() }, reconnect: false });
  await client.synced();
  client.title.insert(0, "Mine: ");
  await expect.poll(() => client.closes).toContain(4403);
  client.destroy();
  expect((await post(ana, id)).title).toBe("Read only");

  const owner = await ana.open(`/posts/${id}`);
  await surface(owner).click();
  await owner.keyboard.press("Control+End");
  await owner.keyboard.type(" But see.");
  await expect(surface(page)).toContainText("But see.");
});

test("a stranger and nobody find nothing", async ({ person, browser, server, refusals }) => {
  refusals.expected = true;
  const [ana, sam] = [await person("Ana"), await person("Sam")];
  const id = await newPost(ana, "Private", "Secret words");
  const page = await sam.context.newPage();
  const answer = await page.goto(`/posts/${id}`);
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();

  const context = await browser.newContext({ baseURL: server.url });
  const visitor = await context.newPage();
  await visitor.goto(`/posts/${id}`);
  await expect(visitor).toHaveURL(/\/sign-in\?next=/);
  await context.close();
});

test("five real Yjs clients converge with random edits and cuts, for many seeds", async ({ person, server }) => {
  test.setTimeout(240_000);
  const [ana, leo] = [await person("Ana"), await person("Leo")];
  const auth = [{ cookie: await ana.cookie() }, { cookie: await leo.cookie() }];
  for (let seed = 1; seed <= 8; seed += 1) {
    const id = await newPost(ana, `Seed ${seed}`, "Start.", [[leo, "editor"]]);
    await converge({ baseUrl: server.url, contentId: id, auth, seed, edits: 40 });
  }
});
