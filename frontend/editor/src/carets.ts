import { Extension } from "@tiptap/core";
import { type EditorState, Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet, type EditorView } from "@tiptap/pm/view";
import { ySyncPluginKey } from "@tiptap/y-tiptap";
import type { Awareness } from "y-protocols/awareness";
import { compareRelativePositions, createRelativePositionFromJSON, type RelativePosition } from "yjs";
import { paletteIndex } from "./people.js";
import { absoluteAt, relativeAt } from "./positions.js";

/** How long a name stays after its caret moved, */
export const NAME_STAYS = 2_500;
/** and when the caret itself fades out, its selection with it. */
export const FADES_AFTER = 15_000;
const key = new PluginKey<DecorationSet>("carets");

/** The carets of clients that moved a moment ago, and of those that have not for a while. */
type Motion = Map<number, "moving" | "still">;

/** Others' carets and selections, and ours for them. */
export const Carets = Extension.create<{ awareness: Awareness | null; guest: string }>({
  name: "carets",
  /** `guest` is put behind the names of guests. */
  addOptions: () => ({ awareness: null, guest: "" }),
  addProseMirrorPlugins() {
    const { awareness, guest } = this.options;
    return awareness ? [caretsPlugin(awareness, guest)] : [];
  },
});

function caretsPlugin(awareness: Awareness, guest: string): Plugin {
  /** The caret of each client as last seen, to tell motion from other news. */
  const seen = new Map<number, string>();
  const timers = new Map<number, ReturnType<typeof setTimeout>>();
  const motion: Motion = new Map();

  return new Plugin<DecorationSet>({
    key,
    state: {
      init: (_config, state) => decorate(state, awareness, motion, guest),
      apply(tr, old, _before, state) {
        const fromOthers = ySyncPluginKey.getState(state)?.isChangeOrigin === true;
        if (fromOthers || tr.getMeta(key)) return decorate(state, awareness, motion, guest);
        return tr.docChanged ? old.map(tr.mapping, tr.doc) : old;
      },
    },
    props: { decorations: (state) => key.getState(state) },
    view(view) {
      const is = (client: number, how: "moving" | "still" | undefined) => {
        if (how) motion.set(client, how);
        else motion.delete(client);
        const caret = caretElement(view, client);
        for (const name of ["moving", "still"]) caret?.classList.toggle(name, name === how);
      };
      const moved = (client: number) => {
        clearTimeout(timers.get(client));
        is(client, "moving");
        timers.set(client, setTimeout(() => {
          is(client, undefined);
          timers.set(client, setTimeout(() => {
            is(client, "still");
            redraw();
          }, FADES_AFTER - NAME_STAYS));
        }, NAME_STAYS));
      };
      const redraw = () => {
        if (view.isDestroyed) return;
        // Marked as others' doing, or it would end the group of edits that one undo takes back.
        view.dispatch(view.state.tr.setMeta(key, true).setMeta(ySyncPluginKey, { isChangeOrigin: true }));
      };
      let scheduled = false;
      const changed = ({ added, updated, removed }: Record<"added" | "updated" | "removed", number[]>) => {
        if ([...added, ...updated, ...removed].every((client) => client === awareness.clientID)) return;
        for (const [client, state] of awareness.getStates()) {
          const caret = JSON.stringify(state["cursor"] ?? null);
          if (client === awareness.clientID || seen.get(client) === caret) continue;
          seen.set(client, caret);
          moved(client);
        }
        for (const client of seen.keys()) {
          if (awareness.getStates().has(client)) continue;
          seen.delete(client);
          clearTimeout(timers.get(client));
          timers.delete(client);
          motion.delete(client);
        }
        if (scheduled) return;
        // Later: a change of presence may come in the middle of a change of the text.
        scheduled = true;
        queueMicrotask(() => {
          scheduled = false;
          redraw();
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

function decorate(state: EditorState, awareness: Awareness, motion: Motion, guest: string): DecorationSet {
  const decorations: Decoration[] = [];
  for (const [client, { cursor, user, away }] of awareness.getStates()) {
    // Who does not look at the text is not in it.
    if (client === awareness.clientID || !cursor || away === true) continue;
    const anchor = absoluteAt(state, cursor.anchor);
    const head = absoluteAt(state, cursor.head);
    if (anchor === null || head === null) continue;
    const given = typeof user?.name === "string" ? user.name : "";
    const name = user?.kind === "guest" ? `${given} (${guest})` : given;
    const color = `color-${paletteIndex(user?.color)}`;
    decorations.push(
      Decoration.widget(head, () => drawCaret(client, name, color, motion.get(client)), {
        key: `${client} ${color} ${name}`,
        side: 10,
      }),
    );
    if (anchor !== head && motion.get(client) !== "still") {
      const attributes = { class: `remote-selection ${color}` };
      decorations.push(Decoration.inline(Math.min(anchor, head), Math.max(anchor, head), attributes));
    }
  }
  return DecorationSet.create(state.doc, decorations);
}

function drawCaret(client: number, name: string, color: string, how: "moving" | "still" | undefined): HTMLElement {
  const caret = document.createElement("span");
  caret.className = `remote-caret ${color}`;
  if (how) caret.classList.add(how);
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
  const local = awareness.getLocalState();
  if (!local) return;
  const known = local["cursor"];
  if (!view.hasFocus() || !view.editable) {
    if (known) awareness.setLocalStateField("cursor", null);
    return;
  }
  const { selection } = view.state;
  const anchor = relativeAt(view.state, selection.anchor) as RelativePosition | null;
  const head = relativeAt(view.state, selection.head) as RelativePosition | null;
  if (!anchor || !head) return;
  const same = known
    && compareRelativePositions(createRelativePositionFromJSON(known.anchor), anchor)
    && compareRelativePositions(createRelativePositionFromJSON(known.head), head);
  if (!same) awareness.setLocalStateField("cursor", { anchor, head });
}
