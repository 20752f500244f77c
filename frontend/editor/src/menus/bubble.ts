import type { Editor } from "@tiptap/core";
import type { CommandName } from "../interface.js";
import type { Texts } from "../texts.js";
import { type IconName, icon } from "./icons.js";
import { place } from "./place.js";

const BUTTONS: IconName[] = ["bold", "italic", "underline", "strike", "code", "link", "comment"];
/** Under this width the page's own toolbar stands in for the bubble. */
const DESKTOP = "(min-width: 768px)";

/** The bar of buttons over a selection. */
export class BubbleMenu {
  readonly #editor: Editor;
  readonly #bar: HTMLElement;
  readonly #buttons = new Map<IconName, HTMLButtonElement>();
  readonly #mayComment: () => boolean;
  readonly #desktop = window.matchMedia(DESKTOP);
  #pressed = false;
  /** Closed by the person for this selection. */
  #dismissed = false;

  constructor(editor: Editor, container: HTMLElement, texts: Texts, run: (name: CommandName) => void, mayComment: () => boolean) {
    this.#editor = editor;
    this.#mayComment = mayComment;
    this.#bar = document.createElement("div");
    this.#bar.className = "editor-bubble";
    this.#bar.setAttribute("role", "toolbar");
    this.#bar.setAttribute("aria-label", texts.bubble);
    this.#bar.hidden = true;
    BUTTONS.forEach((name, index) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "editor-bubble-button";
      button.title = texts[name];
      button.setAttribute("aria-label", texts[name]);
      button.tabIndex = index === 0 ? 0 : -1;
      button.append(icon(name));
      button.addEventListener("click", () => run(name));
      this.#buttons.set(name, button);
      this.#bar.append(button);
    });
    // A press must not take the focus, and with it the selection, out of the text.
    this.#bar.addEventListener("mousedown", (event) => event.preventDefault());
    this.#bar.addEventListener("keydown", this.#key);
    this.#bar.addEventListener("focusout", this.#later);
    container.append(this.#bar);
    editor.view.dom.addEventListener("keydown", this.#textKey);
    editor.view.dom.addEventListener("pointerdown", this.#down);
    window.addEventListener("pointerup", this.#up);
    window.addEventListener("scroll", this.#update, { passive: true, capture: true });
    window.addEventListener("resize", this.#update);
    document.addEventListener("selectionchange", this.#read);
    editor.on("transaction", this.#changed);
    editor.on("selectionUpdate", this.#selected);
    editor.on("focus", this.#update);
    editor.on("blur", this.#later);
  }

  destroy(): void {
    this.#bar.remove();
    window.removeEventListener("pointerup", this.#up);
    window.removeEventListener("scroll", this.#update, { capture: true });
    window.removeEventListener("resize", this.#update);
    document.removeEventListener("selectionchange", this.#read);
    this.#editor.off("transaction", this.#changed);
    this.#editor.off("selectionUpdate", this.#selected);
    this.#editor.off("focus", this.#update);
    this.#editor.off("blur", this.#later);
  }

  get #wanted(): boolean {
    const { state, isEditable, view } = this.#editor;
    const { selection } = state;
    if (!(isEditable || this.#mayComment()) || this.#pressed || this.#dismissed || !this.#desktop.matches || selection.empty) return false;
    if (selection.$from.parent.type.spec.code || state.doc.textBetween(selection.from, selection.to).trim() === "") return false;
    if (this.#bar.contains(document.activeElement)) return true;
    if (isEditable) return view.hasFocus();
    // Text that is only read takes no focus, but it can be selected.
    const inPage = document.getSelection();
    return inPage !== null && !inPage.isCollapsed && view.dom.contains(inPage.anchorNode);
  }

  /** For those who only read: their selection is the page's. */
  readonly #read = (): void => {
    if (!this.#editor.isEditable) this.#later();
  };

  readonly #update = (): void => {
    if (this.#editor.isDestroyed) return;
    this.#bar.hidden = !this.#wanted;
    if (this.#bar.hidden) return;
    for (const [name, button] of this.#buttons) {
      button.hidden = name === "comment" ? !this.#mayComment() : !this.#editor.isEditable;
      if (name !== "comment") button.setAttribute("aria-pressed", String(this.#editor.isActive(name)));
    }
    const { from, to } = this.#editor.state.selection;
    const start = this.#editor.view.coordsAtPos(from);
    const end = this.#editor.view.coordsAtPos(to, -1);
    place(this.#bar, { left: start.left, top: start.top, bottom: end.bottom }, "above");
  };

  /** A change without the focus in the text may be the focus on its way into the bar. */
  readonly #changed = (): void => {
    if (this.#editor.view.hasFocus()) this.#update();
    else this.#later();
  };

  readonly #selected = (): void => {
    this.#dismissed = false;
    this.#update();
  };

  /** After the focus has arrived where it goes. */
  readonly #later = (): void => {
    setTimeout(this.#update);
  };

  readonly #down = (): void => {
    this.#pressed = true;
  };

  readonly #up = (): void => {
    if (!this.#pressed) return;
    this.#pressed = false;
    this.#later();
  };

  /** From the text: Alt+F10 goes to the bar, Escape closes it. */
  readonly #textKey = (event: KeyboardEvent): void => {
    if (this.#bar.hidden) return;
    if (event.key === "F10" && event.altKey) {
      event.preventDefault();
      this.#focus(0);
    } else if (event.key === "Escape") {
      this.#dismissed = true;
      this.#update();
    }
  };

  /** Within the bar: arrows walk, Escape returns to the text. */
  readonly #key = (event: KeyboardEvent): void => {
    const at = this.#shown.indexOf(document.activeElement as HTMLButtonElement);
    if (event.key === "ArrowRight") this.#focus(at + 1);
    else if (event.key === "ArrowLeft") this.#focus(at - 1);
    else if (event.key === "Home") this.#focus(0);
    else if (event.key === "End") this.#focus(-1);
    else if (event.key === "Escape") this.#editor.commands.focus();
    else return;
    event.preventDefault();
  };

  get #shown(): HTMLButtonElement[] {
    return [...this.#buttons.values()].filter((button) => !button.hidden);
  }

  #focus(index: number): void {
    const buttons = this.#shown;
    const wanted = (index + buttons.length) % buttons.length;
    buttons.forEach((button, at) => (button.tabIndex = at === wanted ? 0 : -1));
    buttons[wanted]?.focus();
  }
}
