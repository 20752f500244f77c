import { Editor } from "@tiptap/core";
import { Collaboration } from "@tiptap/extension-collaboration";
import type { Node } from "@tiptap/pm/model";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { applyUpdate, Doc, XmlElement, XmlText } from "yjs";
import { selectedAnchor } from "../src/comments/anchor.js";
import { Highlights, places, show } from "../src/comments/highlights.js";
import { schemaExtensions } from "../src/extensions.js";
import { textsFor } from "../src/texts.js";
import { getUndoManager } from "../src/undo.js";

const THREAD = "0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11";
const OTHER = "0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a12";
/** As the server writes it (`crates/document/src/comments.rs`). */
const KEY = "comment--zXG3gyyq";

const open: Editor[] = [];
beforeEach(() => {
  const nowhere = () => ({ left: 0, top: 0, right: 0, bottom: 0, width: 0, height: 0 }) as DOMRect;
  Range.prototype.getClientRects = () => [nowhere()] as unknown as DOMRectList;
  Range.prototype.getBoundingClientRect = nowhere;
  document.elementFromPoint = () => null;
});
afterEach(() => {
  for (const editor of open.splice(0)) editor.destroy();
  vi.restoreAllMocks();
});

/** A browser beside the server's document, with one paragraph of which some letters are marked. */
function surface(text: string, from: number, length: number) {
  const server = new Doc();
  const mine = new Doc();
  server.on("update", (update: Uint8Array, origin: unknown) => origin !== "mine" && applyUpdate(mine, update, "server"));
  mine.on("update", (update: Uint8Array, origin: unknown) => origin !== "server" && applyUpdate(server, update, "mine"));
  const paragraph = new XmlElement("paragraph");
  const words = new XmlText(text);
  paragraph.insert(0, [words]);
  server.getXmlFragment("body").insert(0, [paragraph]);
  const chosen: string[][] = [];
  const element = document.createElement("div");
  document.body.append(element);
  const editor = new Editor({
    element,
    injectCSS: false,
    extensions: [
      ...schemaExtensions(textsFor("en")),
      Collaboration.configure({ fragment: mine.getXmlFragment("body") }),
      Highlights.configure({ chosen: (threads) => chosen.push(threads) }),
    ],
  });
  open.push(editor);
  if (length > 0) words.format(from, length, { [KEY]: { thread: THREAD } });
  const known = (...ids: string[]) => show(editor.view, { known: new Map(ids.map((id) => [id, { id, resolved: false }])) });
  known(THREAD);
  return { server, editor, known, chosen, words, shown: () => [...element.querySelectorAll(".comment-mark")].map((one) => one.textContent) };
}

/** Letters with the mark, in the browser and on the server. */
function inBrowser(doc: Node): string {
  let found = "";
  doc.descendants((node) => {
    if (node.marks.some((mark) => mark.type.name === "comment" && mark.attrs["thread"] === THREAD)) found += node.text ?? "";
  });
  return found;
}
function onServer(doc: Doc): string {
  const texts = [...doc.getXmlFragment("body").createTreeWalker((node) => node instanceof XmlText)] as XmlText[];
  const runs = texts.flatMap((text) => text.toDelta() as { insert: string; attributes?: Record<string, unknown> }[]);
  for (const name of runs.flatMap((run) => Object.keys(run.attributes ?? {}))) expect(name).toBe(KEY);
  return runs.filter((run) => run.attributes?.[KEY]).map((run) => run.insert).join("");
}

test("only threads of this post are highlighted, resolved ones only while they are looked at", () => {
  const { editor, known, shown } = surface("One two three", 4, 3);
  expect(shown()).toEqual(["two"]);
  known(OTHER);
  expect(shown()).toEqual([]);
  show(editor.view, { known: new Map([[THREAD, { id: THREAD, resolved: true }]]) });
  expect(shown()).toEqual([]);
  show(editor.view, { active: THREAD });
  expect(shown()).toEqual(["two"]);
  expect(places(editor.state.doc).get(THREAD)).toBe(5);
});

test("what is typed inside belongs to the words, what is typed beside them does not", () => {
  const { server, editor } = surface("One two three", 4, 3);
  editor.view.dispatch(editor.state.tr.insertText("-", 6));
  editor.view.dispatch(editor.state.tr.insertText("!", 9));
  editor.view.dispatch(editor.state.tr.insertText("?", 5));
  expect(editor.getText()).toBe("One ?t-wo! three");
  expect(inBrowser(editor.state.doc)).toBe("t-wo");
  expect(onServer(server)).toBe("t-wo");
});

test("the words keep their thread when the paragraph is split, made a list, and put into code", () => {
  const { server, editor } = surface("One two three", 4, 3);
  editor.chain().setTextSelection(6).splitBlock().run();
  expect(onServer(server)).toBe("two");
  editor.chain().selectAll().toggleBulletList().run();
  expect(onServer(server)).toBe("two");
  editor.chain().selectAll().toggleCode().run();
  expect(inBrowser(editor.state.doc)).toBe("two");
});

test("words that are deleted come back with their thread", () => {
  const { server, editor, shown } = surface("One two three", 4, 3);
  editor.commands.deleteRange({ from: 2, to: 10 });
  expect(onServer(server)).toBe("");
  editor.commands.undo();
  expect(editor.getText()).toBe("One two three");
  expect(onServer(server)).toBe("two");
  expect(shown()).toEqual(["two"]);
});

test("two threads on a word stay two", () => {
  const { server, editor, words } = surface("One two three", 4, 3);
  const theirs = "comment--" + "AAAAAAAA";
  words.format(0, 7, { [theirs]: { thread: OTHER } });
  let marks = 0;
  editor.state.doc.descendants((node) => void (node.text === "two" && (marks = node.marks.length)));
  expect(marks).toBe(2);
  expect(editor.getText()).toBe("One two three");
  expect(server.getXmlFragment("body").length).toBe(1);
});

test("a copy leaves the thread with the original, a move takes it along, other posts' threads do not follow", () => {
  const { editor, known } = surface("One two three", 4, 3);
  const paste = new Event("paste") as ClipboardEvent;
  const html = (id: string) => `<p data-pm-slice="1 1 []"><span data-thread="${id}">two</span></p>`;
  editor.commands.setTextSelection(editor.state.doc.content.size - 1);
  editor.view.pasteHTML(html(THREAD), paste);
  expect(editor.getText()).toBe("One two threetwo");
  expect(inBrowser(editor.state.doc)).toBe("two");
  known(THREAD);
  editor.commands.deleteRange({ from: 5, to: 8 });
  editor.commands.setTextSelection(1);
  editor.view.pasteHTML(html(THREAD), paste);
  expect(inBrowser(editor.state.doc)).toBe("two");
  expect(places(editor.state.doc).get(THREAD)).toBe(1);
  editor.view.pasteHTML(html(OTHER), paste);
  expect(places(editor.state.doc).has(OTHER)).toBe(false);
});

test("the selected words are told with what stands around them", () => {
  const { editor } = surface("👋".repeat(100) + " two " + "👋".repeat(100), 0, 0);
  expect(selectedAnchor(editor.state)).toBeUndefined();
  editor.commands.setTextSelection({ from: 201, to: 206 });
  expect(selectedAnchor(editor.state)).toEqual({ quote: "two", prefix: "👋".repeat(60), suffix: "👋".repeat(60), at: 100 });
  editor.chain().selectAll().toggleCodeBlock().selectAll().run();
  expect(selectedAnchor(editor.state)).toBeUndefined();
});

/** Numbers that look random and are the same in every run (mulberry32). */
function numbers(seed: number): (below: number) => number {
  return (below) => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below);
  };
}

test.each(Array.from({ length: 60 }, (_, seed) => seed))("whatever is edited, the letters of a thread are those of a model (%i)", (seed) => {
  const any = numbers(seed);
  const first = "abcdefghijklmnop";
  const start = any(12);
  const { server, editor, words } = surface(first, start, 1 + any(first.length - start));
  const marked = new Set(inBrowser(editor.state.doc));
  const gone = new Set<string>();
  const undone: { added: string; taken: string }[] = [];
  let next = 0x4e00;
  const isMarked = (pos: number, side: "nodeBefore" | "nodeAfter") =>
    editor.state.doc.resolve(pos)[side]?.marks.some((mark) => mark.type.name === "comment") ?? false;
  for (let step = 0; step < 25; step += 1) {
    getUndoManager(editor)?.stopCapturing();
    const { doc } = editor.state;
    const spots: number[] = [];
    doc.descendants((node, pos) => {
      if (node.isTextblock) for (let at = 0; at <= node.content.size; at += 1) spots.push(pos + 1 + at);
    });
    const spot = spots[any(spots.length)] ?? 1;
    const letter = String.fromCodePoint(next++);
    switch (any(5)) {
      case 0:
      case 1: {
        if (isMarked(spot, "nodeBefore") && isMarked(spot, "nodeAfter")) marked.add(letter);
        editor.view.dispatch(editor.state.tr.insertText(letter, spot));
        undone.push({ added: letter, taken: "" });
        break;
      }
      case 2: {
        const to = spots[Math.min(spots.length - 1, spots.indexOf(spot) + 1 + any(6))] ?? spot;
        const taken = doc.textBetween(spot, to);
        editor.view.dispatch(editor.state.tr.delete(spot, to));
        for (const one of taken) gone.add(one);
        if (!doc.eq(editor.state.doc)) undone.push({ added: "", taken });
        break;
      }
      case 3: {
        editor.chain().setTextSelection(spot).splitBlock().run();
        if (!doc.eq(editor.state.doc)) undone.push({ added: "", taken: "" });
        break;
      }
      default: {
        // Somebody else types at the start of the first line, where they are beside the words.
        if (any(2) === 0 && words.doc && words.parent && !words._item?.deleted && (words.toDelta() as unknown[]).length > 0) {
          words.insert(0, letter, { [KEY]: null });
          break;
        }
        const last = undone.pop();
        if (!last) break;
        editor.commands.undo();
        for (const one of last.added) gone.add(one);
        for (const one of last.taken) gone.delete(one);
      }
    }
    const expected = [...marked].filter((one) => !gone.has(one)).sort().join("");
    expect([...inBrowser(editor.state.doc)].sort().join("")).toBe(expected);
    expect([...onServer(server)].sort().join("")).toBe(expected);
  }
});
