import { InputRule, Mark, mergeAttributes } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";

const SAFE = new Set(["http:", "https:", "mailto:"]);
/** Characters that browsers drop inside addresses, and that hide a scheme from a reader. */
const INVISIBLE = /[\u0000-\u0020\u00a0\u00ad\u200b-\u200f\u2028-\u202f\u2060\ufeff]/g;

declare module "@tiptap/core" {
  interface Commands<ReturnType> {
    safeLink: {
      /** Links the selection; refuses an address of another scheme. */
      setLink: (href: string) => ReturnType;
      /** Removes the link at the selection. */
      unsetLink: () => ReturnType;
    };
  }
}

/**
 * The address as it may be used, or null: only http, https and mailto, written out.
 * A relative address has no meaning in a post that is read elsewhere.
 */
export function safeHref(href: unknown): string | null {
  if (typeof href !== "string") return null;
  const clean = href.replace(INVISIBLE, "");
  if (clean.length > 2_048 || !/^(https?:\/\/[^/]|mailto:[^@]+@)/i.test(clean)) return null;
  try {
    const url = new URL(clean);
    return SAFE.has(url.protocol) ? clean : null;
  } catch {
    return null;
  }
}

/** What somebody typed into the link field, made an address: `example.org` and `a@b.org` are understood. */
export function typedHref(typed: string): string | null {
  const trimmed = typed.trim();
  if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(trimmed)) return safeHref(`mailto:${trimmed}`);
  if (/^[^\s/:@.][^\s/:@]*\.[^\s:@]+$/.test(trimmed) || /^[^\s/:@]+\.[^\s/:@]+:\d+(\/\S*)?$/.test(trimmed)) {
    return safeHref(`https://${trimmed}`);
  }
  return safeHref(trimmed);
}

/**
 * A link. What comes from others is checked when it is shown: an address of another
 * scheme is shown as plain text.
 */
export const Link = Mark.create({
  name: "link",
  priority: 1000,
  inclusive: false,
  keepOnSplit: false,
  exitable: true,

  addAttributes() {
    return { href: { default: null, parseHTML: (element) => safeHref(element.getAttribute("href")) } };
  },

  parseHTML() {
    return [{ tag: "a[href]", getAttrs: (element) => (safeHref(element.getAttribute("href")) ? null : false) }];
  },

  renderHTML({ HTMLAttributes }) {
    const href = safeHref(HTMLAttributes["href"]);
    if (href === null) return ["span", {}, 0];
    return ["a", mergeAttributes({ rel: "noopener noreferrer nofollow", target: "_blank" }, { href }), 0];
  },

  addCommands() {
    return {
      setLink: (typed) => ({ chain }) => {
        const href = typedHref(typed);
        return href !== null && chain().extendMarkRange("link").setMark("link", { href }).run();
      },
      unsetLink: () => ({ chain }) => chain().extendMarkRange("link").unsetMark("link").run(),
    };
  },

  addInputRules() {
    return [
      new InputRule({
        // An address followed by a space becomes a link; the space is not part of it.
        find: /(?:^|\s)(https?:\/\/\S+) $/,
        handler: ({ state, range, match }) => {
          const written = (match[1] ?? "").replace(/[.,;:!?)\]'"]+$/, "");
          const href = safeHref(written);
          if (href === null || !state.doc.resolve(range.from).parent.type.allowsMarkType(this.type)) return null;
          const from = range.from + match[0].indexOf("http");
          state.tr.addMark(from, from + written.length, this.type.create({ href }));
          state.tr.removeStoredMark(this.type);
          return undefined;
        },
      }),
    ];
  },

  addProseMirrorPlugins() {
    const { editor, type } = this;
    return [
      new Plugin({
        props: {
          handlePaste(view, event) {
            const href = safeHref(event.clipboardData?.getData("text/plain").trim());
            const { empty, from, to, $from } = view.state.selection;
            if (!href || /\s/.test(href) || $from.parent.type.spec.code) return false;
            const { tr, schema } = view.state;
            if (empty) tr.replaceSelectionWith(schema.text(href, [type.create({ href })]), false);
            else tr.addMark(from, to, type.create({ href }));
            view.dispatch(tr.scrollIntoView());
            return true;
          },
          handleClick(_view, _at, event) {
            const link = (event.target as Element | null)?.closest?.("a[href]");
            const href = safeHref(link?.getAttribute("href"));
            if (!href || !editor.isEditable || !(event.ctrlKey || event.metaKey)) return false;
            window.open(href, "_blank", "noopener,noreferrer");
            return true;
          },
        },
      }),
    ];
  },
});
