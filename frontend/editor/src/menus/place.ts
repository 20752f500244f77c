/** Something with a place on the screen. */
export interface Anchor {
  left: number;
  top: number;
  bottom: number;
}

const GAP = 6;
const EDGE = 8;

/** Puts a `position: fixed` element beside an anchor, on the other side where there is no room. */
export function place(element: HTMLElement, anchor: Anchor, side: "above" | "below"): void {
  const { width, height } = element.getBoundingClientRect();
  const above = anchor.top - height - GAP;
  const below = anchor.bottom + GAP;
  const fitsBelow = below + height <= window.innerHeight - EDGE;
  const top = side === "above" ? (above >= EDGE ? above : below) : fitsBelow || above < EDGE ? below : above;
  const left = Math.max(EDGE, Math.min(anchor.left, window.innerWidth - width - EDGE));
  // Single properties through the object model are allowed by the Content-Security-Policy.
  element.style.left = `${Math.round(left)}px`;
  element.style.top = `${Math.round(top)}px`;
}
