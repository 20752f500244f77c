import type { Browser, Page } from "@playwright/test";
import { administrator, linkIn, mailTo } from "../support/mails.js";
import { awake, newPost, PASSWORD, type Role, type Somebody } from "../support/people.js";
import { expect, saved, surface, test } from "../support/test.js";

const dialogOf = (page: Page) => page.getByRole("dialog", { name: "Who has access" });
const invited = (page: Page) => page.getByRole("region", { name: "You are invited" });

/** An address that nobody has an account with yet. */
const newAddress = (name: string) => `${name}.${crypto.randomUUID()}@example.com`;

/** Opens the owner's page of a post and the invitations in its dialog. */
async function invitations(owner: Somebody, post: string): Promise<Page> {
  const page = await owner.open(`/posts/${post}`);
  await saved(page);
  await page.getByRole("button", { name: "Share" }).click();
  await dialogOf(page).getByRole("tab", { name: "Invitations" }).click();
  return page;
}

async function invite(owner: Page, email: string, role: Role, message = ""): Promise<void> {
  const dialog = dialogOf(owner);
  await dialog.getByLabel("E-mail addresses").fill(email);
  await dialog.getByLabel("Role", { exact: true }).selectOption(role);
  await dialog.getByLabel("Message").fill(message);
  await dialog.getByRole("button", { name: "Invite" }).click();
  await expect(dialog.getByRole("list").getByText(email)).toBeVisible();
}

/** What the mail of an invitation leads to. */
async function invitation(browser: Browser, url: string, email: string, words: string): Promise<string> {
  const admin = await administrator(browser, url);
  const text = await mailTo(admin, email, /invites you to/);
  expect(text).toContain(words);
  await admin.context().close();
  return linkIn(text, "invitations/");
}

/** Somebody without an account signs up on the page that they are on. */
async function signUp(page: Page, name: string, email: string): Promise<void> {
  await page.getByRole("link", { name: "Create account" }).click();
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Create account" }).click();
}

/** Confirms somebody's address by the link in the mail that they got. */
async function confirmAddress(browser: Browser, url: string, who: Somebody): Promise<void> {
  const admin = await administrator(browser, url);
  const link = linkIn(await mailTo(admin, who.email, /Confirm/), "verify");
  await admin.context().close();
  const page = await who.context.newPage();
  await page.goto(link);
  await page.getByRole("button", { name: /Confirm/ }).click();
  await expect.poll(async () => ((await (await who.api.get("/api/auth/me")).json()) as { emailVerified: boolean }).emailVerified).toBe(true);
  await page.close();
}

test("an address without an account gets a mail, signs up by its link, accepts and writes; the owner hears of it", async ({ person, browser, server }) => {
  const ana = await person("Ana");
  const id = await newPost(ana, "By mail", "Hello");
  const owner = await invitations(ana, id);
  const email = newAddress("nova");
  await invite(owner, email, "editor", "Come in and write");
  const link = await invitation(browser, server.url, email, "> Come in and write");

  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(link);
  await expect(page.getByText("Ana invites you to “By mail”.")).toBeVisible();
  await expect(page.getByText(`Your role: Editor. This invitation is for ${email}.`)).toBeVisible();
  await signUp(page, "Nova", email);
  await expect(page).toHaveURL(link);
  await page.getByRole("button", { name: "Accept" }).click();
  await expect(page).toHaveURL(new RegExp(`/posts/${id}$`));
  await saved(page);
  await surface(page).click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Nova was here.");
  await expect(surface(owner)).toContainText("Hello Nova was here.");

  await dialogOf(owner).getByRole("tab", { name: "Log" }).click();
  await expect(dialogOf(owner).getByText("Nova accepted the invitation as Editor")).toBeVisible();
  await dialogOf(owner).getByRole("tab", { name: "People" }).click();
  await expect(dialogOf(owner).getByRole("combobox", { name: "Role of Nova" })).toHaveValue("editor");
  const told = await ana.open("/notifications");
  await expect(told.getByRole("link", { name: "Nova accepted your invitation to “By mail”" })).toBeVisible();

  // It was for one answer.
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "This link does not work any more" })).toBeVisible();
  await context.close();
});

test("an invitation by mail is declined without an account, and the owner hears of it", async ({ person, browser, server }) => {
  const ana = await person("Ana");
  const id = await newPost(ana, "Declined", "Hello");
  const owner = await invitations(ana, id);
  const email = newAddress("nope");
  await invite(owner, email, "viewer");
  const link = await invitation(browser, server.url, email, "Ana invites you to “Declined”");
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(link);
  await page.getByRole("button", { name: "Decline" }).click();
  await expect(page).toHaveURL(`${server.url}/`);
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "This link does not work any more" })).toBeVisible();
  await context.close();

  await dialogOf(owner).getByRole("tab", { name: "Log" }).click();
  await expect(dialogOf(owner).getByText(`${email} declined the invitation`)).toBeVisible();
  await dialogOf(owner).getByRole("tab", { name: "Invitations" }).click();
  await expect(dialogOf(owner).getByText("No invitation waits for an answer.")).toBeVisible();
  const told = await ana.open("/notifications");
  await expect(told.getByRole("link", { name: /declined your invitation to “Declined”$/ })).toBeVisible();
});

test("one with an account is told by the bell, accepts one invitation on the post's page and declines another", async ({ person, browser, server, refusals }) => {
  // Until one accepts, the post is not there.
  refusals.expected = true;
  const [ana, leo] = [await person("Ana"), await person("Leo")];
  await confirmAddress(browser, server.url, leo);
  const bell = await leo.open("/notifications");
  const [yes, no] = [await newPost(ana, "Yes", "Read this"), await newPost(ana, "No", "Not that")];
  for (const id of [yes, no]) await invite(await invitations(ana, id), leo.email, "commenter", "For you");

  await expect(bell.getByRole("link", { name: "Ana invites you to “No”" })).toBeVisible();
  await bell.getByRole("link", { name: "Ana invites you to “Yes”" }).click();
  await expect(invited(bell)).toContainText("Your role: Commenter.");
  await expect(invited(bell)).toContainText("For you");
  await expect(surface(bell)).toHaveCount(0);
  await invited(bell).getByRole("button", { name: "Accept" }).click();
  await expect(surface(bell)).toContainText("Read this");
  await expect(surface(bell)).toHaveAttribute("contenteditable", "false");

  await bell.goto("/notifications");
  await bell.getByRole("link", { name: "Ana invites you to “No”" }).click();
  await invited(bell).getByRole("button", { name: "Decline" }).click();
  await expect(bell).not.toHaveURL(/\/posts\/./);
  expect((await leo.api.get(`/api/content/${no}`)).status()).toBe(404);

  const told = await ana.open("/notifications");
  await expect(told.getByRole("link", { name: "Leo accepted your invitation to “Yes”" })).toBeVisible();
  await expect(told.getByRole("link", { name: "Leo declined your invitation to “No”" })).toBeVisible();
});

test("somebody else with the mail's link gets nothing, and the one it is for still comes in", async ({ person, browser, server, refusals }) => {
  // The post is not there for who was not invited.
  refusals.expected = true;
  const [ana, sam] = [await person("Ana"), await person("Sam")];
  const id = await newPost(ana, "Not for Sam", "Secret words");
  const email = newAddress("right");
  await invite(await invitations(ana, id), email, "commenter");
  const link = await invitation(browser, server.url, email, "for this e-mail address only");

  const page = await sam.context.newPage();
  await page.goto(link);
  await expect(page.getByText("You are signed in with another address.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Accept" })).toHaveCount(0);
  const secret = link.split("/").at(-1) ?? "";
  // Without the page too, as its form would.
  const tried = await sam.api.post("/fn/accept_invitation", { form: { secret }, headers: { accept: "application/json" } });
  expect(tried.status()).toBe(403);
  expect((await sam.api.get(`/api/content/${id}`)).status()).toBe(404);
  await page.goto(`/posts/${id}`);
  await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
  await expect(page.getByText("Secret words")).toHaveCount(0);

  const context = await browser.newContext();
  const right = await context.newPage();
  await right.goto(link);
  await signUp(right, "Right", email);
  await right.getByRole("button", { name: "Accept" }).click();
  await awake(right);
  await expect(surface(right)).toContainText("Secret words");
  await expect(surface(right)).toHaveAttribute("contenteditable", "false");
  await context.close();
});
