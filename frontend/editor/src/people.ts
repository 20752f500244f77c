import type { Awareness } from "y-protocols/awareness";
import type { Person, Self } from "./interface.js";

/** After this long without input somebody counts as idle. */
export const IDLE_AFTER = 60_000;
const SIGNS_OF_LIFE = ["keydown", "pointerdown", "pointermove", "wheel", "focus"] as const;

/** One tab's presence, as it comes over the wire: nothing in it can be relied on. */
interface Presence {
  user?: { kind?: unknown; id?: unknown; name?: unknown; color?: unknown; picture?: unknown };
  idle?: unknown;
  replying?: unknown;
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** An index into the avatar palette out of whatever was sent. */
export function paletteIndex(color: unknown): number {
  return typeof color === "number" && Number.isInteger(color) && color >= 0 ? color % 12 : 0;
}

/** Who is here, one entry for each person, ourselves first and then by name. */
export function people(
  states: ReadonlyMap<number, Presence>,
  ownClient: number,
  userId: string,
): Person[] {
  const found = new Map<string, Person>();
  for (const [clientId, { user, idle, replying }] of states) {
    if (!user) continue;
    const id = text(user.id);
    const self = clientId === ownClient || (id !== "" && id === userId);
    const known = found.get(id || `guest ${clientId}`);
    if (known) {
      known.idle &&= idle === true;
      known.replying ||= text(replying);
      if (clientId === ownClient) known.clientId = clientId;
      continue;
    }
    found.set(id || `guest ${clientId}`, {
      clientId,
      id,
      guest: user.kind === "guest",
      name: text(user.name),
      color: paletteIndex(user.color),
      picture: text(user.picture),
      idle: idle === true,
      replying: text(replying),
      self,
    });
  }
  return [...found.values()].sort(
    (a, b) => Number(b.self) - Number(a.self) || a.name.localeCompare(b.name) || a.clientId - b.clientId,
  );
}

/** Tells who is here and whether we are idle, until the returned function is called. */
export function watchPeople(
  awareness: Awareness,
  userId: string,
  self: Self | undefined,
  tell: (list: Person[]) => void,
): () => void {
  let last = "";
  const changed = () => {
    const list = people(awareness.getStates(), awareness.clientID, userId);
    const json = JSON.stringify(list);
    if (json === last) return;
    last = json;
    tell(list);
  };
  awareness.on("change", changed);

  let timer: ReturnType<typeof setTimeout> | undefined;
  const idle = (now: boolean) => {
    if (awareness.getLocalState()?.["idle"] !== now) awareness.setLocalStateField("idle", now);
  };
  const alive = () => {
    clearTimeout(timer);
    timer = setTimeout(() => idle(true), IDLE_AFTER);
    idle(false);
  };
  awareness.setLocalStateField("user", { id: userId, name: "", color: 0, picture: "", ...self });
  for (const name of SIGNS_OF_LIFE) window.addEventListener(name, alive, { passive: true });
  alive();
  changed();

  return () => {
    clearTimeout(timer);
    awareness.off("change", changed);
    for (const name of SIGNS_OF_LIFE) window.removeEventListener(name, alive);
  };
}
