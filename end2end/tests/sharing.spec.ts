import { newPost } from "../support/people.js";
import { expect, saved, surface, test } from "../support/test.js";

test("a demoted person's open editor stops writing at once", async ({ person, refusals }) => {
  refusals.expected = true;
  const [ana, eve] = [await person("Ana"), await person("Eve")];
  const id = await newPost(ana, "Demotion", "Text", [[eve, "editor"]]);
  const page = await eve.open(`/posts/${id}`);
  await saved(page);
  await expect(surface(page)).toHaveAttribute("contenteditable", "true");
  const owner = await ana.open(`/posts/${id}`);
  await owner.getByRole("button", { name: "Share" }).click();
  await owner.getByRole("combobox", { name: "Role of Eve" }).selectOption("viewer");
  await expect(surface(page)).toHaveAttribute("contenteditable", "false");

  await owner.getByRole("button", { name: "Remove Eve" }).click();
  await expect(page.getByRole("alert")).toContainText("Your access to this post has changed");
  await page.reload();
  await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
});

test("the owner adds somebody in the dialog; unknown addresses are said to be unknown, and stay typed", async ({ person, refusals }) => {
  refusals.expected = true;
  const [ana, leo] = [await person("Ana"), await person("Leo")];
  const id = await newPost(ana, "Sharing", "");
  const page = await ana.open(`/posts/${id}`);
  await page.getByRole("button", { name: "Share" }).click();
  const dialog = page.getByRole("dialog", { name: "Who has access" });
  await dialog.getByLabel("E-mail address").fill("nobody@example.com");
  await dialog.getByRole("button", { name: "Add" }).click();
  await expect(dialog.getByRole("alert")).toContainText("Nobody with this e-mail address");
  await expect(dialog.getByLabel("E-mail address")).toHaveValue("nobody@example.com");
  await dialog.getByLabel("E-mail address").fill(leo.email);
  await dialog.getByRole("button", { name: "Add" }).click();
  await expect(dialog.getByText(leo.email)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();

  const shared = await leo.open("/posts?whose=shared");
  await expect(shared.getByRole("link", { name: "Sharing" })).toBeVisible();
});
