/**
 * What the page (Rust, compiled to wasm) and the editing surface say to each other.
 *
 * The page loads the bundle with a dynamic `import()` and calls `mount`. Everything
 * that crosses is a string, a number, a boolean or a function, and lists cross as
 * JSON, so that the caller needs no bindings of its own.
 */

/** What somebody may do with the post. Editors and owners write. */
export type Role = "owner" | "editor" | "commenter" | "viewer";

/**
 * How the text on the screen stands to the text on the server.
 * `saved` is said only when every edit made here is durable there.
 */
export type Status = "connecting" | "saving" | "saved" | "offline";

/**
 * Why the connection has ended for good. `signed-out`, `too-big`, `malformed` and `outdated` (this page is
 * older than the server's texts) leave
 * this browser's copy of unsent edits alone; `no-access` and `gone` remove it.
 * The text stays on the screen and can be copied.
 */
export type Closed = "signed-out" | "no-access" | "gone" | "too-big" | "malformed" | "outdated";

/** One person who is here. Somebody in several tabs is one entry. */
export interface Person {
  /** One of the person's Yjs client ids: this tab's, where it is ourselves. */
  clientId: number;
  /** The id of the person or the guest; empty where the server says none. */
  id: string;
  /** Somebody without an account, who came by a link. */
  guest: boolean;
  name: string;
  /** Index into the avatar palette, 0 to 11. */
  color: number;
  /** Address of the picture; empty where there is none. */
  picture: string;
  /** Changing the text or the title right now. */
  typing: boolean;
  /** No input for a minute, in any of the person's tabs. */
  idle: boolean;
  /** No input for ten minutes, or every tab hidden. */
  away: boolean;
  /** The thread of comments in which the person is writing; empty in none. */
  replying: string;
  /** It is the person at this screen. */
  self: boolean;
}

/** What the page says of a thread of comments. */
export interface ThreadState {
  id: string;
  resolved: boolean;
}

/** How we show ourselves until the server, which has the last word, tells the others. */
export interface Self {
  name: string;
  color: number;
  picture?: string;
}

/** What `mount` needs. It may also be given as one JSON string. */
export interface MountOptions {
  contentId: string;
  /** Without the id and without a slash at the end, like `wss://host/ws/content`. */
  socketUrl: string;
  role: Role;
  userId: string;
  /** Our own name and colour, for the list of people. */
  self?: Self;
  /** A language tag, `en` or `fr`; both have built-in texts. */
  locale: string;
  /** Texts that replace the built-in ones, by the keys of `src/texts.ts`. */
  texts?: Record<string, string>;
}

/** What the surface tells the page. Every one of them may be left out. */
export interface Events {
  status?(status: Status): void;
  /** The title, at first and whenever somebody else (or a cleaning of ours) changes it. */
  title?(text: string): void;
  /** JSON of `Person[]`: ourselves first, then by name. */
  people?(json: string): void;
  /** Our role, whenever the server says that it is another one. */
  role?(role: Role): void;
  counts?(words: number, characters: number): void;
  /** Whom the view follows, by their id: on a call of `follow`, and empty when we acted ourselves or they left. */
  following?(id: string): void;
  closed?(reason: Closed): void;
  /** A thread of comments has changed, by its id; empty after a pause, when any of them may have. */
  comments?(thread: string): void;
  /** Whether our server hears the other ones; it does until this says otherwise, and where there are none. */
  linked?(linked: boolean): void;
  /** The caret or a click has come to words of threads, or of none: JSON of `{threads: string[], clicked: boolean}`. */
  threads?(json: string): void;
  /** The threads that have words in the text, in its order: JSON of their ids. */
  order?(json: string): void;
  /** Somebody wants to comment on words: JSON of `Anchor`, and how far below the text's top they begin. */
  compose?(json: string, top: number): void;
}

/** Names for `Handle.command`. */
export type CommandName =
  | "bold" | "italic" | "underline" | "strike" | "code" | "link"
  | "paragraph" | "heading1" | "heading2" | "heading3"
  | "bulletList" | "orderedList" | "taskList"
  | "blockquote" | "codeBlock" | "horizontalRule"
  | "undo" | "redo" | "emoji" | "comment";

/** For one command: it applies to the selection; it can be used now. */
export interface CommandState {
  active: boolean;
  possible: boolean;
}

/** A keyboard shortcut, for the help dialog. */
export interface Shortcut {
  group: "text" | "blocks" | "lists" | "edit" | "menus";
  /** What it does, in the surface's language. */
  label: string;
  /** Keys in order, as they are called on this device and in the surface's language: `["Ctrl", "B"]`. */
  keys: string[];
}

/** A mounted surface. */
export interface Handle {
  /**
   * Makes the title this text, by the smallest change that does. Nothing happens before
   * the first `title` event: a title written over an unknown one would be both in a row.
   */
  setTitle(text: string): void;
  /** Puts the caret where it was, or at the start. */
  focus(): void;
  /**
   * Runs a command on the selection; false if it is not possible now.
   * `link` takes `{"href": "https://…"}`; with an empty `href` it removes the link,
   * and without arguments it opens the surface's own prompt.
   */
  command(name: CommandName, argsJson?: string): boolean;
  /**
   * Calls back at once and after every change with JSON of
   * `Record<CommandName, CommandState>`. Returns a function that ends it.
   */
  onActive(callback: (json: string) => void): () => void;
  /** Which threads of comments there are: JSON of `ThreadState[]`. Marks of others are not shown. */
  setThreads(json: string): void;
  /** The thread that is looked at; empty for none. With `scroll` its words come into view. */
  setActiveThread(id: string, scroll: boolean): void;
  /**
   * Keeps the children of `column` that have a `data-thread` beside the words of that thread,
   * without overlap. `data-top` is for one without words, `data-active` for the one looked at.
   */
  alignThreads(column: HTMLElement): void;
  /**
   * Scrolls with somebody who is here, by their id, until the person at this screen scrolls, clicks, types or
   * presses Escape; empty ends it. Clicks and keys within elements that have `data-follow` do not end it.
   */
  follow(id: string): void;
  /** The thread in which the person at this screen is writing; empty for none. */
  setReplying(id: string): void;
  /** There are edits that are not durable on the server yet. */
  hasUnsynced(): boolean;
  /** Leaves the room and empties the element. */
  destroy(): void;
}

/**
 * Turns `element`, which holds the text as the server rendered it (one child with the
 * class `prose`), into the editing surface. That text stays until ours is there.
 */
export type Mount = (
  element: HTMLElement,
  options: MountOptions | string,
  events?: Events,
) => Handle;

/** Whether this role may comment. */
export function comments(role: Role): boolean {
  return role !== "viewer";
}

/** Whether this role may change the text. */
export function writes(role: Role): boolean {
  return role === "owner" || role === "editor";
}
