import type { Editor } from "@tiptap/core";
import type { Awareness } from "y-protocols/awareness";
import { say } from "./activity.js";
import { readingLine } from "./gaze.js";
import { absoluteAt } from "./positions.js";

/** Somebody whose line breaks may come back within this time, and is followed on. */
const GONE_AFTER = 5_000;
/** Nothing moves while the place is this near to the reading line, in parts of the window's height. */
const SLACK = 0.15;
/** Keys that are no act of one's own: they choose something, or belong to another key. */
const QUIET_KEYS = ["Tab", "Shift", "Control", "Alt", "Meta", "CapsLock"];

/** Scrolls the view with somebody else's, until we act ourselves. */
export class Following {
  readonly #editor: Editor;
  readonly #awareness: Awareness;
  readonly #tell: (id: string) => void;
  #id = "";
  #frame = 0;
  #gone: ReturnType<typeof setTimeout> | undefined;

  /** `tell` hears whom we follow, by their id; empty for nobody. */
  constructor(editor: Editor, awareness: Awareness, tell: (id: string) => void) {
    this.#editor = editor;
    this.#awareness = awareness;
    this.#tell = tell;
  }

  /** Follows somebody who is here, by their id; empty follows nobody. */
  follow(id: string): void {
    if (id === this.#id || (id !== "" && !this.#leader(id))) return;
    this.#leave();
    this.#id = id;
    say(this.#awareness, "following", id);
    if (id !== "") this.#listen();
    this.#tell(id);
  }

  /** Follows nobody any more, without a word. */
  destroy(): void {
    this.#leave();
    this.#id = "";
  }

  #listen(): void {
    const capture = { passive: true, capture: true };
    for (const name of ["wheel", "touchmove", "pointerdown", "beforeinput"]) window.addEventListener(name, this.#acted, capture);
    window.addEventListener("keydown", this.#pressed, capture);
    this.#awareness.on("change", this.#changed);
    this.#editor.on("transaction", this.#later);
    this.#later();
  }

  #leave(): void {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#gone);
    this.#frame = 0;
    this.#gone = undefined;
    const capture = { capture: true };
    for (const name of ["wheel", "touchmove", "pointerdown", "beforeinput"]) window.removeEventListener(name, this.#acted, capture);
    window.removeEventListener("keydown", this.#pressed, capture);
    this.#awareness.off("change", this.#changed);
    this.#editor.off("transaction", this.#later);
  }

  /** What is marked with `data-follow` decides by itself whom we follow. */
  readonly #acted = ({ target }: Event): void => {
    if (!(target instanceof Element && target.closest("[data-follow]"))) this.follow("");
  };

  readonly #pressed = ({ key, target }: KeyboardEvent): void => {
    const at = target instanceof Element && target.closest("[data-follow]") ? target : undefined;
    // Menus have a use for all keys, buttons for these two; a key that scrolls the page is our own act anywhere.
    const used = at && (key === "Enter" || key === " " || at.closest("[role=menu], [aria-haspopup]"));
    if (!used && !QUIET_KEYS.includes(key)) this.follow("");
  };

  readonly #changed = (): void => {
    if (this.#leader(this.#id)) {
      clearTimeout(this.#gone);
      this.#gone = undefined;
      this.#later();
    } else {
      this.#gone ??= setTimeout(() => this.follow(""), GONE_AFTER);
    }
  };

  readonly #later = (): void => {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#scroll();
    });
  };

  /** The tab of theirs that is most in use. */
  #leader(id: string): Record<string, unknown> | undefined {
    const rank = (state: Record<string, unknown>) => Number(state["away"] === true) * 2 + Number(state["idle"] === true);
    let found: Record<string, unknown> | undefined;
    for (const [client, state] of this.#awareness.getStates()) {
      const theirs = client !== this.#awareness.clientID && (state["user"] as { id?: unknown } | undefined)?.id === id;
      if (theirs && (!found || rank(state) < rank(found))) found = state;
    }
    return found;
  }

  #scroll(): void {
    const place = this.#leader(this.#id)?.["view"];
    if (!place || this.#editor.isDestroyed) return;
    const at = absoluteAt(this.#editor.state, place);
    if (at === null) return;
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    const behavior = calm ? "auto" : "smooth";
    if (at === 0) return window.scrollTo({ top: 0, behavior });
    const away = this.#editor.view.coordsAtPos(at).top - readingLine();
    // To a place and not by a distance: a scroll may be on its way already.
    if (Math.abs(away) > window.innerHeight * SLACK) window.scrollTo({ top: window.scrollY + away, behavior });
  }
}
