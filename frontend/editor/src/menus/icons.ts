const SVG = "http://www.w3.org/2000/svg";

const PATHS = {
  bold: "M7 5h6a3.5 3.5 0 0 1 0 7H7zm0 7h7a3.5 3.5 0 0 1 0 7H7z",
  italic: "M10 5h8M6 19h8M15 5 9 19",
  underline: "M7 4v7a5 5 0 0 0 10 0V4M5 20h14",
  strike: "M4 12h16M16.5 8A4 3.5 0 0 0 12 5C9.5 5 8 6.3 8 8c0 1 .6 2 2 2.6M8 16a4 3.5 0 0 0 4 3c2.5 0 4-1.3 4-3 0-.8-.3-1.5-1-2",
  code: "m8 7-5 5 5 5M16 7l5 5-5 5",
  link: "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1.5 1.5M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1.5-1.5",
  comment: "M5 5h14v11h-8l-4 4v-4H5zM9 9h6M9 12h4",
} as const;

/** A name of a drawn icon. */
export type IconName = keyof typeof PATHS;

/** An icon in the colour of the text around it. */
export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", "editor-icon");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
