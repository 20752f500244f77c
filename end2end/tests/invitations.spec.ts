import { newPost, PASSWORD } from "../support/people.js";
import { expect, test } from "../support/test.js";

test("somebody without an account is invited, signs up and is in the post", async ({ person, browser }) => {
  const ana = await person("Ana");
  const id = await newPost(ana, "Invitation", "Hello");
  const owner = await ana.open(`/posts/${id}`);
  await owner.getByRole("button", { name: "Share" }).click();
  const dialog = owner.getByRole("dialog", { name: "Who has access" });
  await dialog.getByRole("tab", { name: "Invitations" }).click();
  const email = `new.${process.pid}.${Date.now()}@example.com`;
  await dialog.getByLabel("E-mail addresses").fill(`${email}, ${ana.email}`);
  await dialog.getByLabel("Message").fill("Come in");
  await dialog.getByRole("button", { name: "Invite" }).click();
  await expect(dialog.getByRole("alert")).toContainText("This is your own e-mail address");
  await expect(dialog.getByLabel("E-mail addresses")).toHaveValue(ana.email);
  await expect(dialog.getByRole("list").getByText(email)).toBeVisible();
  await dialog.getByRole("button", { name: `Send again the invitation of ${email}` }).click();
  await expect(owner.getByText("The invitation is on its way again.")).toBeVisible();
  await dialog.getByRole("button", { name: `Revoke the invitation of ${email}` }).click();
  await expect(dialog.getByText("No invitation waits for an answer.")).toBeVisible();

  const context = await browser.newContext({ baseURL: new URL(owner.url()).origin });
  const page = await context.newPage();
  await page.goto("/invitations/0000");
  await expect(page.getByRole("heading", { name: "This link does not work any more" })).toBeVisible();
  await page.goto(`/sign-up?next=/posts/${id}`);
  await page.getByLabel("Name").fill("New");
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Create account" }).click();
  await page.getByRole("button", { name: "Ask for access" }).click();
  await expect(page.getByRole("region", { name: "Ask for access" }).getByRole("status")).toContainText("If there is such a post, its owner has your request.");

  await dialog.getByRole("tab", { name: "Requests" }).click();
  await dialog.getByRole("combobox", { name: "Accept New as" }).selectOption("commenter");
  await dialog.getByRole("button", { name: "Accept the request of New" }).click();
  await expect(dialog.getByText("Nobody asks for access.")).toBeVisible();
  await dialog.getByRole("tab", { name: "Log" }).click();
  await expect(dialog.getByText("Ana accepted the request of New as Commenter")).toBeVisible();
  await page.goto(`/posts/${id}`);
  await expect(page.getByText("Hello")).toBeVisible();
  await context.close();
});

test("who asks for access before the page has woken up is told that it arrived, too", async ({ person, refusals }) => {
  // Until the owner accepts, the post is not there.
  refusals.expected = true;
  const ana = await person("Ana");
  const leo = await person("Leo", { javaScriptEnabled: false });
  const id = await newPost(ana, "Asked for early", "Hello");
  const page = await leo.context.newPage();
  await page.goto(`/posts/${id}`);
  await page.getByRole("button", { name: "Ask for access" }).click();
  await expect(page.getByRole("region", { name: "Ask for access" }).getByRole("status")).toContainText("its owner has your request");
  await expect(page.getByRole("button", { name: "Ask for access" })).toHaveCount(0);
});
