import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/accessible.js";
import { administrator, linkIn, mailTo } from "../support/mails.js";
import { awake, newPost, watch } from "../support/people.js";
import { expect, saved, surface, test } from "../support/test.js";

const LAPTOP = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };

for (const [colorScheme, screen, viewport] of [["light", "laptop", LAPTOP], ["dark", "laptop", LAPTOP], ["dark", "phone", PHONE]] as const) {
  test(`sharing, comments and notifications are accessible (${colorScheme}, ${screen})`, async ({ person, browser, server, complaints, refusals }) => {
    test.setTimeout(180_000);
    // A page that one may not see, and a link that is over, are refused.
    refusals.expected = true;
    const [ana, leo] = [await person("Ana", { colorScheme, viewport }), await person("Leo", { colorScheme, viewport })];
    const id = await newPost(ana, "Together", "Some launch words.");
    const email = `new.${crypto.randomUUID()}@example.com`;
    await ana.api.post(`/api/content/${id}/invitations`, { data: { email, permission: "editor", message: "Come in" } });
    const made = await ana.api.post(`/api/content/${id}/links`, { data: { role: "commenter", name: "For all", password: "sesame street" } });
    const { url } = (await made.json()) as { url: string };

    const visitor = await browser.newContext({ baseURL: server.url, colorScheme, viewport });
    watch(visitor, "visitor", complaints);
    const page = await visitor.newPage();
    const show = async (at: Page, path: string, where: string) => {
      await at.goto(path);
      await awake(at);
      await expectAccessible(at, where);
    };
    const admin = await administrator(browser, server.url);
    const invitation = linkIn(await mailTo(admin, email, /invites you to/), "invitations/");
    await admin.context().close();
    await show(page, invitation, "an invitation");
    await show(page, "/invitations/0000", "an invitation that is over");
    await show(page, url, "the door of a link");
    await page.getByLabel("Password of the link").fill("sesame street");
    await page.getByRole("button", { name: "Open" }).click();
    await saved(page);
    await expectAccessible(page, "a post by a link");
    await visitor.close();

    const asking = await leo.context.newPage();
    await show(asking, `/posts/${id}`, "asking for access");
    await asking.getByRole("button", { name: "Ask for access" }).click();
    await expect(asking.getByRole("region", { name: "Ask for access" }).getByRole("status")).toBeVisible();

    const bell = await ana.context.newPage();
    await bell.goto("/notifications");
    await expect(bell.getByRole("button", { name: "Accept the request of Leo" })).toBeVisible();
    await expectAccessible(bell, "notifications");
    await show(bell, "/settings/notifications", "mails by kind");

    const about = await ana.api.post(`/api/content/${id}/comments`, { data: { text: "**When?**", anchor: { quote: "launch" } } });
    const thread = (await about.json()) as { id: string };
    const owner = await ana.open(`/posts/${id}?thread=${thread.id}`);
    await saved(owner);
    await expect(owner.locator(".thread--active")).toContainText("When?");
    await expect(surface(owner).locator(".comment-mark--active")).toHaveText("launch");
    await expectAccessible(owner, "comments");
    await owner.getByRole("button", { name: "Close comments" }).click();
    await owner.getByRole("button", { name: "Share" }).click();
    const dialog = owner.getByRole("dialog", { name: "Who has access" });
    for (const tab of ["Invitations", "Links", "Requests", "Log"]) {
      await dialog.getByRole("tab", { name: tab }).click();
      await expect(dialog.getByRole("tabpanel").getByRole("listitem").first()).toBeVisible();
      // Links come with the guests who came by them.
      if (tab === "Links") await expect(dialog.getByRole("button", { name: /^Put / })).toBeVisible();
      await expectAccessible(owner, `the share dialog: ${tab}`);
    }
  });
}
