import type { Awareness } from "y-protocols/awareness";
import type { Doc, Transaction } from "yjs";

/** After this long without input somebody counts as idle, */
export const IDLE_AFTER = 60_000;
/** and after this long as away, as with a tab that is not looked at. */
export const AWAY_AFTER = 600_000;
/** Somebody is typing until this long after the last change. */
export const TYPING_STAYS = 3_000;

const SIGNS_OF_LIFE = ["keydown", "pointerdown", "pointermove", "wheel", "focus"] as const;

/** Sets a field of our presence, if that is news. */
export function say(awareness: Awareness, field: string, value: unknown): void {
  const local = awareness.getLocalState();
  if (local && local[field] !== value) awareness.setLocalStateField(field, value);
}

/** Tells the others whether we are typing, idle or away, until the returned function is called. */
export function watchActivity(doc: Doc, awareness: Awareness): () => void {
  let idle: ReturnType<typeof setTimeout> | undefined;
  let away: ReturnType<typeof setTimeout> | undefined;
  let typing: ReturnType<typeof setTimeout> | undefined;
  const alive = () => {
    clearTimeout(idle);
    clearTimeout(away);
    idle = setTimeout(() => say(awareness, "idle", true), IDLE_AFTER);
    away = setTimeout(() => say(awareness, "away", true), AWAY_AFTER);
    say(awareness, "idle", false);
    say(awareness, "away", document.hidden);
  };
  const seen = () => {
    if (document.hidden) say(awareness, "away", true);
    else alive();
  };
  const changed = (transaction: Transaction) => {
    if (!transaction.local || transaction.changed.size === 0) return;
    clearTimeout(typing);
    typing = setTimeout(() => say(awareness, "typing", false), TYPING_STAYS);
    say(awareness, "typing", true);
  };
  for (const name of SIGNS_OF_LIFE) window.addEventListener(name, alive, { passive: true });
  document.addEventListener("visibilitychange", seen);
  doc.on("afterTransaction", changed);
  say(awareness, "typing", false);
  alive();

  return () => {
    for (const timer of [idle, away, typing]) clearTimeout(timer);
    for (const name of SIGNS_OF_LIFE) window.removeEventListener(name, alive);
    document.removeEventListener("visibilitychange", seen);
    doc.off("afterTransaction", changed);
  };
}
