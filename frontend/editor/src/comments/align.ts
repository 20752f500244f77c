import type { Editor } from "@tiptap/core";
import { places } from "./highlights.js";

/** The gap between two cards, in pixels. */
const GAP = 8;

/** A card beside the text: where its words are, and how tall it is. */
export interface Card {
  wanted: number;
  height: number;
}

/**
 * Where each card goes so that none covers another: the active one exactly beside its words,
 * the others as near to theirs as that leaves. Cards come in the order of their words.
 */
export function arrange(cards: readonly Card[], active: number): number[] {
  const down = (from: number, first: number): number[] => {
    let next = first;
    return cards.slice(from).map(({ wanted, height }, index) => {
      const top = index === 0 && from > 0 ? first : Math.max(next, wanted);
      next = top + height + GAP;
      return top;
    });
  };
  const plain = down(0, 0);
  const card = cards[active];
  if (!card || (plain[active] ?? 0) <= card.wanted) return plain;
  const tops = [...plain.slice(0, active), ...down(active, Math.max(0, card.wanted))];
  for (let at = active - 1; at >= 0; at -= 1) {
    const below = tops[at + 1] ?? 0;
    tops[at] = Math.min(tops[at] ?? 0, below - GAP - (cards[at]?.height ?? 0));
  }
  // There is no room over the first line.
  return (tops[0] ?? 0) < 0 ? plain : tops;
}

/**
 * Keeps the cards in `column` (elements with `data-thread`) beside the words of their threads.
 * `data-top` says where a card without words goes, `data-active` which one comes first. Only
 * positions are set; whether they count (a column) or not (a sheet) is the style sheet's matter.
 */
export function align(editor: Editor, host: HTMLElement, column: HTMLElement): () => void {
  let frame = 0;
  const now = () => {
    frame = 0;
    if (editor.isDestroyed || !host.isConnected) return;
    const cards = [...column.querySelectorAll<HTMLElement>(":scope > [data-thread]")];
    const shift = host.getBoundingClientRect().top - column.getBoundingClientRect().top;
    const text = host.getBoundingClientRect();
    const found = places(editor.state.doc);
    const sized = cards.map((card) => {
      const pos = found.get(card.dataset["thread"] ?? "");
      const given = Number(card.dataset["top"] ?? Number.NaN);
      const line = pos === undefined ? text.height : editor.view.coordsAtPos(pos, 1).top - text.top;
      return { wanted: Math.round((Number.isNaN(given) ? line : given) + shift), height: card.offsetHeight };
    });
    const tops = arrange(sized, cards.findIndex((card) => "active" in card.dataset));
    cards.forEach((card, index) => card.style.setProperty("inset-block-start", `${tops[index] ?? 0}px`));
    const last = sized.length - 1;
    column.style.setProperty("min-block-size", `${(tops[last] ?? 0) + (sized[last]?.height ?? 0)}px`);
    for (const card of cards) sizes.observe(card);
  };
  const later = () => (frame ||= requestAnimationFrame(now));
  const sizes = new ResizeObserver(later);
  const children = new MutationObserver(later);
  sizes.observe(host);
  children.observe(column, { childList: true, subtree: true, attributeFilter: ["data-active", "data-top"] });
  editor.on("transaction", later);
  later();
  return () => {
    cancelAnimationFrame(frame);
    sizes.disconnect();
    children.disconnect();
    editor.off("transaction", later);
  };
}

/** Tells the threads that have words, in the order of the text, as JSON of their ids: at once, and when it changes. */
export function watchOrder(editor: Editor, tell: (json: string) => void): () => void {
  let last = "";
  const now = () => {
    const json = JSON.stringify([...places(editor.state.doc).keys()]);
    if (json === last) return;
    last = json;
    tell(json);
  };
  const changed = ({ transaction }: { transaction: { docChanged: boolean } }) => {
    if (transaction.docChanged) now();
  };
  editor.on("transaction", changed);
  now();
  return () => editor.off("transaction", changed);
}
