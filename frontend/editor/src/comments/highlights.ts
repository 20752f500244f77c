import { Extension } from "@tiptap/core";
import type { Node, Slice } from "@tiptap/pm/model";
import { Fragment, Slice as SliceOf } from "@tiptap/pm/model";
import { type EditorState, Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet, type EditorView } from "@tiptap/pm/view";
import type { ThreadState } from "../interface.js";

/** What the page says of the threads. */
interface Shown {
  known: ReadonlyMap<string, ThreadState>;
  active: string;
}

interface Highlighted extends Shown {
  decorations: DecorationSet;
}

const key = new PluginKey<Highlighted>("comments");

/** Which threads there are, and which one is looked at. */
export function show(view: EditorView, shown: Partial<Shown>): void {
  view.dispatch(view.state.tr.setMeta(key, shown).setMeta("addToHistory", false));
}

/** The threads on a place of the text, those that are shown. */
export function threadsAt(state: EditorState, pos: number): string[] {
  const { known } = key.getState(state) ?? { known: new Map<string, ThreadState>() };
  const $pos = state.doc.resolve(pos);
  const marks = [...($pos.nodeAfter?.marks ?? []), ...($pos.nodeBefore?.marks ?? [])];
  const ids = marks.filter((mark) => mark.type.name === "comment").map((mark) => mark.attrs["thread"] as string);
  return [...new Set(ids)].filter((id) => known.get(id)?.resolved === false);
}

/** Where the words of each thread begin. */
export function places(doc: Node): Map<string, number> {
  const found = new Map<string, number>();
  doc.descendants((node, pos) => {
    for (const mark of node.marks) {
      const id = mark.attrs["thread"] as string;
      if (mark.type.name === "comment" && !found.has(id)) found.set(id, pos);
    }
  });
  return found;
}

function decorate(doc: Node, { known, active }: Shown): DecorationSet {
  const all: Decoration[] = [];
  doc.descendants((node, pos) => {
    for (const mark of node.marks) {
      if (mark.type.name !== "comment") continue;
      const id = mark.attrs["thread"] as string;
      const thread = known.get(id);
      // A resolved one shows only while it is looked at; one that is not of this post never.
      if (!thread || (thread.resolved && id !== active)) continue;
      const name = id === active ? "comment-mark comment-mark--active" : "comment-mark";
      all.push(Decoration.inline(pos, pos + node.nodeSize, { class: name }));
    }
  });
  return DecorationSet.create(doc, all);
}

/**
 * What is pasted keeps the marks of threads whose words are not in the text any more: it was
 * cut here. A copy leaves them with the original, and threads of other posts do not follow.
 */
function strip(slice: Slice, view: EditorView): Slice {
  const { known } = key.getState(view.state) ?? { known: new Map<string, ThreadState>() };
  // While words are dragged they are still in their old place.
  const dragging = (view as unknown as { dragging?: { move: boolean } | null }).dragging?.move === true;
  const there = dragging ? new Map<string, number>() : places(view.state.doc);
  const clean = (fragment: Fragment): Fragment => {
    const nodes: Node[] = [];
    fragment.forEach((node) => {
      const kept = node.marks.filter((mark) => {
        const id = mark.attrs["thread"] as string;
        return mark.type.name !== "comment" || (known.has(id) && !there.has(id));
      });
      nodes.push((node.isText ? node : node.copy(clean(node.content))).mark(kept));
    });
    return Fragment.from(nodes);
  };
  return new SliceOf(clean(slice.content), slice.openStart, slice.openEnd);
}

/** Shows the words of the threads that the page knows, and tells when the caret or a click comes to one. */
export const Highlights = Extension.create<{ chosen(threads: string[], clicked: boolean): void }>({
  name: "commentHighlights",
  addOptions: () => ({ chosen: () => undefined }),
  addProseMirrorPlugins() {
    const { chosen } = this.options;
    return [
      new Plugin<Highlighted>({
        key,
        state: {
          init: () => ({ known: new Map(), active: "", decorations: DecorationSet.empty }),
          apply: (transaction, before) => {
            const news = transaction.getMeta(key) as Partial<Shown> | undefined;
            if (!news && !transaction.docChanged) return before;
            const shown = { ...before, ...news };
            return { ...shown, decorations: decorate(transaction.doc, shown) };
          },
        },
        props: {
          decorations: (state) => key.getState(state)?.decorations,
          transformPasted: strip,
          handleClick: (view, pos) => {
            chosen(threadsAt(view.state, pos), true);
            return false;
          },
        },
      }),
    ];
  },
  onSelectionUpdate() {
    const { selection } = this.editor.state;
    if (selection.empty && this.editor.isFocused) this.options.chosen(threadsAt(this.editor.state, selection.from), false);
  },
});
