// Random edits of a post: the title, and body nodes of Tiptap's schema with marks.
import * as Y from "yjs";

/** @typedef {() => number} Random */

const WORDS = ["sea", "été", "wind ", "😀", "a", " night", "\u{1F468}\u200d\u{1F373}", "long words here "];
const MARKS = ["bold", "italic", "underline", "strike", "code"];

/** @template T @param {Random} random @param {readonly T[]} list @returns {T} */
const pick = (random, list) => /** @type {T} */ (list[Math.floor(random() * list.length)]);

/** @param {Random} random @param {number} below */
const upTo = (random, below) => Math.floor(random() * below);

/** @param {string} name @param {Record<string, unknown>} attributes @param {(Y.XmlElement | Y.XmlText)[]} children */
function element(name, attributes, ...children) {
  const made = /** @type {Y.XmlElement<Record<string, any>>} */ (new Y.XmlElement(name));
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.insert(0, children);
  return made;
}

/** @param {Random} random */
function block(random) {
  const paragraph = () => element("paragraph", {}, new Y.XmlText(pick(random, WORDS)));
  switch (upTo(random, 8)) {
    case 0: return element("heading", { level: 1 + upTo(random, 3) }, new Y.XmlText(pick(random, WORDS)));
    case 1: return element("bulletList", {}, element("listItem", {}, paragraph()), element("listItem", {}, paragraph()));
    case 2: return element("orderedList", { start: 1 + upTo(random, 9) }, element("listItem", {}, paragraph()));
    case 3: return element("taskList", {}, element("taskItem", { checked: random() < 0.5 }, paragraph()));
    case 4: return element("blockquote", {}, paragraph(), paragraph());
    case 5: return element("codeBlock", { language: "rust" }, new Y.XmlText("fn main() {}"));
    case 6: return element("horizontalRule", {});
    default: return paragraph();
  }
}

/** Every element and every text in the body. @param {Y.XmlFragment} body */
function everything(body) {
  /** @type {Y.XmlElement<Record<string, any>>[]} */
  const elements = [];
  /** @type {Y.XmlText[]} */
  const texts = [];
  for (const node of body.createTreeWalker(() => true)) {
    if (node instanceof Y.XmlText) texts.push(node);
    else if (node instanceof Y.XmlElement) elements.push(node);
  }
  return { elements, texts };
}

/** Makes one random edit. @param {Y.Doc} doc @param {Random} random */
export function edit(doc, random) {
  const title = doc.getText("title");
  const body = doc.getXmlFragment("body");
  const { elements, texts } = everything(body);
  const text = texts.length > 0 ? pick(random, texts) : null;
  doc.transact(() => {
    const dice = random();
    if (dice < 0.12) return editText(title, random, false);
    if (dice < 0.6 && text) return editText(text, random, !inCode(text));
    if (dice < 0.8 || elements.length === 0) return body.insert(upTo(random, body.length + 1), [block(random)]);
    if (dice < 0.88 && body.length > 3) return body.delete(upTo(random, body.length), 1);
    const chosen = pick(random, elements);
    if (chosen.nodeName === "heading") chosen.setAttribute("level", 1 + upTo(random, 3));
    else if (chosen.nodeName === "taskItem") chosen.setAttribute("checked", random() < 0.5);
    else if (/List$/.test(chosen.nodeName)) {
      const item = chosen.nodeName === "taskList" ? "taskItem" : "listItem";
      const inner = element("paragraph", {}, new Y.XmlText(pick(random, WORDS)));
      chosen.insert(upTo(random, chosen.length + 1), [element(item, item === "taskItem" ? { checked: false } : {}, inner)]);
    } else if (chosen.nodeName === "listItem" || chosen.nodeName === "blockquote") {
      chosen.push([block(random)]);
    }
  });
}

/** @param {Y.XmlText} text */
const inCode = (text) => text.parent instanceof Y.XmlElement && text.parent.nodeName === "codeBlock";

/**
 * The place, or the one before it if it is inside a character of two units: editors never
 * cut those, and Yjs, where it happens, puts other halves in for each client.
 * @param {string} plain @param {number} at
 */
function whole(plain, at) {
  const low = plain.charCodeAt(at);
  return at > 0 && low >= 0xdc00 && low < 0xe000 ? at - 1 : at;
}

/** @param {Y.Text} text @param {Random} random @param {boolean} marks */
function editText(text, random, marks) {
  // An XmlText's own `toString` writes the marks too.
  const plain = Y.Text.prototype.toString.call(text);
  const at = whole(plain, upTo(random, text.length + 1));
  const rest = text.length - at;
  const dice = random();
  if (dice < 0.55 || rest === 0) return text.insert(at, pick(random, WORDS));
  const length = whole(plain, at + 1 + upTo(random, Math.min(rest, 6))) - at;
  if (length === 0) return;
  if (dice < 0.75 || !marks) return text.delete(at, length);
  const mark = pick(random, MARKS);
  if (dice < 0.85) text.format(at, length, { [mark]: random() < 0.3 ? null : {} });
  else text.format(at, length, { link: random() < 0.3 ? null : { href: `https://example.org/${upTo(random, 9)}` } });
}
