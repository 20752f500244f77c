import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { WebSocket as NodeWebSocket } from "ws";
import { XmlElement, XmlText } from "yjs";
import { forget, mount, shortcuts } from "../src/editor.js";
import type { CommandName, CommandState, Handle, Person, Role } from "../src/interface.js";
import { startRooms } from "./support/room-server.mjs";

let server: Awaited<ReturnType<typeof startRooms>>;
const open: Handle[] = [];

beforeEach(async () => {
  vi.stubGlobal("WebSocket", NodeWebSocket);
  // jsdom lays nothing out.
  vi.stubGlobal("matchMedia", () => ({ matches: true }));
  const nowhere = () => ({ left: 0, top: 0, right: 0, bottom: 0, width: 0, height: 0 }) as DOMRect;
  Range.prototype.getClientRects = () => [nowhere()] as unknown as DOMRectList;
  Range.prototype.getBoundingClientRect = nowhere;
  document.elementFromPoint = () => null;
  server = await startRooms();
});
afterEach(async () => {
  for (const handle of open.splice(0)) handle.destroy();
  await server.stop();
  await forget("u1");
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

function write(text: string): void {
  const paragraph = new XmlElement("paragraph");
  paragraph.insert(0, [new XmlText(text)]);
  server.room("post").doc.getXmlFragment("body").push([paragraph]);
}

function surface(role: Role = "editor", userId = "u1") {
  const element = document.createElement("div");
  element.innerHTML = '<div class="prose"><p>From the server</p></div>';
  document.body.append(element);
  const seen = { status: "", titles: [] as string[], people: [] as Person[], role: "", counts: [0, 0], closed: "", composed: null as unknown, order: [] as string[], comments: [] as string[] };
  const handle = mount(
    element,
    JSON.stringify({ contentId: "post", socketUrl: server.url, role, userId, locale: "en", self: { name: "Ann", color: 3 } }),
    {
      status: (status) => (seen.status = status),
      title: (text) => seen.titles.push(text),
      people: (json) => (seen.people = JSON.parse(json) as Person[]),
      role: (now) => (seen.role = now),
      counts: (words, characters) => (seen.counts = [words, characters]),
      closed: (reason) => (seen.closed = reason),
      compose: (json) => (seen.composed = JSON.parse(json)),
      order: (json) => (seen.order = JSON.parse(json) as string[]),
      comments: (id) => seen.comments.push(id),
    },
  );
  open.push(handle);
  const text = () => element.querySelector(".prose") as HTMLElement;
  return { element, handle, seen, text, body: () => server.room("post").doc.getXmlFragment("body").toString() };
}

test("the server's rendering stays until the text is there, and then can be edited", async () => {
  write("Live text");
  const { element, seen, text } = surface();
  expect(element.textContent).toBe("From the server");
  await vi.waitFor(() => expect(text().textContent).toBe("Live text"));
  expect(text().getAttribute("contenteditable")).toBe("true");
  await vi.waitFor(() => expect(seen.status).toBe("saved"));
  expect(seen.counts).toEqual([2, 9]);
  expect(seen.people).toMatchObject([{ name: "Ann", color: 3, self: true, idle: false }]);
});

test("a viewer reads and follows, and cannot edit", async () => {
  server.role = "viewer";
  write("One");
  const { handle, text } = surface("viewer");
  await vi.waitFor(() => expect(text().textContent).toBe("One"));
  expect(text().getAttribute("contenteditable")).toBe("false");
  expect(handle.command("bold")).toBe(false);
  handle.setTitle("Mine");
  expect(server.room("post").doc.getText("title").toString()).toBe("");
  write("Two");
  await vi.waitFor(() => expect(text().textContent).toBe("OneTwo"));
});

test("a demoted person's surface stops at once, and a promoted one's begins", async () => {
  const { seen, text } = surface();
  await vi.waitFor(() => expect(text().getAttribute("contenteditable")).toBe("true"));
  server.changeRole("viewer");
  await vi.waitFor(() => expect(text().getAttribute("contenteditable")).toBe("false"));
  expect(seen.role).toBe("viewer");
  server.changeRole("editor");
  await vi.waitFor(() => expect(text().getAttribute("contenteditable")).toBe("true"));
});

test("the title goes both ways", async () => {
  const { handle, seen } = surface();
  await vi.waitFor(() => expect(seen.titles).toEqual([""]));
  handle.setTitle("A title");
  await vi.waitFor(() => expect(server.room("post").doc.getText("title").toString()).toBe("A title"));
  server.room("post").doc.getText("title").insert(0, "Not ");
  await vi.waitFor(() => expect(seen.titles).toEqual(["", "Not A title"]));
  handle.setTitle("two\nlines");
  await vi.waitFor(() => expect(seen.titles.at(-1)).toBe("two lines"));
});

test("nothing is told after the surface was left", async () => {
  const { element, handle, seen } = surface();
  handle.setTitle("x\ny");
  handle.destroy();
  open.pop();
  const told = structuredClone(seen);
  await new Promise((resolve) => setTimeout(resolve, 1_300));
  expect(seen).toEqual(told);
  expect(element.innerHTML).toBe("");
});

test("commands change the text and tell what is active", async () => {
  write("Words");
  const { handle, text, body } = surface();
  await vi.waitFor(() => expect(text().textContent).toBe("Words"));
  let states = {} as Record<CommandName, CommandState>;
  const end = handle.onActive((json) => (states = JSON.parse(json) as typeof states));
  expect(states.heading1).toEqual({ active: false, possible: true });
  expect(states.undo.possible).toBe(false);
  expect(handle.command("heading1")).toBe(true);
  await vi.waitFor(() => expect(states.heading1.active).toBe(true));
  expect(states.undo.possible).toBe(true);
  await vi.waitFor(() => expect(body()).toBe('<heading level="1">Words</heading>'));
  expect(handle.command("undo")).toBe(true);
  await vi.waitFor(() => expect(body()).toBe("<paragraph>Words</paragraph>"));
  end();
});

test("undo takes back our own change and leaves another's", async () => {
  write("Ours");
  write("Their");
  const { handle, text, body } = surface();
  await vi.waitFor(() => expect(text().textContent).toBe("OursTheir"));
  handle.command("heading2");
  await vi.waitFor(() => expect(body()).toContain("<heading"));
  const theirs = server.room("post").doc.getXmlFragment("body").get(1) as XmlElement;
  (theirs.get(0) as XmlText).insert(5, "s");
  await vi.waitFor(() => expect(text().textContent).toBe("OursTheirs"));
  handle.command("undo");
  await vi.waitFor(() => expect(body()).toBe("<paragraph>Ours</paragraph><paragraph>Theirs</paragraph>"));
  expect(handle.command("undo")).toBe(false);
});

test("others who type meanwhile do not cut what one undo takes back", async () => {
  write("Ours");
  write("Their");
  const { handle, text, body, seen } = surface();
  await vi.waitFor(() => expect(text().textContent).toBe("OursTheir"));
  handle.focus();
  await vi.waitFor(() => expect(document.activeElement).toBe(text()));
  handle.command("heading2");
  const room = server.room("post");
  ((room.doc.getXmlFragment("body").get(1) as XmlElement).get(0) as XmlText).insert(5, "s");
  room.awareness.setLocalState({ user: { id: "u2", name: "Bo" } });
  await vi.waitFor(() => expect(text().textContent).toBe("OursTheirs"));
  await vi.waitFor(() => expect(seen.people).toHaveLength(2));
  handle.command("bulletList");
  handle.command("undo");
  await vi.waitFor(() => expect(body()).toBe("<paragraph>Ours</paragraph><paragraph>Theirs</paragraph>"));
});

test("every command that may be possible runs", async () => {
  const names: CommandName[] = [
    "bold", "italic", "underline", "strike", "code", "heading1", "heading2", "heading3",
    "bulletList", "orderedList", "taskList", "blockquote", "codeBlock", "horizontalRule",
  ];
  for (const name of names) {
    server.room("post").doc.getXmlFragment("body").delete(0, server.room("post").doc.getXmlFragment("body").length);
    write("Words");
    const { handle, text } = surface();
    await vi.waitFor(() => expect(text().textContent).toBe("Words"));
    expect(handle.command(name), name).toBe(true);
    handle.destroy();
    open.pop();
    await forget("u1");
  }
});

test("edits made while the server is away survive a reload, for the same person only", async () => {
  const first = surface();
  await vi.waitFor(() => expect(first.seen.status).toBe("saved"));
  const port = Number(new URL(server.url).port);
  await server.stop();
  first.handle.setTitle("Offline");
  first.handle.command("heading1");
  expect(first.handle.hasUnsynced()).toBe(true);
  const leaving = new Event("beforeunload", { cancelable: true });
  window.dispatchEvent(leaving);
  expect(leaving.defaultPrevented).toBe(true);
  await new Promise((resolve) => setTimeout(resolve, 50));
  first.handle.destroy();
  open.pop();

  server = await startRooms(port);
  const stranger = surface("editor", "u2");
  await vi.waitFor(() => expect(stranger.seen.status).toBe("saved"));
  expect(stranger.seen.titles).toEqual([""]);
  const again = surface();
  await vi.waitFor(() => expect(again.seen.status).toBe("saved"));
  expect(server.room("post").doc.getText("title").toString()).toBe("Offline");
  expect(server.room("post").doc.getXmlFragment("body").toString()).toContain("heading");
  await forget("u2");
});

test("who lost access keeps the text on the screen and nothing in the browser", async () => {
  write("Secret");
  const { seen, text } = surface();
  await vi.waitFor(() => expect(text().textContent).toBe("Secret"));
  await vi.waitFor(async () => expect(await names()).toEqual(["huntaze:u1:post"]));
  server.closeAll(4403);
  await vi.waitFor(() => expect(seen.closed).toBe("no-access"));
  expect(text().textContent).toBe("Secret");
  expect(text().getAttribute("contenteditable")).toBe("false");
  await vi.waitFor(async () => expect(await names()).toEqual([]));
});

test("another's caret and name are shown, in their colour, without inline styles", async () => {
  write("Words");
  const one = surface();
  const two = surface("editor", "u2");
  await vi.waitFor(() => expect([one.text().textContent, two.text().textContent]).toEqual(["Words", "Words"]));
  two.handle.focus();
  await vi.waitFor(() => expect(one.text().querySelector(".remote-caret")).not.toBeNull());
  const caret = one.text().querySelector(".remote-caret");
  expect(caret?.textContent).toBe("Ann");
  expect([...(caret?.classList ?? [])]).toEqual(expect.arrayContaining(["remote-caret", "color-3", "moving"]));
  expect(one.text().innerHTML).not.toContain("style=");
  await forget("u2");
});

test("a commenter hands over the selected words, and a viewer cannot", async () => {
  write("Some words");
  for (const role of ["commenter", "viewer"] as const) {
    server.role = role;
    const { element, handle, seen, text } = surface(role);
    await vi.waitFor(() => expect(text().textContent).toBe("Some words"));
    expect(handle.command("comment"), "nothing is selected").toBe(false);
    const node = text().querySelector("p")?.firstChild as Node;
    document.getSelection()?.setBaseAndExtent(node, 5, node, 10);
    document.dispatchEvent(new Event("selectionchange"));
    const button = () => element.querySelector<HTMLElement>('[aria-label="Comment"]');
    if (role === "commenter") {
      await vi.waitFor(() => expect(button()?.closest<HTMLElement>(".editor-bubble")?.hidden).toBe(false));
      expect(element.querySelector<HTMLElement>('[aria-label="Bold"]')?.hidden).toBe(true);
      button()?.click();
      expect(seen.composed).toEqual({ quote: "words", prefix: "Some ", suffix: "", at: 4 });
    } else {
      expect(handle.command("comment")).toBe(false);
      expect(seen.composed).toBeNull();
    }
    document.getSelection()?.removeAllRanges();
    handle.destroy();
    open.pop();
  }
});

test("known threads are shown, their order is told, and others see who replies", async () => {
  const thread = "0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11";
  write("Some words");
  const paragraph = server.room("post").doc.getXmlFragment("body").get(0) as XmlElement;
  (paragraph.get(0) as XmlText).format(5, 5, { "comment--zXG3gyyq": { thread } });
  const { element, handle, seen, text } = surface();
  await vi.waitFor(() => expect(text().textContent).toBe("Some words"));
  await vi.waitFor(() => expect(seen.order).toEqual([thread]));
  expect(element.querySelector(".comment-mark")).toBeNull();
  handle.setThreads(JSON.stringify([{ id: thread, resolved: false }]));
  expect(element.querySelector(".comment-mark")?.textContent).toBe("words");
  handle.setReplying(thread);
  await vi.waitFor(() => {
    const states = [...server.room("post").awareness.getStates().values()];
    expect(states.some((state) => state["replying"] === thread)).toBe(true);
  });
  server.comments(thread);
  await vi.waitFor(() => expect(seen.comments).toEqual([thread]));
});

test("the shortcuts are told in the language of the page, keys included", () => {
  const list = JSON.parse(shortcuts("fr")) as { label: string; keys: string[] }[];
  expect(list.find(({ label }) => label === "Gras")?.keys).toEqual(["Ctrl", "B"]);
  expect(list.find(({ label }) => label === "Barré")?.keys).toEqual(["Ctrl", "Maj", "S"]);
});

test("on a Mac the shortcuts have its signs", () => {
  vi.spyOn(navigator, "platform", "get").mockReturnValue("MacIntel");
  const list = JSON.parse(shortcuts("en")) as { label: string; keys: string[] }[];
  expect(list.find(({ label }) => label === "Strikethrough")?.keys).toEqual(["⌘", "⇧", "S"]);
  vi.restoreAllMocks();
});

async function names(): Promise<(string | undefined)[]> {
  return (await indexedDB.databases()).map(({ name }) => name);
}
