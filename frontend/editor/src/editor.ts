import { Editor } from "@tiptap/core";
import { Doc } from "yjs";
import { say, watchActivity } from "./activity.js";
import { run, watchStates } from "./commands.js";
import { align, watchOrder } from "./comments/align.js";
import { selectedAnchor } from "./comments/anchor.js";
import { places, show } from "./comments/highlights.js";
import { Connection } from "./connection.js";
import { count, plainText } from "./counts.js";
import { surfaceExtensions } from "./extensions.js";
import { Following } from "./follow.js";
import { storeName } from "./forget.js";
import { watchGaze } from "./gaze.js";
import { type Closed, type Events, type Handle, type Mount, type MountOptions, type Role, type ThreadState, comments, writes } from "./interface.js";
import { BubbleMenu } from "./menus/bubble.js";
import { LinkPrompt } from "./menus/link-prompt.js";
import { watchPeople } from "./people.js";
import { shortcutList } from "./shortcuts.js";
import { Store } from "./store.js";
import { textsFor } from "./texts.js";
import { setTitle, watchTitle } from "./title.js";

export type * from "./interface.js";
export { forget } from "./forget.js";

/** How long the server has to bring the text before this browser's copy is shown. */
const SERVER_FIRST = 1_000;
/** Counting waits for a pause of this length. */
const COUNT_AFTER = 300;

/** The keyboard shortcuts as JSON of `Shortcut[]`, for the page's help dialog. */
export function shortcuts(locale: string): string {
  return JSON.stringify(shortcutList(locale));
}

/** See `Mount` in `interface.ts`. */
export const mount: Mount = (element, given, events = {}) =>
  new Surface(element, typeof given === "string" ? (JSON.parse(given) as MountOptions) : given, events);

/** The editing surface in its element. */
class Surface implements Handle {
  readonly #element: HTMLElement;
  readonly #storeName: string;
  readonly #events: Events;
  readonly #doc = new Doc();
  readonly #title = this.#doc.getText("title");
  readonly #body = this.#doc.getXmlFragment("body");
  readonly #connection: Connection;
  readonly #editor: Editor;
  readonly #host = document.createElement("div");
  readonly #prompt: LinkPrompt;
  readonly #following: Following;
  /** What has to end with the surface. */
  readonly #ends: (() => void)[] = [];
  #unalign: (() => void) | undefined;
  #store: Store | undefined;
  #role: Role;
  #shown = false;
  #closed = false;
  #destroyed = false;

  constructor(element: HTMLElement, options: MountOptions, events: Events) {
    this.#element = element;
    this.#events = events;
    this.#storeName = storeName(options.userId, options.contentId);
    this.#role = options.role;
    this.#host.className = "editor-surface";
    const texts = textsFor(options.locale, options.texts);

    this.#connection = new Connection(this.#doc, options, {
      status: (status) => events.status?.(status),
      role: (role) => this.#roleIs(role),
      synced: () => this.#show(),
      closed: (reason) => this.#end(reason),
      comments: (thread) => events.comments?.(thread),
      linked: (linked) => events.linked?.(linked),
      fromStore: (origin) => this.#store?.owns(origin) ?? false,
    });
    this.#editor = new Editor({
      element: this.#host,
      extensions: surfaceExtensions(this.#body, this.#connection.awareness, texts, this.#host, () => this.#prompt.show(), {
        compose: () => this.#compose(),
        chosen: (threads, clicked) => events.threads?.(JSON.stringify({ threads, clicked })),
      }),
      editable: false,
      injectCSS: false,
      editorProps: {
        attributes: (): Record<string, string> => this.#editable
          ? { class: "prose", role: "textbox", "aria-multiline": "true", "aria-label": texts.surface }
          : { class: "prose", role: "document", "aria-label": texts.surface },
      },
    });
    this.#prompt = new LinkPrompt(this.#editor, this.#host, texts);
    const bubble = new BubbleMenu(this.#editor, this.#host, texts, (name) => this.command(name),
      () => this.#shown && !this.#closed && comments(this.#role));
    this.#ends.push(() => bubble.destroy(), () => this.#prompt.destroy());

    const { awareness } = this.#connection;
    this.#following = new Following(this.#editor, awareness, (id) => events.following?.(id));
    this.#openStore();
    this.#ends.push(watchPeople(awareness, options.userId, options.self, (list) => events.people?.(JSON.stringify(list))));
    this.#ends.push(watchActivity(this.#doc, awareness), watchGaze(this.#editor, awareness, options.userId));
    this.#ends.push(() => this.#following.destroy());
    this.#ends.push(watchTitle(this.#title, (text) => this.#shown && events.title?.(text)));
    this.#watchCounts();
    this.#ends.push(watchOrder(this.#editor, (json) => events.order?.(json)));
    window.addEventListener("beforeunload", this.#warn);
  }

  setTitle(text: string): void {
    if (!this.#editable) return;
    const became = setTitle(this.#title, text);
    // Later, so that the page has finished with what it is calling from.
    if (became !== text) queueMicrotask(() => this.#destroyed || this.#events.title?.(became));
  }

  focus(): void {
    this.#editor.commands.focus();
  }

  command(name: Parameters<Handle["command"]>[0], argsJson?: string): boolean {
    return run(this.#editor, name, argsJson, { linkPrompt: () => this.#prompt.show(), compose: () => this.#compose() });
  }

  setThreads(json: string): void {
    const threads = JSON.parse(json) as ThreadState[];
    show(this.#editor.view, { known: new Map(threads.map((thread) => [thread.id, thread])) });
  }

  setActiveThread(id: string, scroll: boolean): void {
    show(this.#editor.view, { active: id });
    const pos = scroll ? places(this.#editor.state.doc).get(id) : undefined;
    if (pos === undefined) return;
    const { node } = this.#editor.view.domAtPos(pos + 1);
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    (node instanceof Element ? node : node.parentElement)?.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  }

  alignThreads(column: HTMLElement): void {
    this.#unalign?.();
    this.#unalign = align(this.#editor, this.#host, column);
  }

  setReplying(id: string): void {
    say(this.#connection.awareness, "replying", id);
  }

  follow(id: string): void {
    if (this.#shown && !this.#closed) this.#following.follow(id);
  }

  onActive(callback: (json: string) => void): () => void {
    return watchStates(this.#editor, callback);
  }

  hasUnsynced(): boolean {
    return this.#connection.unsynced;
  }

  destroy(): void {
    this.#destroyed = true;
    window.removeEventListener("beforeunload", this.#warn);
    this.#unalign?.();
    for (const end of this.#ends.splice(0)) end();
    this.#editor.destroy();
    this.#connection.destroy();
    this.#store?.leave();
    this.#doc.destroy();
    this.#element.replaceChildren();
  }

  /** Hands the selected words to the page, which asks for the comment. */
  #compose(): boolean {
    if (!this.#shown || this.#closed || !comments(this.#role)) return false;
    const { state, view } = this.#editor;
    const anchor = selectedAnchor(state);
    if (!anchor) return false;
    const top = view.coordsAtPos(state.selection.from).top - this.#host.getBoundingClientRect().top;
    this.#events.compose?.(JSON.stringify(anchor), Math.round(top));
    return true;
  }

  get #editable(): boolean {
    return this.#shown && !this.#closed && writes(this.#role);
  }

  /**
   * Only who may write keeps a copy: edits from when they could must not be sent later,
   * when they cannot, and come back should they be able to again.
   */
  #openStore(): void {
    if (!writes(this.#role)) return this.#connection.storedRead();
    if (this.#store) return;
    this.#store = Store.open(this.#storeName, this.#doc, () => {
      this.#connection.storedRead();
      if (this.#body.length === 0) return;
      const timer = setTimeout(() => this.#show(), navigator.onLine ? SERVER_FIRST : 0);
      this.#ends.push(() => clearTimeout(timer));
    });
  }

  /** Puts our text in the place of the server's rendering; it looks the same. */
  #show(): void {
    if (this.#shown || this.#destroyed) return;
    this.#shown = true;
    this.#element.replaceChildren(this.#host);
    this.#editor.setEditable(this.#editable);
    this.#events.title?.(this.#title.toString());
    this.#count();
  }

  #roleIs(role: Role): void {
    this.#role = role;
    this.#editor.setEditable(this.#editable);
    this.#openStore();
    this.#events.role?.(role);
  }

  /** The connection is over for good: the text stays to be read and copied. */
  #end(reason: Closed): void {
    this.#following.follow("");
    this.#closed = true;
    this.#editor.setEditable(false);
    if (reason === "no-access" || reason === "gone") this.#store?.clear();
    this.#events.closed?.(reason);
  }

  #watchCounts(): void {
    let timer: ReturnType<typeof setTimeout> | undefined;
    this.#editor.on("transaction", ({ transaction }) => {
      if (!transaction.docChanged) return;
      clearTimeout(timer);
      timer = setTimeout(() => this.#count(), COUNT_AFTER);
    });
    this.#ends.push(() => clearTimeout(timer));
  }

  #count(): void {
    if (!this.#shown) return;
    const { words, characters } = count(plainText(this.#editor.state.doc));
    this.#events.counts?.(words, characters);
  }

  readonly #warn = (event: BeforeUnloadEvent): void => {
    if (this.hasUnsynced()) event.preventDefault();
  };
}
