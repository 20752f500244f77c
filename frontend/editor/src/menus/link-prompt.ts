import type { Editor } from "@tiptap/core";
import { safeHref, typedHref } from "../links.js";
import type { Texts } from "../texts.js";
import { place } from "./place.js";

/** Asks for the address of a link at the selection. */
export class LinkPrompt {
  readonly #editor: Editor;
  readonly #texts: Texts;
  readonly #form = document.createElement("form");
  readonly #input = document.createElement("input");
  readonly #error = document.createElement("p");
  readonly #open = document.createElement("a");
  readonly #remove = document.createElement("button");

  constructor(editor: Editor, container: HTMLElement, texts: Texts) {
    this.#editor = editor;
    this.#texts = texts;
    this.#build();
    container.append(this.#form);
    document.addEventListener("pointerdown", this.#outside);
  }

  show(): void {
    const { view, state } = this.#editor;
    const href = safeHref(this.#editor.getAttributes("link")["href"]);
    this.#input.value = href ?? "";
    this.#refuse(false);
    this.#open.hidden = this.#remove.hidden = href === null;
    if (href !== null) this.#open.href = href;
    this.#form.hidden = false;
    const start = view.coordsAtPos(state.selection.from);
    const end = view.coordsAtPos(state.selection.to, -1);
    place(this.#form, { left: start.left, top: start.top, bottom: end.bottom }, "below");
    this.#input.focus();
    this.#input.select();
  }

  destroy(): void {
    document.removeEventListener("pointerdown", this.#outside);
    this.#form.remove();
  }

  #build(): void {
    const form = this.#form;
    form.className = "editor-link";
    form.hidden = true;
    form.noValidate = true;
    form.setAttribute("role", "dialog");
    form.setAttribute("aria-label", this.#texts.link);
    Object.assign(this.#input, { type: "text", inputMode: "url", autocomplete: "off", placeholder: "https://" });
    this.#input.className = "editor-link-input";
    this.#input.setAttribute("aria-label", this.#texts.linkAddress);
    this.#error.className = "editor-link-error";
    this.#error.id = "editor-link-error";
    this.#error.setAttribute("role", "alert");
    const apply = document.createElement("button");
    apply.type = "submit";
    apply.className = "editor-link-button primary";
    apply.textContent = this.#texts.linkApply;
    Object.assign(this.#open, { target: "_blank", rel: "noopener noreferrer", className: "editor-link-button" });
    this.#open.textContent = this.#texts.linkOpen;
    this.#remove.type = "button";
    this.#remove.className = "editor-link-button";
    this.#remove.textContent = this.#texts.linkRemove;
    form.append(this.#input, apply, this.#open, this.#remove, this.#error);

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#apply();
    });
    form.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.#close();
    });
    this.#input.addEventListener("input", () => this.#refuse(false));
    this.#remove.addEventListener("click", () => {
      this.#close();
      this.#editor.chain().focus().unsetLink().run();
    });
  }

  #apply(): void {
    const typed = this.#input.value.trim();
    if (typed === "") {
      this.#close();
      this.#editor.chain().focus().unsetLink().run();
      return;
    }
    const href = typedHref(typed);
    if (href === null) return this.#refuse(true);
    this.#form.hidden = true;
    const chain = this.#editor.chain().focus();
    const nothingSelected = this.#editor.state.selection.empty && !this.#editor.isActive("link");
    // Without a selection the address itself becomes the text.
    if (nothingSelected) chain.insertContent({ type: "text", text: typed, marks: [{ type: "link", attrs: { href } }] }).run();
    else chain.setLink(href).run();
  }

  #refuse(refused: boolean): void {
    this.#error.textContent = refused ? this.#texts.linkRefused : "";
    this.#error.hidden = !refused;
    this.#input.setAttribute("aria-invalid", String(refused));
    if (refused) this.#input.setAttribute("aria-describedby", this.#error.id);
    else this.#input.removeAttribute("aria-describedby");
  }

  #close(): void {
    this.#form.hidden = true;
    this.#editor.commands.focus();
  }

  readonly #outside = (event: PointerEvent): void => {
    if (!this.#form.hidden && !this.#form.contains(event.target as Node)) this.#form.hidden = true;
  };
}
