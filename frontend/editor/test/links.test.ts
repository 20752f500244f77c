import { expect, test } from "vitest";
import { safeHref, typedHref } from "../src/links.js";
import { editor } from "./support/editors.js";

const UNSAFE = [
  "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)", "\u0001javascript:alert(1)",
  "data:text/html,<script>alert(1)</script>", "vbscript:x", "file:///etc/passwd", "blob:https://a/b", "ftp://a.org",
  "//evil.org", "/relative", "#anchor", "evil.org", "https:evil.org", "http:///", "mailto:", "", "&#106;avascript:alert(1)",
  "\u200bjavascript:alert(1)", "view-source:https://a.org", "https://",
];

test.each(UNSAFE)("%j is not an address for a link", (href) => {
  expect(safeHref(href)).toBeNull();
});

test.each(["https://example.org", "http://example.org/a?b=c#d", "mailto:a@example.org", "HTTPS://EXAMPLE.ORG"])(
  "%j is an address for a link", (href) => expect(safeHref(href)).toBe(href));

test("what is not text is not an address", () => {
  for (const value of [null, undefined, 1, {}, ["https://a.org"]]) expect(safeHref(value)).toBeNull();
});

test("what people type becomes an address", () => {
  expect(typedHref(" example.org/a ")).toBe("https://example.org/a");
  expect(typedHref("ann@example.org")).toBe("mailto:ann@example.org");
  expect(typedHref("example.org:8080/x")).toBe("https://example.org:8080/x");
  expect(typedHref("https://example.org")).toBe("https://example.org");
  expect(typedHref("just words")).toBeNull();
  expect(typedHref("javascript:alert(1)")).toBeNull();
});

test("an unsafe link in somebody's document is shown as plain text", () => {
  const surface = editor();
  const text = (href: string) => ({ type: "text", text: "click", marks: [{ type: "link", attrs: { href } }] });
  surface.commands.setContent({
    type: "doc",
    content: [{ type: "paragraph", content: UNSAFE.map(text) }, { type: "paragraph", content: [text("https://a.org")] }],
  });
  const links = [...surface.view.dom.querySelectorAll("a")];
  expect(links.map((link) => link.getAttribute("href"))).toEqual(["https://a.org"]);
  expect(links[0]?.rel).toContain("noopener");
  expect(surface.view.dom.innerHTML).not.toMatch(/script:|data:/i);
  expect(surface.getHTML()).not.toMatch(/script:|data:/i);
});

test("other attributes of links do not survive", () => {
  const surface = editor();
  surface.commands.setContent('<p><a href="https://a.org" onclick="x()" class="y" style="z:1" target="_self">a</a></p>');
  expect(surface.getHTML()).toBe('<p><a rel="noopener noreferrer nofollow" target="_blank" href="https://a.org">a</a></p>');
});

test("a command refuses an unsafe address", () => {
  const surface = editor();
  surface.commands.setContent("<p>text</p>");
  surface.commands.selectAll();
  expect(surface.commands.setLink("javascript:alert(1)")).toBe(false);
  expect(surface.getHTML()).toBe("<p>text</p>");
  expect(surface.commands.setLink("a.org")).toBe(true);
  expect(surface.getHTML()).toContain('href="https://a.org"');
  expect(surface.commands.unsetLink()).toBe(true);
  expect(surface.getHTML()).toBe("<p>text</p>");
});
