import { newPost, post } from "../support/people.js";
import { expect, saved, status, surface, test, written } from "../support/test.js";

test("ten seconds without a network lose nothing", async ({ person }) => {
  const [ana, leo] = [await person("Ana"), await person("Leo")];
  const id = await newPost(ana, "Tunnel", "Before.", [[leo, "editor"]]);
  const [left, right] = [await ana.open(`/posts/${id}`), await leo.open(`/posts/${id}`)];
  await Promise.all([saved(left), saved(right)]);

  await ana.context.setOffline(true);
  await surface(left).click();
  await left.keyboard.press("Control+End");
  await left.keyboard.type(" In the tunnel.");
  await surface(right).click();
  await right.keyboard.press("Control+Home");
  await right.keyboard.type("Outside. ");
  await expect(status(left)).toHaveAttribute("data-status", "offline");
  await left.waitForTimeout(10_000);
  await ana.context.setOffline(false);

  const together = "Outside. Before. In the tunnel.";
  await expect.poll(() => written(left), { timeout: 30_000 }).toBe(together);
  await expect.poll(() => written(right)).toBe(together);
  await Promise.all([saved(left), saved(right)]);
  expect((await post(ana, id)).text).toBe(together);
});

test("edits made while the server is away survive a reload of the browser", async ({ person, server }) => {
  const ana = await person("Ana");
  const id = await newPost(ana, "Kept", "Start.");
  const page = await ana.open(`/posts/${id}`);
  await saved(page);
  // The page itself still loads; only the live socket is refused.
  await ana.context.routeWebSocket(/\/ws\/content\//, (socket) => socket.close());
  await page.reload();
  await expect(surface(page)).toContainText("Start.");
  await surface(page).click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Typed without a connection.");
  await expect(status(page)).toHaveAttribute("data-status", /connecting|offline/);
  await page.waitForTimeout(500);
  page.on("dialog", (dialog) => void dialog.accept());
  await page.reload();
  await expect(surface(page)).toContainText("Typed without a connection.");

  // Another tab with a connection brings them to the server.
  const other = await ana.context.browser()!.newContext({ baseURL: server.url, storageState: await ana.context.storageState({ indexedDB: true }) });
  const back = await other.newPage();
  await back.goto(`/posts/${id}`);
  await expect(surface(back)).toContainText("Typed without a connection.");
  await saved(back);
  expect((await post(ana, id)).text).toContain("Typed without a connection.");
  await other.close();
});

test("leaving with unsynced work warns", async ({ person }) => {
  const ana = await person("Ana");
  const id = await newPost(ana, "Warned", "");
  const page = await ana.open(`/posts/${id}`);
  await saved(page);
  await ana.context.setOffline(true);
  await surface(page).click();
  await page.keyboard.type("Not synced.");
  const warned = page.waitForEvent("dialog");
  await page.close({ runBeforeUnload: true });
  const dialog = await warned;
  expect(dialog.type()).toBe("beforeunload");
  await dialog.dismiss();
  await ana.context.setOffline(false);
  await saved(page);
});
