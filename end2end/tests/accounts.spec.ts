import { PASSWORD, awake } from "../support/people.js";
import { expect, test } from "../support/test.js";

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with JavaScript" : "without JavaScript";

  test(`signing up, out and in again works ${how}`, async ({ browser, server }) => {
    const context = await browser.newContext({ baseURL: server.url, javaScriptEnabled });
    const page = await context.newPage();
    const email = `rosa.${Date.now()}@example.com`;
    await page.goto("/");
    await page.getByRole("link", { name: "Create your account" }).click();
    await page.getByLabel("Name").fill("R");
    await page.getByLabel("E-mail address").fill(email);
    await page.getByLabel("Password", { exact: true }).fill("password");
    await page.getByRole("button", { name: "Create account" }).click();
    // Refused: what is wrong is said, what was typed stays.
    await expect(page.getByText("At least 2 characters, please.")).toBeVisible();
    await expect(page.getByText("among the first passwords")).toBeVisible();
    await expect(page.getByLabel("E-mail address")).toHaveValue(email);
    await page.getByLabel("Name").fill("Rosa");
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page).toHaveURL(/\/posts$/);
    await expect(page.getByRole("heading", { name: "Posts", exact: true })).toBeVisible();

    await page.locator(".sidebar summary").click();
    await page.locator(".sidebar").getByRole("button", { name: "Sign out" }).click();
    await expect(page).toHaveURL(`${server.url}/`);
    await page.goto("/posts");
    await expect(page).toHaveURL(/sign-in/);
    await page.getByLabel("E-mail address").fill(email);
    await page.getByLabel("Password", { exact: true }).fill("not the password");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("alert")).toContainText("do not match");
    await expect(page.getByLabel("E-mail address")).toHaveValue(email);
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page).toHaveURL(/\/posts$/);
    await context.close();
  });
}

test("profile, sessions and tokens can be changed in the settings", async ({ person, browser, server }) => {
  const ana = await person("Ana");
  const page = await ana.open("/settings");
  await page.getByLabel("Name", { exact: true }).fill("Ana María");
  await page.getByRole("button", { name: "Save" }).first().click();
  await expect(page.locator(".sidebar .account__name")).toHaveText("Ana María");

  const elsewhere = await browser.newContext({ baseURL: server.url });
  await elsewhere.request.post("/api/auth/login", { data: { email: ana.email, password: PASSWORD } });
  expect((await elsewhere.request.get("/api/auth/me")).status()).toBe(200);
  await page.goto("/settings/sessions");
  await awake(page);
  await page.getByRole("button", { name: "Sign out everywhere else" }).click();
  await expect.poll(async () => (await elsewhere.request.get("/api/auth/me")).status()).toBe(401);
  await elsewhere.close();

  await page.goto("/settings/tokens");
  await awake(page);
  await page.getByLabel("What is it for?").fill("A script");
  await page.getByRole("button", { name: "Make a token" }).click();
  const secret = (await page.locator(".secret").innerText()).match(/hz_\w+/)?.[0];
  expect(secret).toBeTruthy();
  const bearer = { headers: { authorization: `Bearer ${secret}` } };
  const program = await browser.newContext({ baseURL: server.url });
  expect((await program.request.get("/api/auth/me", bearer)).status()).toBe(200);
  await page.goto("/settings/tokens");
  await awake(page);
  await page.getByRole("button", { name: "Revoke A script" }).click();
  await expect.poll(async () => (await program.request.get("/api/auth/me", bearer)).status()).toBe(401);
  await program.close();
});
