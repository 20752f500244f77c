import { declarations } from "./styles.js";

/** A paragraph that Word means as a list item. */
interface WordItem {
  paragraph: Element;
  level: number;
  ordered: boolean;
  start: number;
}

/**
 * Word writes list items as paragraphs with `mso-list: l0 level2 lfo1` and a typed
 * marker. Makes real, nested lists of runs of them. Styles are read from `data-style`.
 */
export function buildWordLists(root: Element): void {
  let run: WordItem[] = [];
  const close = () => {
    if (run.length > 0) build(run);
    run = [];
  };
  for (const paragraph of [...root.querySelectorAll("p, h1, h2, h3, h4, h5, h6, table, ul, ol")]) {
    const item = wordItem(paragraph);
    const last = run.at(-1)?.paragraph;
    if (!item || (last && last.nextElementSibling !== paragraph)) close();
    if (item) run.push(item);
  }
  close();
}

function wordItem(paragraph: Element): WordItem | null {
  const list = declarations(paragraph.getAttribute("data-style") ?? "").get("mso-list");
  if (!list || list === "none" || list === "ignore") return null;
  const marker = [...paragraph.querySelectorAll("[data-style]")].find(
    (element) => declarations(element.getAttribute("data-style") ?? "").get("mso-list") === "ignore",
  );
  const typed = (marker?.textContent ?? "").replace(/[\s\u00a0]+/g, "");
  marker?.remove();
  const ordered = /^\(?(\d+|[a-z]|[ivxlc]+)[.)]/i.exec(typed);
  return {
    paragraph,
    level: Number(/level(\d+)/.exec(list)?.[1] ?? 1),
    ordered: ordered !== null,
    start: Number.parseInt(ordered?.[1] ?? "1", 10) || 1,
  };
}

function build(run: WordItem[]): void {
  const first = run[0];
  if (!first) return;
  const document = first.paragraph.ownerDocument;
  /** The lists that are open, outermost first, with the levels they stand for. */
  const open: { list: Element; level: number }[] = [];
  const place = document.createComment("");
  first.paragraph.before(place);
  for (const { paragraph, level, ordered, start } of run) {
    while (open.length > 1 && (open.at(-1)?.level ?? 0) > level) open.pop();
    const tag = ordered ? "ol" : "ul";
    let current = open.at(-1);
    const sibling = current && current.level >= level;
    if (sibling && current && current.list.localName !== tag) {
      // Another kind of list at the same level begins beside the one that ends.
      const list = document.createElement(tag);
      current.list.after(list);
      open[open.length - 1] = current = { list, level };
    } else if (!sibling) {
      const list = document.createElement(tag);
      if (current) (current.list.lastElementChild ?? current.list).append(list);
      else place.replaceWith(list);
      current = { list, level };
      open.push(current);
      if (ordered && start > 1) list.setAttribute("start", String(start));
    }
    const item = document.createElement("li");
    const content = document.createElement("p");
    content.append(...paragraph.childNodes);
    item.append(content);
    current?.list.append(item);
    paragraph.remove();
  }
}
