import type { Page } from "@playwright/test";
import { newPost } from "../support/people.js";
import { expect, saved, surface, test } from "../support/test.js";

const LONG = Array.from({ length: 150 }, (_, number) => `Paragraph ${number}.`).join("\n\n");

const bar = (page: Page) => page.locator(".following__bar");
const scrolled = (page: Page) => page.evaluate(() => Math.round(window.scrollY));
/** A paragraph by its words; somebody's name may stand at a caret among them. */
const paragraph = (page: Page, text: string) => surface(page).locator("p", { hasText: text });
const inSight = (page: Page, text: string) => expect(paragraph(page, text)).toBeInViewport();
const near = (page: Page, text: string) => paragraph(page, text).scrollIntoViewIfNeeded();

/** As if another tab were in front of this one, or not any more. */
const hide = (page: Page, hidden: boolean) =>
  page.evaluate((now) => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => now });
    document.dispatchEvent(new Event("visibilitychange"));
  }, hidden);

test("who types is shown to the others, in the text and in the title, and for no longer than that", async ({ person }) => {
  const [ana, leo] = [await person("Ana"), await person("Leo")];
  const id = await newPost(ana, "Typing", "Text", [[leo, "editor"]]);
  const [left, right] = [await ana.open(`/posts/${id}`), await leo.open(`/posts/${id}`)];
  await Promise.all([saved(left), saved(right)]);
  await expect(left.getByRole("button", { name: "Follow Leo", exact: true })).toBeVisible();

  await surface(right).click();
  await right.keyboard.type("More ");
  await expect(left.getByText("Leo is typing…")).toBeVisible();
  await expect(left.getByRole("button", { name: "Follow Leo (typing)" })).toBeVisible();
  await expect(right.getByText("is typing…")).toHaveCount(0);
  await expect(left.getByText("Leo is typing…")).toHaveCount(0);

  await right.getByRole("textbox", { name: "Title" }).fill("Typing too");
  await expect(left.getByText("Leo is typing…")).toBeVisible();
});

test("who does not look at the post is away, and so is their cursor", async ({ person }) => {
  const [ana, leo] = [await person("Ana"), await person("Leo")];
  const id = await newPost(ana, "Away", "Text", [[leo, "editor"]]);
  const [left, right] = [await ana.open(`/posts/${id}`), await leo.open(`/posts/${id}`)];
  await Promise.all([saved(left), saved(right)]);
  await surface(right).click();
  await expect(left.locator(".remote-caret")).toHaveCount(1);
  await hide(right, true);
  await expect(left.getByRole("button", { name: "Follow Leo (away)" })).toBeVisible();
  await expect(left.locator(".remote-caret")).toHaveCount(0);
  await hide(right, false);
  await expect(left.getByRole("button", { name: "Follow Leo", exact: true })).toBeVisible();
  await expect(left.locator(".remote-caret")).toHaveCount(1);
});

test("a phone follows a wide screen by the words, until it scrolls by itself", async ({ person }) => {
  const ana = await person("Ana");
  const leo = await person("Leo", { viewport: { width: 390, height: 740 } });
  const id = await newPost(ana, "Following", LONG, [[leo, "viewer"]]);
  const [left, right] = [await ana.open(`/posts/${id}`), await leo.open(`/posts/${id}`)];
  await Promise.all([saved(left), saved(right)]);

  await right.getByRole("button", { name: "Follow Ana" }).click();
  await expect(bar(right)).toContainText("You are following Ana.");
  await expect(right.getByRole("button", { name: "Follow Ana" })).toHaveAttribute("aria-pressed", "true");

  await left.mouse.move(600, 500);
  await near(left, "Paragraph 100.");
  await left.mouse.wheel(0, 200);
  await expect.poll(() => scrolled(right)).toBeGreaterThan(1_000);
  const read = await surface(left).evaluate((text) =>
    [...text.children].find((block) => block.getBoundingClientRect().bottom > window.innerHeight / 3)?.textContent);
  await inSight(right, read ?? "");

  await right.mouse.move(200, 400);
  await right.mouse.wheel(0, 40);
  await expect(bar(right)).toHaveCount(0);
  // What the wheel has begun comes to its end first.
  await right.waitForTimeout(1_000);
  const stayed = await scrolled(right);
  await left.evaluate(() => window.scrollTo({ top: 0, behavior: "instant" }));
  await left.waitForTimeout(1_000);
  expect(Math.abs((await scrolled(right)) - stayed)).toBeLessThan(80);
});

test("following begins with the keyboard, and ends with Escape, a key that scrolls, a click or the button", async ({ person }) => {
  const [ana, leo] = [await person("Ana"), await person("Leo")];
  const id = await newPost(ana, "Ends", LONG, [[leo, "editor"]]);
  const [left, right] = [await ana.open(`/posts/${id}`), await leo.open(`/posts/${id}`)];
  await Promise.all([saved(left), saved(right)]);
  const face = right.getByRole("button", { name: "Follow Ana" });
  const begin = async () => {
    await face.focus();
    await right.keyboard.press("Enter");
    await expect(bar(right)).toBeVisible();
  };

  await begin();
  await right.keyboard.press("Escape");
  await expect(bar(right)).toHaveCount(0);

  await begin();
  await right.keyboard.press("PageDown");
  await expect(bar(right)).toHaveCount(0);

  await begin();
  await right.keyboard.press("Enter");
  await expect(bar(right)).toHaveCount(0);

  await begin();
  await bar(right).getByRole("button", { name: "Stop" }).click();
  await expect(bar(right)).toHaveCount(0);

  await begin();
  await surface(right).click({ position: { x: 200, y: 100 } });
  await expect(bar(right)).toHaveCount(0);

  await begin();
  await left.close();
  await expect(bar(right)).toHaveCount(0);
});

test("who is followed shows where they write", async ({ person }) => {
  const [ana, leo] = [await person("Ana"), await person("Leo")];
  const id = await newPost(ana, "Writing", LONG, [[leo, "viewer"]]);
  const [left, right] = [await ana.open(`/posts/${id}`), await leo.open(`/posts/${id}`)];
  await Promise.all([saved(left), saved(right)]);
  await right.getByRole("button", { name: "Follow Ana" }).click();
  await expect(bar(right)).toBeVisible();
  await surface(left).click();
  await left.keyboard.press("Control+End");
  await left.keyboard.type(" The end.");
  await inSight(right, "Paragraph 149. The end.");
});

test("French: who types, who is away, who is followed", async ({ person }) => {
  const [ana, leo] = [await person("Ana", { locale: "fr-FR" }), await person("Leo")];
  const id = await newPost(ana, "Présence", "Texte", [[leo, "editor"]]);
  const [left, right] = [await ana.open(`/posts/${id}`), await leo.open(`/posts/${id}`)];
  await Promise.all([saved(left), saved(right)]);
  await left.getByRole("button", { name: "Suivre Leo" }).click();
  await expect(left.getByText("Vous suivez Leo.")).toBeVisible();
  await left.getByRole("button", { name: "Arrêter" }).click();
  await surface(right).click();
  await right.keyboard.type("x");
  await expect(left.getByText("Leo écrit…")).toBeVisible();
  await hide(right, true);
  await expect(left.getByRole("button", { name: "Suivre Leo (absent)" })).toBeVisible();
});

test("the list of posts shows who is inside which, and hears of more than one", async ({ person }) => {
  const [ana, leo, mia] = [await person("Ana"), await person("Leo"), await person("Mia")];
  const first = await newPost(ana, "Inside one", "Text", [[leo, "editor"], [mia, "viewer"]]);
  await newPost(ana, "Inside none", "Text", [[leo, "editor"]]);
  const list = await ana.open("/posts");
  const row = (title: string) => list.getByRole("row").filter({ hasText: title });
  const [leos, mias] = [await leo.open(`/posts/${first}`), await mia.open(`/posts/${first}`)];
  await Promise.all([saved(leos), saved(mias)]);
  await expect(row("Inside one").getByRole("img", { name: "Leo" })).toBeVisible();
  await expect(row("Inside one").getByRole("img", { name: "Mia" })).toBeVisible();
  await expect(row("Inside none").getByRole("img", { name: "Leo" })).toHaveCount(0);
  await leos.close();
  await expect(row("Inside one").getByRole("img", { name: "Leo" })).toHaveCount(0);
  await expect(row("Inside one").getByRole("img", { name: "Mia" })).toBeVisible();
});
