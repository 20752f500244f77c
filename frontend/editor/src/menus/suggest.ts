import { type Editor, Extension } from "@tiptap/core";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { ySyncPluginKey } from "@tiptap/y-tiptap";
import type { Texts } from "../texts.js";
import { type Entry, SuggestionList } from "./list.js";
import { emojiSource, slashSource } from "./sources.js";

/** What a source found before the caret: the text from `from` on will be replaced. */
export interface Match {
  /** Characters before the caret that belong to the match. */
  length: number;
  query: string;
}

/** An entry with what it does to the range of the match. */
export interface Suggestion extends Entry {
  run(editor: Editor, range: { from: number; to: number }): void;
}

/** Something that suggests while one types. */
export interface Source {
  label: string;
  match(before: string, asked: boolean): Match | null;
  find(query: string): Suggestion[];
}

declare module "@tiptap/core" {
  interface Commands<ReturnType> {
    suggestions: {
      /** Opens the list of emoji at the caret. */
      openEmoji: () => ReturnType;
    };
  }
}

/** How far before the caret a match may begin. */
const REACH = 32;
const key = new PluginKey<{ typed: boolean; asked: number | null }>("suggestions");

/** The slash menu and the list of emoji. */
export const Suggestions = Extension.create<{ texts: Texts | null; container: HTMLElement | null }>({
  name: "suggestions",
  // Before the keymaps of lists and paragraphs, which want Enter and Tab too.
  priority: 1_100,
  addOptions: () => ({ texts: null, container: null }),

  addCommands() {
    return {
      openEmoji: () => ({ tr, state, dispatch }) => {
        const { $from, from, to } = state.selection;
        if ($from.parent.type.spec.code) return false;
        if (!dispatch) return true;
        const before = $from.parent.textBetween(0, $from.parentOffset, undefined, "\ufffc");
        const text = before === "" || /\s$/.test(before) ? ":" : " :";
        tr.insertText(text, from, to).setMeta(key, { ask: from + text.length - 1 });
        return true;
      },
    };
  },

  addProseMirrorPlugins() {
    const { texts, container } = this.options;
    if (!texts || !container) return [];
    const sources = [slashSource(texts), emojiSource(texts)];
    let menu: Menu | undefined;
    return [
      new Plugin({
        key,
        state: {
          init: () => ({ typed: false, asked: null as number | null }),
          apply(tr, old) {
            const fromOthers = Boolean(tr.getMeta(ySyncPluginKey)?.isChangeOrigin);
            const ask = (tr.getMeta(key) as { ask?: number } | undefined)?.ask;
            return {
              typed: fromOthers ? old.typed : tr.docChanged,
              asked: ask ?? (old.asked === null ? null : tr.mapping.map(old.asked, -1)),
            };
          },
        },
        props: {
          handleKeyDown: (_view, event) => menu?.key(event) ?? false,
        },
        view: (view) => {
          menu = new Menu(this.editor, view, container, sources);
          return menu;
        },
      }),
    ];
  },
});

/** The open list, what it found, and where. */
class Menu {
  readonly #editor: Editor;
  readonly #view: EditorView;
  readonly #sources: readonly Source[];
  readonly #list: SuggestionList;
  #found: Suggestion[] = [];
  #range = { from: 0, to: 0 };
  #shown = "";
  /** Where the person closed the list; it stays closed there. */
  #dismissed: number | null = null;

  constructor(editor: Editor, view: EditorView, container: HTMLElement, sources: readonly Source[]) {
    this.#editor = editor;
    this.#view = view;
    this.#sources = sources;
    this.#list = new SuggestionList(view.dom, (index) => this.#choose(index));
    container.append(this.#list.element);
    view.dom.addEventListener("blur", this.#close);
    window.addEventListener("scroll", this.#scrolled, { passive: true, capture: true });
    window.addEventListener("resize", this.#close);
  }

  update(): void {
    const view = this.#view;
    const { selection } = view.state;
    const state = key.getState(view.state);
    if (!state || !view.editable || !selection.empty || view.composing) return this.#close();
    const { $from } = selection;
    if ($from.parent.type.spec.code || !$from.parent.isTextblock) return this.#close();
    if (!state.typed && !this.#list.open) return;
    const start = Math.max(0, $from.parentOffset - REACH);
    const before = $from.parent.textBetween(start, $from.parentOffset, undefined, "\ufffc");
    for (const source of this.#sources) {
      const asked = state.asked !== null && state.asked >= $from.pos - REACH && state.asked < $from.pos;
      const match = source.match(before, asked);
      if (match) return this.#show(source, match, $from.pos);
    }
    this.#dismissed = null;
    this.#close();
  }

  /** Handles a key while the list is open. */
  key(event: KeyboardEvent): boolean {
    if (!this.#list.open || event.isComposing) return false;
    switch (event.key) {
      case "ArrowDown":
        this.#list.move(1);
        return true;
      case "ArrowUp":
        this.#list.move(-1);
        return true;
      case "Enter":
      case "Tab":
        this.#choose(this.#list.active);
        return true;
      case "Escape":
        this.#dismissed = this.#range.from;
        this.#close();
        return true;
      default:
        return false;
    }
  }

  destroy(): void {
    this.#close();
    this.#list.element.remove();
    this.#view.dom.removeEventListener("blur", this.#close);
    window.removeEventListener("scroll", this.#scrolled, { capture: true });
    window.removeEventListener("resize", this.#close);
  }

  #show(source: Source, match: Match, caret: number): void {
    const from = caret - match.length;
    if (from === this.#dismissed) return this.#close();
    this.#range = { from, to: caret };
    const shown = `${source.label} ${match.query}`;
    // Others' changes move the list's place in the text, and must not move the choice.
    if (this.#list.open && shown === this.#shown) return;
    this.#shown = shown;
    this.#found = source.find(match.query);
    if (this.#found.length === 0) return this.#close();
    this.#list.show(source.label, this.#found, this.#view.coordsAtPos(from));
  }

  #choose(index: number): void {
    const chosen = this.#found[index];
    this.#close();
    chosen?.run(this.#editor, this.#range);
  }

  readonly #scrolled = (event: Event): void => {
    if (event.target !== this.#list.element) this.#close();
  };

  readonly #close = (): void => this.#list.hide();
}
