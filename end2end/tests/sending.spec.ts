import { expectAccessible } from "../support/accessible.js";
import { somebody } from "../support/people.js";
import { Server } from "../support/server.js";
import { expect, test } from "../support/test.js";

// A server of its own: who signs up first administers it.
test("an administrator sees how messages go out, checks what is set, and has an event done again", async ({ browser, complaints }) => {
  const server = await Server.start("sqlite", { ONLYFANS_PER_MINUTE: "600", ONLYFANS_SPACING: "0" });
  try {
    const ana = await somebody(browser, server.url, "Ana", complaints);
    const inbox = await ana.open("/messages");
    await inbox.getByRole("button", { name: "Try it with the sandbox's creator" }).click();
    await inbox.locator("a.conversation").first().click();
    await inbox.getByRole("textbox", { name: /^Write to / }).fill("hello you");
    await inbox.getByRole("button", { name: "Send", exact: true }).click();
    await expect(inbox.getByText("Arrived")).toBeVisible({ timeout: 30_000 });
    const page = await ana.open("/admin/sending");
    await expect(page.getByRole("heading", { name: "The queue" })).toBeVisible();
    await expect(page.getByText("Can send")).toBeVisible();
    await expect(page.getByRole("row", { name: /ONLYFANS_PER_MINUTE 600 Environment/ })).toBeVisible();
    await expectAccessible(page, "sending");
    await page.getByRole("link", { name: "Check now" }).click();
    await expect(page.getByText("Works", { exact: true }).first()).toBeVisible();
    await page.getByRole("link", { name: "Events of the gateway" }).click();
    await page.getByRole("button", { name: "Do again: messages.sent" }).first().click();
    await expect(page.getByText("The event is done again.")).toBeVisible();
    await expectAccessible(page, "events");
    await ana.context.close();
  } finally {
    await server.end();
  }
});

test("where sending is switched off, the pages say so and nothing claims to be sent", async ({ browser, complaints }) => {
  const server = await Server.start("sqlite", { RATE_LIMITER_ENABLED: "false" });
  try {
    const ana = await somebody(browser, server.url, "Ana", complaints);
    const inbox = await ana.open("/messages");
    await inbox.getByRole("button", { name: "Try it with the sandbox's creator" }).click();
    await inbox.locator("a.conversation").first().click();
    await expect(inbox.getByText("Sending is off", { exact: true })).toBeVisible();
    await inbox.getByRole("textbox", { name: /^Write to / }).fill("hello you");
    await inbox.getByRole("button", { name: "Send", exact: true }).click();
    await expect(inbox.getByText("the message was only logged")).toBeVisible({ timeout: 30_000 });
    const page = await ana.open("/admin/sending");
    await expect(page.getByText("Sending is off (RATE_LIMITER_ENABLED)")).toBeVisible();
    await ana.context.close();
  } finally {
    await server.end();
  }
});

/** A queue at the imitation of AWS; its address. */
async function queue(endpoint: string, name: string, attributes: Record<string, string>): Promise<string> {
  const answer = await fetch(endpoint, {
    method: "POST",
    headers: {
      authorization: "AWS4-HMAC-SHA256 Credential=test/20260101/eu-west-3/sqs/aws4_request, SignedHeaders=host, Signature=0",
      "x-amz-target": "AmazonSQS.CreateQueue",
      "content-type": "application/x-amz-json-1.0",
    },
    body: JSON.stringify({ QueueName: name, Attributes: attributes }),
  });
  return ((await answer.json()) as { QueueUrl: string }).QueueUrl;
}

test("with Amazon SQS a message goes out, and the page says what is in the queue and that it works", async ({ browser, complaints }) => {
  const endpoint = process.env["TEST_AWS_ENDPOINT"];
  if (!endpoint) throw new Error("TEST_AWS_ENDPOINT must name an imitation of AWS; `make test` starts one.");
  const name = crypto.randomUUID();
  const dead = await queue(endpoint, `dead-${name}`, {});
  const policy = JSON.stringify({ deadLetterTargetArn: `arn:aws:sqs:eu-west-3:123456789012:dead-${name}`, maxReceiveCount: "3" });
  const server = await Server.start("sqlite", {
    ONLYFANS_SPACING: "0",
    AWS_REGION: "eu-west-3",
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "not-to-be-seen",
    AWS_ENDPOINT_URL: endpoint,
    SQS_RATE_LIMITER_QUEUE_URL: await queue(endpoint, `messages-${name}`, { RedrivePolicy: policy }),
    SQS_RATE_LIMITER_DLQ_URL: dead,
  });
  try {
    const ana = await somebody(browser, server.url, "Ana", complaints);
    const inbox = await ana.open("/messages");
    await inbox.getByRole("button", { name: "Try it with the sandbox's creator" }).click();
    await inbox.locator("a.conversation").first().click();
    await inbox.getByRole("textbox", { name: /^Write to / }).fill("hello you");
    await inbox.getByRole("button", { name: "Send", exact: true }).click();
    await expect(inbox.getByText("Arrived")).toBeVisible({ timeout: 30_000 });
    const page = await ana.open("/admin/sending");
    await expect(page.getByText("Amazon SQS, with the database’s queue behind it")).toBeVisible();
    await expect(page.getByText("Tickets that wait at SQS")).toBeVisible();
    await expect(page.getByText("not-to-be-seen")).toHaveCount(0);
    await page.getByRole("link", { name: "Check now" }).click();
    await expect(page.getByText("Amazon CloudWatch")).toBeVisible({ timeout: 20_000 });
    await expect(page.getByText(/^Does not work/)).toHaveCount(0);
    await expectAccessible(page, "sending with SQS");
    await ana.context.close();
  } finally {
    await server.end();
  }
});
