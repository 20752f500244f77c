import { Extension } from "@tiptap/core";
import { type EditorState, Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet, type EditorView } from "@tiptap/pm/view";
import {
  absolutePositionToRelativePosition, relativePositionToAbsolutePosition, ySyncPluginKey,
} from "@tiptap/y-tiptap";
import type { Awareness } from "y-protocols/awareness";
import { compareRelativePositions, createRelativePositionFromJSON } from "yjs";
import { paletteIndex } from "./people.js";

/** How long a name stays after its caret moved. */
const NAME_STAYS = 2_500;
const key = new PluginKey<DecorationSet>("carets");

/** Others' carets and selections, and ours for them. */
export const Carets = Extension.create<{ awareness: Awareness | null }>({
  name: "carets",
  addOptions: () => ({ awareness: null }),
  addProseMirrorPlugins() {
    const { awareness } = this.options;
    return awareness ? [caretsPlugin(awareness)] : [];
  },
});

function caretsPlugin(awareness: Awareness): Plugin {
  /** The caret of each client as last seen, to tell motion from other news. */
  const seen = new Map<number, string>();
  const timers = new Map<number, ReturnType<typeof setTimeout>>();
  const moving = new Set<number>();

  return new Plugin<DecorationSet>({
    key,
    state: {
      init: (_config, state) => decorate(state, awareness, moving),
      apply(tr, old, _before, state) {
        const fromOthers = ySyncPluginKey.getState(state)?.isChangeOrigin === true;
        if (fromOthers || tr.getMeta(key)) return decorate(state, awareness, moving);
        return tr.docChanged ? old.map(tr.mapping, tr.doc) : old;
      },
    },
    props: { decorations: (state) => key.getState(state) },
    view(view) {
      const showName = (client: number) => {
        clearTimeout(timers.get(client));
        moving.add(client);
        caretElement(view, client)?.classList.add("moving");
        timers.set(client, setTimeout(() => {
          moving.delete(client);
          caretElement(view, client)?.classList.remove("moving");
        }, NAME_STAYS));
      };
      let scheduled = false;
      const changed = ({ added, updated, removed }: Record<"added" | "updated" | "removed", number[]>) => {
        if ([...added, ...updated, ...removed].every((client) => client === awareness.clientID)) return;
        for (const [client, state] of awareness.getStates()) {
          const caret = JSON.stringify(state["cursor"] ?? null);
          if (client === awareness.clientID || seen.get(client) === caret) continue;
          seen.set(client, caret);
          showName(client);
        }
        for (const client of seen.keys()) if (!awareness.getStates().has(client)) seen.delete(client);
        if (scheduled) return;
        // Later: a change of presence may come in the middle of a change of the text.
        scheduled = true;
        queueMicrotask(() => {
          scheduled = false;
          if (view.isDestroyed) return;
          // Marked as others' doing, or it would end the group of edits that one undo takes back.
          const redraw = view.state.tr.setMeta(key, true).setMeta(ySyncPluginKey, { isChangeOrigin: true });
          view.dispatch(redraw);
        });
      };
      const publish = () => publishCaret(view, awareness);
      awareness.on("change", changed);
      view.dom.addEventListener("focusin", publish);
      view.dom.addEventListener("focusout", publish);
      return {
        update: publish,
        destroy() {
          awareness.off("change", changed);
          view.dom.removeEventListener("focusin", publish);
          view.dom.removeEventListener("focusout", publish);
          for (const timer of timers.values()) clearTimeout(timer);
          if (awareness.getLocalState()) awareness.setLocalStateField("cursor", null);
        },
      };
    },
  });
}

function caretElement(view: EditorView, client: number): Element | null {
  return view.dom.querySelector(`.remote-caret[data-client="${client}"]`);
}

function decorate(state: EditorState, awareness: Awareness, moving: ReadonlySet<number>): DecorationSet {
  const sync = ySyncPluginKey.getState(state);
  if (!sync?.binding || sync.binding.mapping.size === 0) return DecorationSet.empty;
  const position = (json: unknown): number | null => {
    try {
      const relative = createRelativePositionFromJSON(json);
      const at = relativePositionToAbsolutePosition(sync.doc, sync.type, relative, sync.binding.mapping);
      return at === null ? null : Math.min(at, Math.max(state.doc.content.size - 1, 0));
    } catch {
      // Another client may send anything; a caret that cannot be placed is not shown.
      return null;
    }
  };
  const decorations: Decoration[] = [];
  for (const [client, { cursor, user }] of awareness.getStates()) {
    if (client === awareness.clientID || !cursor) continue;
    const anchor = position(cursor.anchor);
    const head = position(cursor.head);
    if (anchor === null || head === null) continue;
    const name = typeof user?.name === "string" ? user.name : "";
    const color = `color-${paletteIndex(user?.color)}`;
    decorations.push(
      Decoration.widget(head, () => drawCaret(client, name, color, moving.has(client)), {
        key: `${client} ${color} ${name}`,
        side: 10,
      }),
    );
    if (anchor !== head) {
      const attributes = { class: `remote-selection ${color}` };
      decorations.push(Decoration.inline(Math.min(anchor, head), Math.max(anchor, head), attributes));
    }
  }
  return DecorationSet.create(state.doc, decorations);
}

function drawCaret(client: number, name: string, color: string, moving: boolean): HTMLElement {
  const caret = document.createElement("span");
  caret.className = `remote-caret ${color}`;
  caret.classList.toggle("moving", moving);
  caret.dataset["client"] = String(client);
  // The names of those who are here stand beside the title for screen readers.
  caret.setAttribute("aria-hidden", "true");
  const label = document.createElement("span");
  label.className = "remote-caret-name";
  label.textContent = name;
  caret.append(label);
  return caret;
}

function publishCaret(view: EditorView, awareness: Awareness): void {
  const sync = ySyncPluginKey.getState(view.state);
  const local = awareness.getLocalState();
  if (!sync?.binding || !local) return;
  const known = local["cursor"];
  if (!view.hasFocus() || !view.editable) {
    if (known) awareness.setLocalStateField("cursor", null);
    return;
  }
  const { selection } = view.state;
  const relative = (at: number) => absolutePositionToRelativePosition(at, sync.type, sync.binding.mapping);
  const anchor = relative(selection.anchor);
  const head = relative(selection.head);
  const same = known
    && compareRelativePositions(createRelativePositionFromJSON(known.anchor), anchor)
    && compareRelativePositions(createRelativePositionFromJSON(known.head), head);
  if (!same) awareness.setLocalStateField("cursor", { anchor, head });
}
