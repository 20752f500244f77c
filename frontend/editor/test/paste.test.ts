import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { cleanHtml } from "../src/paste/clean.js";
import { editor } from "./support/editors.js";

/** What arrives in the document when this HTML is pasted. */
const pasted = (html: string) => editor({ content: cleanHtml(html) }).getHTML();
const sample = (name: string) => readFileSync(join(import.meta.dirname, "samples", `${name}.html`), "utf8");
const link = (href: string, text: string) =>
  `<a rel="noopener noreferrer nofollow" target="_blank" href="${href}">${text}</a>`;

test("a page of Word keeps its meaning and loses its looks", () => {
  expect(pasted(sample("word"))).toBe([
    "<h1>Launch plan</h1>",
    `<p>We open on <strong>Monday</strong>, <em>rain</em> or <u>shine</u>, not <s>Tuesday</s>. See ${link("https://example.org/plan", "the plan")}.</p>`,
    "<ul><li><p>Pictures</p><ul><li><p>Of the sea</p></li></ul></li><li><p>Words</p></li></ul>",
    "<p>Then:</p>",
    '<ol start="3"><li><p>Third</p></li><li><p>Fourth</p></li></ol>',
    "<p>Day | Post</p>",
    "<p>Bad</p>",
  ].join(""));
});

test("a page of Google Docs keeps its meaning and loses its looks", () => {
  expect(pasted(sample("google-docs"))).toBe([
    "<h2>Notes</h2>",
    `<p>Some <strong>bold</strong><em> slanted</em><s> gone</s> and ${link("https://example.org/", "a link")}</p>`,
    "<ul><li><p>One</p><ul><li><p>Inner</p></li></ul></li></ul>",
    '<ul data-type="taskList"><li data-checked="true" data-type="taskItem"><label><input type="checkbox" checked="checked"><span></span></label><div><p><s>Done</s></p></div></li></ul>',
  ].join(""));
});

test("nothing that runs survives", () => {
  const clean = cleanHtml(
    '<p onclick="x()">a<script>alert(1)</script><img src=x onerror=alert(1)><svg onload=alert(1)></svg>'
    + '<iframe src="https://a.org"></iframe><a href="javascript:alert(1)" onmouseover="x()">b</a>'
    + '<style>p{}</style><form action="https://a.org"><button>c</button></form></p>',
  );
  expect(clean).toBe("<p>ab</p>");
});

test("a page of the web keeps headings, quotes, code and lists", () => {
  expect(pasted(
    '<article class="post"><h4 id="x">Deep</h4><blockquote class="q"><p>Said</p></blockquote>'
    + '<pre class="hl"><code class="language-rust"><span style="font-weight:bold">fn</span> main() {}</code></pre>'
    + "<ul><li>One<ul><li>Two</li></ul></li></ul><hr class=z><p>a<br>b</p></article>",
  )).toBe(
    '<h3>Deep</h3><blockquote><p>Said</p></blockquote><pre><code class="language-rust">fn main() {}</code></pre>'
    + "<ul><li><p>One</p><ul><li><p>Two</p></li></ul></li></ul><hr><p>a<br>b</p>",
  );
});

test("text that only looks like a style attribute stays as it is", () => {
  expect(cleanHtml("<p>write style=&quot;x&quot; here</p>")).toBe('<p>write style="x" here</p>');
});

test("what is copied within the editor is left whole, but for unsafe links", () => {
  const own = '<ul data-pm-slice="1 1 []"><li><p>a</p><p></p></li></ul>';
  expect(cleanHtml(own)).toBe(own);
  expect(cleanHtml('<p data-pm-slice="1 1 []"><a href="javascript:x">b</a></p>')).toBe('<p data-pm-slice="1 1 []">b</p>');
});
