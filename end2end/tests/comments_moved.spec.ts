import type { Page } from "@playwright/test";
import { newPost, post, type Somebody } from "../support/people.js";
import { expect, saved, surface, test, written } from "../support/test.js";

const column = (page: Page) => page.getByRole("complementary", { name: "Comments" });

/** The highlighted words in each line, those of several threads apart, without the names at the others' carets. */
const marks = (page: Page) =>
  surface(page).evaluate((element) => [...element.children].map((line) => {
    const runs: { thread: string; text: string }[] = [];
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (!parent || parent.closest(".remote-caret")) continue;
      const thread = parent.closest(".comment-mark") ? (parent.closest<HTMLElement>("[data-thread]")?.dataset["thread"] ?? "?") : "";
      const last = runs.at(-1);
      if (last?.thread === thread) last.text += node.textContent;
      else runs.push({ thread, text: node.textContent ?? "" });
    }
    return runs.filter((run) => run.thread !== "").map((run) => run.text.trim()).join(", ");
  }));
/** Stands over selected words. */
const bubble = (page: Page) => page.locator(".editor-bubble");
const deleted = (page: Page) => column(page).getByText("This text was deleted:");

// Two live pages each, and many steps.
test.describe.configure({ timeout: 120_000 });

/** Starts a thread on words of a post; answers its id. */
async function thread(who: Somebody, id: string, quote: string): Promise<string> {
  const answer = await who.api.post(`/api/content/${id}/comments`, { data: { text: `About ${quote}`, anchor: { quote } } });
  expect(answer.status()).toBe(201);
  return ((await answer.json()) as { id: string }).id;
}

/** The words of a thread as the server has them, by its own range; nothing where they are deleted. */
async function words(who: Somebody, id: string, comment: string): Promise<string | null> {
  const { range } = (await (await who.api.get(`/api/content/${id}/comments/${comment}`)).json()) as { range: { start: number; end: number } | null };
  return range && [...(await post(who, id)).text].slice(range.start, range.end).join("");
}

/** Two people's pages of a post, with the comments open beside the text. */
async function open(id: string, ...who: Somebody[]): Promise<Page[]> {
  const pages = [];
  for (const one of who) {
    const page = await one.open(`/posts/${id}`);
    await saved(page);
    await page.getByRole("button", { name: /^Comments/ }).click();
    await expect(column(page).locator(".thread")).not.toHaveCount(0);
    pages.push(page);
  }
  return pages;
}

/** Selects words of a line, from left to right; or puts the caret before them. */
async function choose(page: Page, wanted: string, how: "words" | "before"): Promise<void> {
  await surface(page).focus();
  await surface(page).evaluate(async (element, { wanted, how }) => {
    for (const line of element.children) {
      const nodes: Node[] = [];
      const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (!node.parentElement?.closest(".remote-caret")) nodes.push(node);
      }
      const start = nodes.map((node) => node.textContent).join("").indexOf(wanted);
      if (start < 0) continue;
      /** The node with the letter at this place, and how far in it; others' carets divide the text. */
      const at = (place: number): [Node, number] => {
        let before = 0;
        for (const node of nodes) {
          const length = node.textContent?.length ?? 0;
          if (place < before + length) return [node, place - before];
          before += length;
        }
        throw new Error("there is no such letter");
      };
      const [anchor, from] = at(start);
      const [head, last] = at(start + wanted.length - 1);
      getSelection()?.setBaseAndExtent(anchor, from, ...(how === "words" ? [head, last + 1] as const : [anchor, from] as const));
      // The editor hears of it a moment later.
      await new Promise((heard) => requestAnimationFrame(() => requestAnimationFrame(heard)));
      return;
    }
    throw new Error(`there is no ${wanted}`);
  }, { wanted, how });
  await expect.poll(() => page.evaluate(() => getSelection()?.toString())).toBe(how === "words" ? wanted : "");
  await expect(bubble(page)).toBeVisible({ visible: how === "words" });
}

/** Goes to the end of the text, and waits until the editor has heard of it. */
async function toTheEnd(page: Page): Promise<void> {
  await page.keyboard.press("ControlOrMeta+End");
  await expect(bubble(page)).toBeHidden();
  await page.keyboard.type(" ");
}

test("commented words that are cut and pasted elsewhere take their thread along, for everybody", async ({ person }) => {
  const [ana, leo] = [await person("Ana"), await person("Leo")];
  const id = await newPost(ana, "Cut", "One launch party.\n\nThe end:", [[leo, "editor"]]);
  const about = await thread(ana, id, "launch");
  const other = await thread(ana, id, "party");
  const [left, right] = (await open(id, ana, leo)) as [Page, Page];
  await expect.poll(() => marks(right)).toEqual(["launch, party", ""]);

  await choose(left, "launch", "words");
  await left.keyboard.press("ControlOrMeta+x");
  for (const page of [left, right]) {
    await expect.poll(() => marks(page)).toEqual(["party", ""]);
    await expect(deleted(page)).toHaveCount(1);
  }
  await expect.poll(() => words(leo, id, about)).toBeNull();

  // Somebody else writes meanwhile.
  await choose(right, "One", "before");
  await right.keyboard.type("Only ");
  await expect.poll(() => written(left)).toBe("Only One  party.\nThe end:");

  await toTheEnd(left);
  await left.keyboard.press("ControlOrMeta+v");
  for (const page of [left, right]) {
    await expect.poll(() => marks(page)).toEqual(["party", "launch"]);
    await expect(deleted(page)).toHaveCount(0);
  }
  await expect.poll(() => words(leo, id, about)).toBe("launch");
  await expect.poll(() => words(leo, id, other)).toBe("party");
  await right.reload();
  await expect.poll(() => marks(right)).toEqual(["party", "launch"]);
});

test("a whole line that is cut and pasted keeps the threads in it, and undo takes them back to their place", async ({ person }) => {
  const [ana, leo] = [await person("Ana"), await person("Leo")];
  const id = await newPost(ana, "Lines", "A bold plan.\n\nThe middle.\n\nThe end.", [[leo, "editor"]]);
  const about = await thread(ana, id, "bold plan");
  const [left, right] = (await open(id, ana, leo)) as [Page, Page];
  await choose(left, "A ", "before");
  await left.keyboard.press("Shift+End");
  await expect(bubble(left)).toBeVisible();
  await left.keyboard.press("ControlOrMeta+x");
  await expect(deleted(right)).toHaveCount(1);
  await toTheEnd(left);
  await left.keyboard.press("Enter");
  await left.keyboard.press("ControlOrMeta+v");
  for (const page of [left, right]) await expect.poll(async () => (await marks(page)).join("")).toBe("bold plan");
  await expect.poll(() => words(leo, id, about)).toBe("bold plan");

  while ((await surface(left).locator("p").first().textContent()) !== "A bold plan.") {
    await left.keyboard.press("ControlOrMeta+z");
  }
  for (const page of [left, right]) {
    await expect.poll(() => written(page)).toBe("A bold plan.\nThe middle.\nThe end.");
    await expect.poll(() => marks(page)).toEqual(["bold plan", "", ""]);
    await expect(deleted(page)).toHaveCount(0);
  }
  await expect.poll(() => words(leo, id, about)).toBe("bold plan");
});

test("a copy leaves the thread with the original; into another post no thread follows", async ({ person }) => {
  const [ana, leo] = [await person("Ana"), await person("Leo")];
  const id = await newPost(ana, "Copied", "One launch.\n\nThe end:", [[leo, "editor"]]);
  const about = await thread(ana, id, "launch");
  const elsewhere = await newPost(ana, "Elsewhere", "Here:", [[leo, "editor"]]);
  const [left, right] = (await open(id, ana, leo)) as [Page, Page];
  await choose(left, "launch", "words");
  await left.keyboard.press("ControlOrMeta+c");
  await toTheEnd(left);
  await left.keyboard.press("ControlOrMeta+v");
  for (const page of [left, right]) {
    await expect.poll(() => written(page)).toBe("One launch.\nThe end: launch");
    await expect.poll(() => marks(page)).toEqual(["launch", ""]);
  }

  const there = await ana.open(`/posts/${elsewhere}`);
  await saved(there);
  await surface(there).click();
  await toTheEnd(there);
  await there.keyboard.press("ControlOrMeta+v");
  await expect.poll(() => written(there)).toBe("Here: launch");
  await saved(there);
  await expect(surface(there).locator("[data-thread]")).toHaveCount(0);
  await expect.poll(() => words(leo, id, about)).toBe("launch");
});

test("Enter in the middle of commented words leaves both parts to the thread, and what is typed there belongs to it", async ({ person }) => {
  const [ana, leo] = [await person("Ana"), await person("Leo")];
  const id = await newPost(ana, "Split", "The big launch is near.", [[leo, "editor"]]);
  const about = await thread(ana, id, "big launch");
  const [left, right] = (await open(id, ana, leo)) as [Page, Page];
  await choose(left, "launch", "before");
  await left.keyboard.press("Enter");
  for (const page of [left, right]) {
    await expect.poll(() => written(page)).toBe("The big \nlaunch is near.");
    await expect.poll(() => marks(page)).toEqual(["big", "launch"]);
    await expect(deleted(page)).toHaveCount(0);
  }
  await expect.poll(async () => (await words(leo, id, about))?.split(/\s+/)).toEqual(["big", "launch"]);

  // The other one writes in the second part, and before the first one.
  await choose(right, "unch", "before");
  await right.keyboard.type("-la-");
  await choose(right, "The", "before");
  await right.keyboard.type("Now: ");
  for (const page of [left, right]) {
    await expect.poll(() => written(page)).toBe("Now: The big \nla-la-unch is near.");
    await expect.poll(() => marks(page)).toEqual(["big", "la-la-unch"]);
  }
  await expect.poll(async () => (await words(leo, id, about))?.split(/\s+/)).toEqual(["big", "la-la-unch"]);

  // Joined again.
  await choose(left, "la-la", "before");
  await left.keyboard.press("Backspace");
  for (const page of [left, right]) {
    await expect.poll(() => written(page)).toBe("Now: The big la-la-unch is near.");
    await expect.poll(() => marks(page)).toEqual(["big la-la-unch"]);
  }
  await expect.poll(() => words(leo, id, about)).toBe("big la-la-unch");
});

test("a line is split before and after commented words, and somebody else writes on in them", async ({ person }) => {
  const [ana, leo] = [await person("Ana"), await person("Leo")];
  const id = await newPost(ana, "Both", "Before words after.", [[leo, "editor"]]);
  const about = await thread(ana, id, "words");
  const [left, right] = (await open(id, ana, leo)) as [Page, Page];
  await choose(left, "words", "before");
  await left.keyboard.press("Enter");
  await expect.poll(() => written(right)).toBe("Before \nwords after.");
  await choose(right, "rds", "before");
  await right.keyboard.type("rking wo");
  await expect.poll(() => written(left)).toBe("Before \nworking words after.");
  await choose(left, " after", "before");
  await left.keyboard.press("Enter");
  for (const page of [left, right]) {
    await expect.poll(() => written(page)).toBe("Before \nworking words\n after.");
    await expect.poll(() => marks(page)).toEqual(["", "working words", ""]);
    await expect(deleted(page)).toHaveCount(0);
  }
  await expect.poll(() => words(leo, id, about)).toBe("working words");
});
