import { type Anchor, place } from "./place.js";

/** An entry of a list of suggestions. */
export interface Entry {
  /** A glyph before the label. */
  glyph: string;
  label: string;
  hint?: string;
}

let lists = 0;

/** A list of suggestions at the caret. The focus stays in the text, which points to the active entry. */
export class SuggestionList {
  readonly element: HTMLElement;
  readonly #textbox: HTMLElement;
  readonly #choose: (index: number) => void;
  readonly #id = `suggestions-${(lists += 1)}`;
  #active = 0;
  #length = 0;

  constructor(textbox: HTMLElement, choose: (index: number) => void) {
    this.#textbox = textbox;
    this.#choose = choose;
    this.element = document.createElement("div");
    this.element.className = "editor-list";
    this.element.id = this.#id;
    this.element.setAttribute("role", "listbox");
    // A region that scrolls has to be reachable; while it is open, Tab chooses its active entry.
    this.element.tabIndex = 0;
    this.element.hidden = true;
    // A press must not take the focus out of the text.
    this.element.addEventListener("mousedown", (event) => event.preventDefault());
  }

  get open(): boolean {
    return !this.element.hidden;
  }

  get active(): number {
    return this.#active;
  }

  /** Shows these entries, the first of them active, beside the anchor. */
  show(label: string, entries: readonly Entry[], anchor: Anchor): void {
    this.element.setAttribute("aria-label", label);
    this.element.replaceChildren(...entries.map((entry, index) => this.#draw(entry, index)));
    this.#length = entries.length;
    this.element.hidden = false;
    place(this.element, anchor, "below");
    this.#textbox.setAttribute("aria-controls", this.#id);
    this.activate(0);
  }

  hide(): void {
    if (!this.open) return;
    this.element.hidden = true;
    this.element.replaceChildren();
    this.#textbox.removeAttribute("aria-controls");
    this.#textbox.removeAttribute("aria-activedescendant");
  }

  /** Moves the active entry by so many, around the ends. */
  move(by: number): void {
    this.activate((this.#active + by + this.#length) % this.#length);
  }

  activate(index: number): void {
    this.#active = index;
    [...this.element.children].forEach((option, at) => {
      option.setAttribute("aria-selected", String(at === index));
      if (at !== index) return;
      this.#textbox.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView?.({ block: "nearest" });
    });
  }

  #draw({ glyph, label, hint }: Entry, index: number): HTMLElement {
    const option = document.createElement("div");
    option.className = "editor-option";
    option.id = `${this.#id}-${index}`;
    option.setAttribute("role", "option");
    const picture = document.createElement("span");
    picture.className = "editor-option-glyph";
    picture.setAttribute("aria-hidden", "true");
    picture.textContent = glyph;
    const words = document.createElement("span");
    words.className = "editor-option-label";
    words.textContent = label;
    option.append(picture, words);
    if (hint) {
      const more = document.createElement("span");
      more.className = "editor-option-hint";
      more.textContent = hint;
      option.append(more);
    }
    option.addEventListener("mousemove", () => {
      if (this.#active !== index) this.activate(index);
    });
    option.addEventListener("click", () => this.#choose(index));
    return option;
  }
}
