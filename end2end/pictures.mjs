// The pictures of the guides: the built product with the demo people at work, in light and dark.
//
//     node end2end/pictures.mjs                 all of them, into docs/pictures/
//     node end2end/pictures.mjs list comments   only these scenes
import { chromium } from "@playwright/test";
import { once } from "node:events";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Person, opened, start, until, wait } from "./support/demo.mjs";

const root = resolve(import.meta.dirname, "..");
const dist = resolve(process.env.PICTURES_DIST ?? join(root, "dist"));
const out = resolve(process.env.PICTURES_OUT ?? join(root, "docs/pictures"));
/** What a picture may weigh, in bytes. */
const HEAVIEST = 200_000;
const LAUNCH = "The spring series: plan for the launch";

/** The launch post after a day of work. */
const REWRITTEN = `> "I packed for three weeks in the bag I used to take to the gym." – use this as the opening line.

The spring series opens on *Thursday at 19:00*. Three short videos, one long one, and a live evening in the cabin to close it.

## What we say

Last year was about *where* we travel. This one is about *how little you need to take with you*. Every episode ends with one thing we left at home.

## To do

- [x] Choose the four places
- [x] Book the cabin for the live evening
- [x] Record the voice-over for episode two
- [ ] Ask Mia for the thumbnails
- [ ] Answer Northfold Tents
- [ ] Send the press note
`;

const surface = (page) => page.locator(".ProseMirror");
const saved = (page) => page.locator('.post__status[data-status="saved"]').waitFor();
const column = (page) => page.getByRole("complementary", { name: "Comments" });

/** Opens a post, and waits until it is live. */
async function write(person, id) {
  const page = await person.open(`/posts/${id}`);
  await saved(page);
  return page;
}

/** Puts the caret behind a paragraph. */
async function caretAfter(page, text) {
  const paragraph = surface(page).locator("p", { hasText: text }).first();
  const { width, height } = await paragraph.boundingBox();
  // On its last line.
  await paragraph.click({ position: { x: width - 2, y: height - 6 } });
  await page.keyboard.press("End");
}

const heavy = [];

/** Takes both pictures of a page. `ready` makes what fades, as names at carets, come back. */
async function shoot(page, name, ready = async () => {}) {
  for (const [scheme, file] of [["light", `${name}.png`], ["dark", `${name}-dark.png`]]) {
    await page.emulateMedia({ colorScheme: scheme });
    await ready();
    await wait(400);
    const path = join(out, file);
    await page.screenshot({ path, animations: "disabled" });
    const { size } = await stat(path);
    if (size > HEAVIEST) heavy.push(`${file}: ${size} bytes`);
    console.log(`${file}  ${Math.round(size / 1000)} kB`);
  }
}

/** Leo and Mia in the launch post, with carets that have just moved; `stir` moves them again. */
async function atWork({ leo, mia, launch }) {
  const [left, right] = [await write(leo, launch), await write(mia, launch)];
  await caretAfter(left, "Last year was about");
  await caretAfter(right, "Ask Mia for the thumbnails");
  const stir = async () => {
    for (const key of ["ArrowLeft", "ArrowRight"]) await left.keyboard.press(key);
    for (const key of ["End", "Shift+Home"]) await right.keyboard.press(key);
  };
  const leave = async () => {
    await left.close();
    await right.close();
  };
  return { stir, leave };
}

const scenes = {
  async list({ ana, leo, launch }) {
    const inside = await write(leo, launch);
    const page = await ana.open("/posts");
    await page.getByRole("row").filter({ hasText: LAUNCH }).getByRole("img", { name: "Leo Marchand" }).waitFor();
    await shoot(page, "list");
    await inside.close();
    await page.close();
  },

  async editor(cast) {
    const page = await write(cast.ana, cast.launch);
    const { stir, leave } = await atWork(cast);
    await page.locator(".remote-caret-name", { hasText: "Mia" }).waitFor({ state: "attached" });
    await shoot(page, "editor", stir);
    await leave();
    await page.close();
  },

  async phone(cast) {
    const page = await cast.ana.openOnPhone(`/posts/${cast.launch}`);
    await saved(page);
    const { stir, leave } = await atWork(cast);
    await page.locator(".remote-caret-name", { hasText: "Leo" }).waitFor({ state: "attached" });
    await shoot(page, "phone", stir);
    await leave();
    await page.context().close();
  },

  async share({ ana, launch, url }) {
    const page = await write(ana, launch);
    await page.getByRole("button", { name: "Share" }).click();
    const dialog = page.getByRole("dialog", { name: "Who has access" });
    await dialog.getByText("leo@demo.huntaze.app").waitFor();
    await shoot(page, "share");
    await page.close();
    await links({ ana, launch, url });
  },

  async comments({ ana, leo, mia, launch }) {
    const threads = `/api/content/${launch}/comments`;
    const hour = await leo.ask("post", threads, { text: "Is this still right? The cabin is ours from **19:00**.", anchor: { quote: "Thursday at 18:00" } });
    await ana.ask("post", threads, { text: `You are right. @[Mia Okafor](${mia.me.id}), is one hour later fine for you?`, parentId: hour.id });
    await mia.ask("post", threads, { text: "Fine! I bring the lamps.", parentId: hour.id });
    const voice = await mia.ask("post", threads, { text: "Done on Friday, if the microphone is back by then.", anchor: { quote: "Record the voice-over for episode two" } });
    await leo.ask("post", `${threads}/${voice.id}/reactions`, { emoji: "👍" });
    await leo.ask("post", threads, { text: "Love it. I would begin the press note with it, too.", anchor: { quote: "I packed for three weeks" } });
    const page = await ana.context.newPage();
    await page.setViewportSize({ width: 1440, height: 900 });
    await opened(page, `/posts/${launch}?thread=${hour.id}`);
    await saved(page);
    await column(page).getByText("I bring the lamps").waitFor();
    await page.locator(".comment-mark--active").first().waitFor();
    await shoot(page, "comments");
    await page.close();
  },

  async history({ ana, leo, mia, launch }) {
    const revisions = `/api/content/${launch}/revisions`;
    const first = await ana.ask("post", revisions, { name: "First draft" });
    for (const [person, after, words] of [
      [leo, "Last year was about", " And it is the shortest series we ever made."],
      [mia, "opens on", " I draw four thumbnails for it."],
    ]) {
      const page = await write(person, launch);
      await caretAfter(page, after);
      await page.keyboard.type(words);
      await saved(page);
      await page.close();
      const left = async () => {
        const { items } = await ana.ask("get", revisions);
        return items[0].cause === "left" && items[0].authors.some(({ id }) => id === person.me.id);
      };
      await until("what the last writer left is kept", left);
    }
    await leo.ask("patch", `/api/content/${launch}`, { markdown: REWRITTEN });
    await leo.ask("post", revisions, { name: "Sent to Northfold Tents" });

    const timeline = await ana.open(`/posts/${launch}/revisions`);
    await timeline.getByText("Sent to Northfold Tents").first().waitFor();
    await shoot(timeline, "timeline");
    await timeline.close();
    const comparison = await ana.open(`/posts/${launch}/revisions/${first.id}/compare/now`);
    await comparison.locator("ins").first().waitFor();
    await shoot(comparison, "comparison");
    await comparison.close();
  },

  async notifications({ ana, leo, mia, launch }) {
    const threads = `/api/content/${launch}/comments`;
    const thread = await leo.ask("post", threads, { text: "Who writes the press note?" });
    await mia.ask("post", threads, { text: `@[Ana Duarte](${ana.me.id}), you know them best.`, parentId: thread.id });
    const { items } = await mia.ask("get", "/api/content?search=thumbnails");
    await mia.ask("post", `/api/content/${items[0].id}/comments`, { text: `@[Ana Duarte](${ana.me.id}), is this blue the right one?` });
    const prices = await ana.ask("post", "/api/content", { title: "Prices of the spring series", markdown: "For the three of us." });
    await leo.ask("post", `/api/content/${prices.id}/access-requests`, { message: "I need them for the sponsors." });
    const page = await ana.open("/notifications");
    await page.getByText("asks for access").first().waitFor();
    await shoot(page, "notifications");
    await page.close();
  },
};

/** The second tab of the share dialog: links, and a guest who has come by one. */
async function links({ ana, launch, url }) {
  const made = `/api/content/${launch}/links`;
  const expiresAt = new Date(Date.now() + 7 * 24 * 3_600_000).toISOString();
  const sponsors = await ana.ask("post", made, { role: "commenter", password: "sesame street", expiresAt, maxUses: 20, name: "For the sponsors" });
  await ana.ask("post", made, { role: "viewer", name: "Press" });
  const token = new URL(sponsors.url).pathname.split("/").at(-1);
  const entered = await fetch(`${url}/api/links/enter`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ token, password: "sesame street", name: "Nora from Northfold" }),
  });
  if (!entered.ok) throw new Error(await entered.text());
  const page = await write(ana, launch);
  await page.getByRole("button", { name: "Share" }).click();
  const dialog = page.getByRole("dialog", { name: "Who has access" });
  await dialog.getByRole("tab", { name: "Links" }).click();
  await dialog.getByText("Nora from Northfold").waitFor();
  // The form stands above: what was made is the picture.
  await dialog.getByText("Nora from Northfold").scrollIntoViewIfNeeded();
  await shoot(page, "share-links");
  await page.close();
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in scenes));
if (unknown.length > 0) throw new Error(`no such scene: ${unknown.join(", ")}; there are ${Object.keys(scenes).join(", ")}`);

const folder = await mkdtemp(join(tmpdir(), "huntaze-pictures-"));
const { child, url } = await start(dist, folder);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
try {
  const [ana, leo, mia] = [await Person.of(browser, url, "ana"), await Person.of(browser, url, "leo"), await Person.of(browser, url, "mia")];
  const { items } = await ana.ask("get", "/api/content?search=spring");
  const launch = items.find(({ title }) => title === LAUNCH).id;
  // Mia comments in the demo; here she writes.
  await ana.ask("put", `/api/content/${launch}/collaborators/${mia.me.id}`, { permission: "editor" });
  for (const [name, scene] of Object.entries(scenes)) {
    if (wanted.length === 0 || wanted.includes(name)) await scene({ ana, leo, mia, launch, url });
  }
} finally {
  await browser.close();
  const exited = once(child, "exit");
  child.kill("SIGTERM");
  await exited;
  await rm(folder, { recursive: true, force: true });
}
if (heavy.length > 0) throw new Error(`too heavy: ${heavy.join(", ")}`);
