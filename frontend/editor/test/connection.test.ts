import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { WebSocket as NodeWebSocket } from "ws";
import { Doc } from "yjs";
import { Connection } from "../src/connection.js";
import type { Closed, Role, Status } from "../src/interface.js";
import { startRooms } from "./support/room-server.mjs";

let server: Awaited<ReturnType<typeof startRooms>>;
const open: Connection[] = [];

beforeEach(async () => {
  server = await startRooms();
});
afterEach(async () => {
  for (const connection of open.splice(0)) connection.destroy();
  await server.stop();
});

function connect(role: Role = "editor") {
  const doc = new Doc();
  const seen = { statuses: [] as Status[], roles: [] as Role[], closed: [] as Closed[], syncs: 0, comments: [] as string[], linked: [] as boolean[] };
  const connection = new Connection(
    doc,
    { socketUrl: server.url, contentId: "post", role, WebSocket: NodeWebSocket as unknown as typeof WebSocket },
    {
      status: (status) => seen.statuses.push(status),
      role: (now) => seen.roles.push(now),
      synced: () => (seen.syncs += 1),
      closed: (reason) => seen.closed.push(reason),
      comments: (thread) => seen.comments.push(thread),
      linked: (linked) => seen.linked.push(linked),
      fromStore: (origin) => origin === "store",
    },
  );
  open.push(connection);
  return { doc, connection, seen, title: doc.getText("title"), now: () => seen.statuses.at(-1) };
}

test("an edit goes through saving to saved", async () => {
  const one = connect();
  one.connection.storedRead();
  await vi.waitFor(() => expect(one.now()).toBe("saved"));
  one.title.insert(0, "Hello");
  expect(one.now()).toBe("saving");
  await vi.waitFor(() => expect(one.now()).toBe("saved"));
  expect(server.room("post").doc.getText("title").toString()).toBe("Hello");
});

test("an edit stays saving while the server does not acknowledge", async () => {
  const one = connect();
  one.connection.storedRead();
  await vi.waitFor(() => expect(one.now()).toBe("saved"));
  server.acknowledging = false;
  one.title.insert(0, "Hello");
  await vi.waitFor(() => expect(server.room("post").doc.getText("title").toString()).toBe("Hello"));
  expect(one.now()).toBe("saving");
  expect(one.connection.unsynced).toBe(true);
  server.acknowledging = true;
  server.closeAll(1012);
  await vi.waitFor(() => expect(one.now()).toBe("saved"));
  expect(one.connection.unsynced).toBe(false);
});

test("an edit made before the first connection is sent with it and then saved", async () => {
  const one = connect();
  one.title.insert(0, "Early");
  one.connection.storedRead();
  expect(one.now()).toBe("saving");
  await vi.waitFor(() => expect(one.now()).toBe("saved"));
  expect(server.room("post").doc.getText("title").toString()).toBe("Early");
});

test("saved is not said before the stored copy was read, and its edits are sent", async () => {
  const one = connect();
  await vi.waitFor(() => expect(one.seen.syncs).toBe(1));
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(one.seen.statuses).not.toContain("saved");
  one.doc.transact(() => one.title.insert(0, "Kept"), "store");
  one.connection.storedRead();
  await vi.waitFor(() => expect(one.now()).toBe("saved"));
  expect(server.room("post").doc.getText("title").toString()).toBe("Kept");
});

test("edits made while the server is away arrive when it is back", async () => {
  const one = connect();
  one.connection.storedRead();
  await vi.waitFor(() => expect(one.now()).toBe("saved"));
  const port = Number(new URL(server.url).port);
  await server.stop();
  one.title.insert(0, "Offline");
  await vi.waitFor(() => expect(one.now()).toBe("offline"), 5_000);
  expect(one.connection.unsynced).toBe(true);
  server = await startRooms(port);
  await vi.waitFor(() => expect(one.now()).toBe("saved"), 5_000);
  expect(server.room("post").doc.getText("title").toString()).toBe("Offline");
});

test.each([[4401, "signed-out"], [4403, "no-access"], [4404, "gone"], [1009, "too-big"], [4400, "malformed"], [4426, "outdated"]] as const)(
  "close code %i ends the connection for good: %s",
  async (code, reason) => {
    const one = connect();
    await vi.waitFor(() => expect(one.seen.syncs).toBe(1));
    server.closeAll(code);
    await vi.waitFor(() => expect(one.seen.closed).toEqual([reason]));
    expect(one.now()).toBe("offline");
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(server.room("post").sockets.size).toBe(0);
  },
);

test("a viewer sends no content, and follows the others", async () => {
  server.role = "viewer";
  const viewer = connect("viewer");
  viewer.connection.storedRead();
  viewer.title.insert(0, "mine");
  await vi.waitFor(() => expect(viewer.now()).toBe("saved"));
  expect(server.room("post").doc.getText("title").toString()).toBe("");
  server.room("post").doc.getText("title").insert(0, "theirs");
  await vi.waitFor(() => expect(viewer.title.toString()).toContain("theirs"));
});

test("a new role is told, and a promotion sends what was held back", async () => {
  server.role = "viewer";
  const one = connect("viewer");
  one.connection.storedRead();
  one.title.insert(0, "held");
  await vi.waitFor(() => expect(one.now()).toBe("saved"));
  server.changeRole("editor");
  await vi.waitFor(() => expect(one.seen.roles).toEqual(["editor"]));
  await vi.waitFor(() => expect(server.room("post").doc.getText("title").toString()).toBe("held"));
});

test("presence is there again right after a reconnect, both ways", async () => {
  const one = connect();
  const two = connect();
  one.connection.awareness.setLocalStateField("user", { id: "1" });
  two.connection.awareness.setLocalStateField("user", { id: "2" });
  const sees = (who: typeof one, other: typeof two) =>
    who.connection.awareness.getStates().get(other.doc.clientID)?.["user"];
  await vi.waitFor(() => expect([sees(one, two), sees(two, one)]).toEqual([{ id: "2" }, { id: "1" }]));
  server.closeAll(1012);
  await vi.waitFor(() => expect(sees(one, two)).toBeUndefined());
  await vi.waitFor(() => expect([sees(one, two), sees(two, one)]).toEqual([{ id: "2" }, { id: "1" }]), 3_000);
});

test("changed threads are told by name, and after a pause as a whole", async () => {
  const one = connect();
  one.connection.storedRead();
  await vi.waitFor(() => expect(one.now()).toBe("saved"));
  server.comments("t1");
  await vi.waitFor(() => expect(one.seen.comments).toEqual(["t1"]));
  server.closeAll(1012);
  await vi.waitFor(() => expect(one.seen.comments).toEqual(["t1", ""]));
});

test("servers that lost their link are told of once, and comments are read again when it is back", async () => {
  const one = connect();
  one.connection.storedRead();
  await vi.waitFor(() => expect(one.now()).toBe("saved"));
  expect(one.seen.linked).toEqual([]);
  server.linked(false);
  server.linked(false);
  await vi.waitFor(() => expect(one.seen.linked).toEqual([false]));
  expect(one.seen.comments).toEqual([]);
  server.linked(true);
  await vi.waitFor(() => expect(one.seen.linked).toEqual([false, true]));
  expect(one.seen.comments).toEqual([""]);
  // Another server may be better off.
  server.linked(false);
  await vi.waitFor(() => expect(one.seen.linked).toEqual([false, true, false]));
  server.closeAll(1012);
  await vi.waitFor(() => expect(one.seen.linked).toEqual([false, true, false, true]));
});

test("a cursor that moves all the time is told every 50 ms at most, and its last place always", async () => {
  const one = connect();
  one.connection.storedRead();
  await vi.waitFor(() => expect(one.now()).toBe("saved"));
  const { awareness, doc } = server.room("post");
  let heard = 0;
  awareness.on("update", () => (heard += 1));
  const start = Date.now();
  for (let step = 1; step <= 100; step += 1) {
    one.connection.awareness.setLocalStateField("cursor", step);
    await new Promise((resolve) => setTimeout(resolve, 3));
  }
  const most = (Date.now() - start) / 50 + 2;
  const id = one.doc.clientID;
  await vi.waitFor(() => expect(awareness.getStates().get(id)?.["cursor"]).toBe(100));
  expect(doc.clientID).not.toBe(id);
  expect(heard).toBeGreaterThan(2);
  expect(heard).toBeLessThanOrEqual(most);
});
