/** The declarations of a style attribute, names and values in lower case. */
export function declarations(style: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const part of style.split(";")) {
    const colon = part.indexOf(":");
    if (colon < 0) continue;
    found.set(part.slice(0, colon).trim().toLowerCase(), part.slice(colon + 1).trim().toLowerCase());
  }
  return found;
}

/** The tags that say what a style says about text; empty for colours, sizes and the like. */
export function tagsOf(style: ReadonlyMap<string, string>): string[] {
  const tags: string[] = [];
  const weight = style.get("font-weight") ?? "";
  if (weight === "bold" || weight === "bolder" || Number(weight) >= 600) tags.push("strong");
  if (/^(italic|oblique)/.test(style.get("font-style") ?? "")) tags.push("em");
  const line = `${style.get("text-decoration") ?? ""} ${style.get("text-decoration-line") ?? ""}`;
  if (line.includes("underline")) tags.push("u");
  if (line.includes("line-through")) tags.push("s");
  return tags;
}

/** Tags that a style takes the meaning from: Google Docs wraps everything in a `<b>` that is not bold. */
export function denies(style: ReadonlyMap<string, string>, tag: string): boolean {
  const weight = style.get("font-weight") ?? "";
  if (tag === "b" || tag === "strong") return weight === "normal" || (weight !== "" && Number(weight) < 600);
  if (tag === "i" || tag === "em") return style.get("font-style") === "normal";
  if (tag === "u") return /^none/.test(style.get("text-decoration") ?? "");
  return false;
}
