import type { Shortcut } from "./interface.js";
import { textsFor, type Texts } from "./texts.js";

const SHORTCUTS: [Shortcut["group"], keyof Texts, string][] = [
  ["text", "bold", "Mod B"],
  ["text", "italic", "Mod I"],
  ["text", "underline", "Mod U"],
  ["text", "strike", "Mod Shift S"],
  ["text", "code", "Mod E"],
  ["text", "link", "Mod K"],
  ["text", "comment", "Mod Alt M"],
  ["blocks", "paragraph", "Mod Alt 0"],
  ["blocks", "heading1", "Mod Alt 1"],
  ["blocks", "heading2", "Mod Alt 2"],
  ["blocks", "heading3", "Mod Alt 3"],
  ["blocks", "blockquote", "Mod Shift B"],
  ["blocks", "codeBlock", "Mod Alt C"],
  ["blocks", "lineBreak", "Shift Enter"],
  ["lists", "orderedList", "Mod Shift 7"],
  ["lists", "bulletList", "Mod Shift 8"],
  ["lists", "taskList", "Mod Shift 9"],
  ["lists", "indent", "Tab"],
  ["lists", "outdent", "Shift Tab"],
  ["edit", "undo", "Mod Z"],
  ["edit", "redo", "Mod Shift Z"],
  ["menus", "slashMenu", "/"],
  ["menus", "emojiByName", ":"],
  ["menus", "toToolbar", "Alt F10"],
  ["menus", "leaveMenu", "Escape"],
];

/** What stands on the keys of Apple's keyboards, in every language. */
const APPLE: Record<string, string> = { Mod: "⌘", Alt: "⌥", Shift: "⇧" };
const ELSEWHERE: Record<string, Record<string, string>> = {
  en: { Mod: "Ctrl", Escape: "Esc" },
  fr: { Mod: "Ctrl", Shift: "Maj", Enter: "Entrée", Escape: "Échap" },
};

/** The names of keys as they stand on the keyboard in front of the reader. */
function keyNames(locale: string): Record<string, string> {
  const french = locale.startsWith("fr");
  const names = ELSEWHERE[french ? "fr" : "en"];
  return /^(Mac|iP)/.test(navigator.platform) ? { ...names, ...APPLE } : { ...names };
}

/** The shortcuts, labelled in a language. */
export function shortcutList(locale: string, own?: Record<string, string>): Shortcut[] {
  const texts = textsFor(locale, own);
  const names = keyNames(locale);
  return SHORTCUTS.map(([group, key, keys]) => ({
    group,
    label: texts[key],
    keys: keys.split(" ").map((name) => names[name] ?? name),
  }));
}
