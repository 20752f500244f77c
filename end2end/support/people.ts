// People who use the product: made by REST, then sent into a browser.
import type { APIRequestContext, Browser, BrowserContext, BrowserContextOptions, Page } from "@playwright/test";

export type Role = "editor" | "commenter" | "viewer";

/** Nobody's real password, and not a common one. */
export const PASSWORD = "correct horse battery";

/** The first account of every test server, its administrator. */
export const ADMIN_EMAIL = "admin@example.com";

let count = 0;

/** Somebody with an account, signed in in a browser of their own. */
export interface Somebody {
  name: string;
  email: string;
  context: BrowserContext;
  api: APIRequestContext;
  /** The Cookie header, for clients outside browsers. */
  cookie(): Promise<string>;
  open(path: string): Promise<Page>;
}

/** Registers somebody and gives them a browser; everything that a console prints as wrong is collected. */
export async function somebody(
  browser: Browser,
  url: string,
  name: string,
  complaints: string[],
  options: BrowserContextOptions = {},
): Promise<Somebody> {
  const context = await browser.newContext({ baseURL: url, ...options });
  watch(context, name, complaints);
  const email = `${name.toLowerCase()}.${process.pid}.${++count}@example.com`;
  // An account has the language of the request that made it.
  const headers: Record<string, string> = options.locale ? { "accept-language": options.locale } : {};
  const answer = await context.request.post("/api/auth/register", { data: { name, email, password: PASSWORD }, headers });
  if (answer.status() !== 201) throw new Error(`${name} could not register: ${await answer.text()}`);
  return {
    name,
    email,
    context,
    api: context.request,
    async cookie() {
      return (await context.cookies()).map(({ name: key, value }) => `${key}=${value}`).join("; ");
    },
    async open(path) {
      const page = await context.newPage();
      await page.goto(path);
      await awake(page);
      return page;
    },
  };
}

/** Collects errors and warnings of every page of a browser. */
export function watch(context: BrowserContext, whose: string, complaints: string[]): void {
  context.on("page", (page) => {
    page.on("console", (message) => {
      if (!["error", "warning"].includes(message.type())) return;
      // A test that takes the network or the server away makes the browser say so.
      if (/net::ERR_|WebSocket connection to|Failed to fetch/.test(message.text())) return;
      complaints.push(`${whose}: ${message.type()}: ${message.text()} (${message.location().url})`);
    });
    page.on("pageerror", (error) => complaints.push(`${whose}: ${error.stack ?? error.message}`));
  });
}

/** Waits until the page has woken up: forms then answer without a page load. */
export async function awake(page: Page): Promise<void> {
  await page.locator("html[data-awake]").waitFor({ state: "attached" });
}

/** Makes a post with Markdown and shares it. Answers its id. */
export async function newPost(
  owner: Somebody,
  title: string,
  markdown: string,
  shares: [Somebody, Role][] = [],
): Promise<string> {
  const answer = await owner.api.post("/api/content", { data: { title, markdown } });
  if (answer.status() !== 201) throw new Error(await answer.text());
  const { id } = (await answer.json()) as { id: string };
  for (const [who, permission] of shares) {
    const shared = await owner.api.post(`/api/content/${id}/collaborators`, { data: { email: who.email, permission } });
    if (shared.status() !== 201) throw new Error(await shared.text());
  }
  return id;
}

/** What the server has of a post. */
export async function post(who: Somebody, id: string): Promise<{ title: string; text: string; html: string; status: string }> {
  const answer = await who.api.get(`/api/content/${id}`);
  if (!answer.ok()) throw new Error(await answer.text());
  return answer.json();
}
