// The test function: each worker has a server, each test a list of complaints that must stay empty.
import { type Page, expect, test as base } from "@playwright/test";
import type { BrowserContextOptions } from "@playwright/test";
import { Server } from "./server.js";
import { ADMIN_EMAIL, PASSWORD, type Somebody, somebody } from "./people.js";

interface Fixtures {
  /** Told by tests that make the server refuse something: the console then says so, and may. */
  refusals: { expected: boolean };
  complaints: string[];
  person: (name: string, options?: BrowserContextOptions) => Promise<Somebody>;
}

export const test = base.extend<Fixtures, { server: Server }>({
  server: [
    async ({}, use) => {
      const server = await Server.start();
      await fetch(`${server.url}/api/auth/register`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ name: "Admin", email: ADMIN_EMAIL, password: PASSWORD }),
      });
      await use(server);
      await server.end();
    },
    { scope: "worker" },
  ],
  baseURL: ({ server }, use) => use(server.url),
  refusals: ({}, use) => use({ expected: false }),
  complaints: [
    async ({ refusals }, use) => {
      const complaints: string[] = [];
      await use(complaints);
      const wrong = complaints.filter((text) => !refusals.expected || !/responded with a status of 4\d\d/.test(text));
      expect(wrong, "nothing may be wrong in a console").toEqual([]);
    },
    { auto: true },
  ],
  person: async ({ browser, server, complaints }, use) => {
    const made: Somebody[] = [];
    await use(async (name, options) => {
      const who = await somebody(browser, server.url, name, complaints, options);
      made.push(who);
      return who;
    });
    for (const who of made) await who.context.close();
  },
});

export { expect };

/** The editing surface of a post's page. */
export const surface = (page: Page) => page.locator(".ProseMirror");

/** What is written there, without the names at the others' carets. */
export const written = (page: Page) =>
  surface(page).evaluate((element) => {
    const copy = element.cloneNode(true) as Element;
    for (const caret of copy.querySelectorAll(".remote-caret")) caret.remove();
    return [...copy.children].map((block) => block.textContent).join("\n");
  });

/** The sentence about saving. */
export const status = (page: Page) => page.locator(".post__status");

/** Waits until the page says that everything is saved. */
export const saved = (page: Page) => expect(status(page)).toHaveAttribute("data-status", "saved");
