import type { Awareness } from "y-protocols/awareness";
import type { Person, Self } from "./interface.js";

/** One tab's presence, as it comes over the wire: nothing in it can be relied on. */
interface Presence {
  user?: { kind?: unknown; id?: unknown; name?: unknown; color?: unknown; picture?: unknown };
  typing?: unknown;
  idle?: unknown;
  away?: unknown;
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
  for (const [clientId, { user, typing, idle, away, replying }] of states) {
    if (!user) continue;
    const id = text(user.id);
    const self = clientId === ownClient || (id !== "" && id === userId);
    const known = found.get(id || `guest ${clientId}`);
    if (known) {
      known.typing ||= typing === true;
      known.idle &&= idle === true;
      known.away &&= away === true;
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
      typing: typing === true,
      idle: idle === true,
      away: away === true,
      replying: text(replying),
      self,
    });
  }
  return [...found.values()].sort(
    (a, b) => Number(b.self) - Number(a.self) || a.name.localeCompare(b.name) || a.clientId - b.clientId,
  );
}

/** Tells who is here, until the returned function is called. */
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
  awareness.setLocalStateField("user", { id: userId, name: "", color: 0, picture: "", ...self });
  changed();
  return () => awareness.off("change", changed);
}
