import { expectAccessible } from "../support/accessible.js";
import { JPEG, LIAR, MP4, SECOND_JPEG } from "../support/files.js";
import { awake, newPost } from "../support/people.js";
import { becomes, card, connect, publishing } from "../support/social.js";
import { expect, test } from "../support/test.js";

test("all three platforms are connected through their own pages, checked and disconnected", async ({ person }) => {
  const ana = await person("Ana");
  const page = await ana.open("/settings/connections");
  await expectAccessible(page, "no connections");
  for (const platform of ["TikTok", "Instagram", "Reddit"] as const) {
    await expect(page.getByRole("region", { name: platform }).getByText("Sandbox", { exact: true })).toBeVisible();
    await connect(page, platform);
    await expect(card(page, platform)).toContainText("Works");
  }
  await expectAccessible(page, "connections");
  await card(page, "TikTok").getByRole("button", { name: /^Check / }).click();
  await expect(page.getByText("The account answers.")).toBeVisible();

  await card(page, "Reddit").getByRole("button", { name: /^Disconnect / }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("What is public stays public");
  await expectAccessible(page, "disconnect");
  await dialog.getByRole("button", { name: "Disconnect" }).click();
  await expect(page.getByRole("region", { name: "Reddit" }).locator(".account-card")).toHaveCount(0);
});

test("who says no at the platform is told so, with what to do", async ({ person }) => {
  const ana = await person("Ana");
  const page = await ana.open("/platforms/connect/reddit");
  await expectAccessible(page, "before a sign-in");
  await page.getByRole("link", { name: "Go to Reddit" }).click();
  await page.getByRole("button", { name: "Deny" }).click();
  await awake(page);
  await expect(page.getByRole("alert")).toContainText("You did not allow the connection. Connect again and choose Allow.");
  await page.getByRole("link", { name: "Try again" }).click();
  await expect(page.getByRole("link", { name: "Go to Reddit" })).toBeVisible();
});

test("a video goes to TikTok: nobody is chosen beforehand, a file that lies is refused, and its states are seen", async ({ person, refusals }) => {
  test.setTimeout(180_000);
  refusals.expected = true;
  const ana = await person("Ana");
  const post = await newPost(ana, "Sunrise", "Sunrise over the bay");
  const page = await ana.open("/settings/connections");
  await connect(page, "TikTok");
  const form = await publishing(page, post, "TikTok");
  await expect(form.getByLabel("Text", { exact: true })).toHaveValue("Sunrise over the bay");
  await expect(form.getByLabel("Who may see it")).toHaveValue("");
  for (const name of ["Comment", "Make duets", "Stitch"]) await expect(form.getByLabel(name, { exact: true })).not.toBeChecked();

  await form.getByRole("button", { name: "Publish now" }).click();
  for (const missing of ["Add a file first.", "Choose who may see it.", "Agree to it to publish."]) await expect(form).toContainText(missing);
  await expect(form.getByLabel("Text", { exact: true })).toHaveValue("Sunrise over the bay");

  await form.getByLabel("Files", { exact: true }).setInputFiles(LIAR);
  await expect(form.getByText("whatever its name says")).toBeVisible();
  await form.getByRole("button", { name: "Remove clip.mp4" }).click();
  await form.getByLabel("Files", { exact: true }).setInputFiles(MP4);
  await expect(form.locator(".upload")).toContainText("clip.mp4");
  await expect(form.locator(".upload progress")).toHaveCount(0);
  await form.getByLabel("Who may see it").selectOption("SELF_ONLY");
  await form.getByLabel(/^By posting, I agree/).check();
  await expectAccessible(page, "form of TikTok");
  await form.getByRole("button", { name: "Publish now" }).click();
  await expect(form.getByText("On its way")).toBeVisible();
  await page.goto("/publications");
  await awake(page);
  await becomes(page, "Sunrise over the bay", "published");
  await page.getByRole("link", { name: "Sunrise over the bay" }).click();
  await expect(page.getByRole("heading", { name: "What was tried" })).toBeVisible();
  await expect(page.getByRole("table", { name: "What was tried" }).getByText("Sends the file").first()).toBeVisible();
  await expectAccessible(page, "a publication");
});

test("a picture and a carousel go to Instagram, each picture with what is seen in it", async ({ person }) => {
  test.setTimeout(240_000);
  const ana = await person("Ana");
  const post = await newPost(ana, "Evening", "Evening at the harbour");
  const page = await ana.open("/settings/connections");
  await connect(page, "Instagram");
  for (const [kind, files] of [["image", [JPEG]], ["carousel", [JPEG, SECOND_JPEG]]] as const) {
    const form = await publishing(page, post, "Instagram");
    await form.getByLabel("Kind").selectOption(kind);
    await form.getByLabel("Text", { exact: true }).fill(`Harbour, as ${kind}`);
    await form.getByLabel("Files", { exact: true }).setInputFiles([...files]);
    await expect(form.getByLabel(/^What is seen/)).toHaveCount(files.length);
    for (const field of await form.getByLabel(/^What is seen/).all()) await field.fill("Boats in the evening light");
    await form.getByLabel("First comment").fill("Tell me where you would sail.");
    if (kind === "carousel") await expectAccessible(page, "form of Instagram");
    await form.getByRole("button", { name: "Publish now" }).click();
    await expect(form.getByText("On its way")).toBeVisible();
    await becomes(page, `Harbour, as ${kind}`, "published");
  }
});

test("a post goes to two subreddits; the one that fails is mended and arrives", async ({ person }) => {
  test.setTimeout(180_000);
  const ana = await person("Ana");
  const post = await newPost(ana, "A walk at dawn", "We left before the sun.");
  const page = await ana.open("/settings/connections");
  await connect(page, "Reddit");
  const form = await publishing(page, post, "Reddit");
  await expect(form.getByLabel("Title")).toHaveValue("A walk at dawn");
  await form.getByLabel("Subreddit").first().fill("pics");
  await form.getByRole("button", { name: "Add a subreddit" }).click();
  await form.getByLabel("Subreddit").nth(1).fill("no_such_place");
  await form.getByLabel("Title").click();
  await expect(form.getByText("There is no such subreddit.")).toBeVisible();
  await expectAccessible(page, "form of Reddit");
  await form.getByRole("button", { name: "Publish now" }).click();
  await expect(form.getByText("On its way to r/pics.")).toBeVisible();

  await page.goto("/publications");
  await awake(page);
  await becomes(page, "r/pics", "published");
  await becomes(page, "r/no_such_place", "failed");
  await expectAccessible(page, "publications");
  await page.getByRole("link", { name: /^Failed$/ }).click();
  await expect(page.getByRole("row").filter({ hasText: "r/pics" })).toHaveCount(0);
  await page.getByRole("link", { name: /^Edit and retry/ }).click();
  await expect(page.getByLabel("Subreddit")).toHaveValue("no_such_place");
  await page.getByLabel("Subreddit").fill("test");
  await page.getByRole("button", { name: "Retry", exact: true }).click();
  await expect(page.getByRole("heading", { name: /r\/test/ })).toBeVisible();
  await expect(page.locator('[data-state="published"]')).toBeVisible({ timeout: 60_000 });
});

test("what is scheduled is cancelled, and a paused platform says so to everybody", async ({ person }) => {
  const ana = await person("Ana");
  const post = await newPost(ana, "Next year", "Something for later.");
  const page = await ana.open("/settings/connections");
  await connect(page, "Reddit");
  const form = await publishing(page, post, "Reddit");
  await form.getByLabel("Subreddit").fill("test");
  await form.getByText("At another time").click();
  const later = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 16);
  await form.getByLabel("When").fill(later);
  await expect(form.getByText("Europe/Paris")).toBeVisible();
  await form.getByRole("button", { name: "Schedule" }).click();
  await becomes(page, "Next year", "scheduled");
  await page.getByRole("button", { name: /^Cancel: / }).click();
  await expect(page.getByText("Cancelled. Nothing is published.")).toBeVisible();
  await becomes(page, "Next year", "cancelled");
});
