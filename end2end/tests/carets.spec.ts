import { newPost } from "../support/people.js";
import { expect, saved, surface, test } from "../support/test.js";

test("a cursor that stands fades out, its selection with it, and comes back when it moves", async ({ person }) => {
  const [ana, leo] = [await person("Ana"), await person("Leo")];
  const id = await newPost(ana, "Standing", "Some words", [[leo, "editor"]]);
  const [left, right] = [await ana.open(`/posts/${id}`), await leo.open(`/posts/${id}`)];
  await Promise.all([saved(left), saved(right)]);
  await surface(right).click();
  await right.keyboard.press("Home");
  await right.keyboard.press("Shift+End");
  const caret = left.locator(".remote-caret");
  await expect(caret).toHaveCSS("opacity", "1");
  await expect(left.locator(".remote-selection")).toHaveText("Some words");
  await expect(caret).toHaveCSS("opacity", "0", { timeout: 25_000 });
  await expect(left.locator(".remote-selection")).toHaveCount(0);
  await right.keyboard.press("ArrowRight");
  await expect(caret).toHaveCSS("opacity", "1");
});
