import { safeHref } from "../links.js";
import { declarations, denies, tagsOf } from "./styles.js";
import { buildWordLists } from "./word-lists.js";

/** Elements that go with all they hold. */
const DROPPED =
  "script, style, meta, link, title, xml, template, iframe, object, embed, svg, math, form, button, select, "
  + "textarea, video, audio, img, picture, canvas, noscript, [hidden]";
/** Elements whose content stays without them. */
const UNWRAPPED = "font, center, o\\:p, w\\:sdt, st1\\:place";
const BLOCKS =
  "p, h1, h2, h3, h4, h5, h6, ul, ol, li, blockquote, pre, table, div, section, article, hr";
/** Attributes that carry meaning for the schema; all others go. */
const KEPT: Record<string, readonly string[]> = {
  a: ["href"],
  ol: ["start"],
  ul: ["data-type"],
  li: ["data-type", "data-checked"],
  code: ["class"],
};

/**
 * Makes pasted HTML plain: what the text means stays (headings, lists, emphasis, safe
 * links), how it looked goes. Knows the ways of Word and Google Docs.
 */
export function cleanHtml(html: string): string {
  const root = new DOMParser().parseFromString(withoutStyles(html), "text/html").body;
  // ProseMirror's own clipboard is clean, and its marker says how to open the slice.
  if (root.querySelector("[data-pm-slice]")) return removeUnsafeLinks(root);
  buildWordLists(root);
  removeComments(root);
  for (const element of root.querySelectorAll(DROPPED)) element.remove();
  for (const element of root.querySelectorAll(UNWRAPPED)) element.replaceWith(...element.childNodes);
  for (const element of [...root.querySelectorAll("*")]) readStyle(element);
  for (const heading of root.querySelectorAll("h4, h5, h6")) rename(heading, "h3");
  tasksFromCheckboxes(root);
  nestLists(root);
  tablesToParagraphs(root);
  for (const element of root.querySelectorAll("*")) keepAttributes(element);
  removeUnsafeLinks(root);
  removeEmptyBlocks(root);
  return root.innerHTML;
}

/**
 * Takes style sheets and conditional markup out of the text, and renames style
 * attributes: parsing them under our Content-Security-Policy would be reported.
 */
function withoutStyles(html: string): string {
  return html
    .replace(/<(style|script|xml)\b[^>]*>[\s\S]*?<\/\1\s*>/gi, "")
    .replace(/<!\[(?:if|endif)[^>]*>/gi, "")
    .replace(/<[a-z][^<>]*>/gi, (tag) => tag.replace(/(\s)style(\s*=)/gi, "$1data-style$2"));
}

function removeComments(root: Element): void {
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_COMMENT);
  const comments: Node[] = [];
  while (walker.nextNode()) comments.push(walker.currentNode);
  for (const comment of comments) comment.parentNode?.removeChild(comment);
}

/** Turns the meaning of an element's style into tags around its content. */
function readStyle(element: Element): void {
  const style = declarations(element.getAttribute("data-style") ?? "");
  if (style.get("display") === "none") return element.remove();
  const code = element.closest("pre, code") !== null;
  const heading = element.closest("h1, h2, h3, h4, h5, h6");
  for (const tag of code ? [] : tagsOf(style)) {
    // Links are underlined and headings bold by themselves.
    if (tag === "u" && element.closest("a")) continue;
    if (tag === "u" && element.querySelector("a") && element.textContent === element.querySelector("a")?.textContent) continue;
    if (tag === "strong" && heading) continue;
    if (element.localName === tag || element.querySelector(BLOCKS)) continue;
    const around = element.ownerDocument.createElement(tag);
    around.append(...element.childNodes);
    element.append(around);
  }
  const boldHeading = element.matches("b, strong") && heading?.textContent?.trim() === element.textContent?.trim();
  if (boldHeading || denies(style, element.localName) || element.localName === "span") element.replaceWith(...element.childNodes);
}

function rename(element: Element, tag: string): void {
  const renamed = element.ownerDocument.createElement(tag);
  renamed.append(...element.childNodes);
  element.replaceWith(renamed);
}

/** A list whose items begin with a checkbox is a list of tasks. */
function tasksFromCheckboxes(root: Element): void {
  for (const item of root.querySelectorAll("li")) {
    const box = item.querySelector("input[type=checkbox]");
    const role = item.getAttribute("role") === "checkbox";
    if ((!box && !role) || (box && box.closest("li") !== item)) continue;
    const checked = role ? item.getAttribute("aria-checked") === "true" : box?.hasAttribute("checked");
    item.setAttribute("data-type", "taskItem");
    item.setAttribute("data-checked", String(checked === true));
    item.parentElement?.setAttribute("data-type", "taskList");
  }
  for (const box of root.querySelectorAll("input")) box.remove();
}

/** Google Docs and Word on the web put a list inside a list, beside its item: it belongs into the item. */
function nestLists(root: Element): void {
  for (const list of root.querySelectorAll("ul > ul, ul > ol, ol > ul, ol > ol")) {
    const before = list.previousElementSibling;
    if (before?.localName === "li") before.append(list);
  }
}

/** There are no tables yet: each row becomes a line, its cells apart by a bar. */
function tablesToParagraphs(root: Element): void {
  for (const table of root.querySelectorAll("table")) {
    if (table.parentElement?.closest("table")) continue;
    const rows = [...table.querySelectorAll("tr")].map((row) => {
      const line = table.ownerDocument.createElement("p");
      [...row.children].forEach((cell, index) => {
        if (index > 0) line.append(" | ");
        line.append((cell.textContent ?? "").replace(/\s+/g, " ").trim());
      });
      return line;
    });
    table.replaceWith(...rows);
  }
}

function keepAttributes(element: Element): void {
  const kept = KEPT[element.localName] ?? [];
  for (const name of element.getAttributeNames()) {
    const language = element.localName !== "code" || /^language-[\w+#-]+$/.test(element.className);
    if (!kept.includes(name) || !language) element.removeAttribute(name);
  }
}

function removeUnsafeLinks(root: Element): string {
  for (const link of root.querySelectorAll("a")) {
    const href = safeHref(link.getAttribute("href"));
    if (href === null) link.replaceWith(...link.childNodes);
    else link.setAttribute("href", href);
  }
  return root.innerHTML;
}

/** Word separates paragraphs by empty ones; Google Docs by line breaks between blocks. */
function removeEmptyBlocks(root: Element): void {
  for (const br of root.querySelectorAll("br")) {
    const beside = [br.previousElementSibling, br.nextElementSibling];
    if (br.parentElement === root && beside.some((element) => element?.matches(BLOCKS))) br.remove();
  }
  for (const block of root.querySelectorAll("p, h1, h2, h3, div")) {
    const empty = (block.textContent ?? "").replace(/[\s\u00a0]+/g, "") === "";
    if (empty && !block.querySelector("hr, li, br ~ br") && block.closest("li, blockquote") === null) block.remove();
  }
}
