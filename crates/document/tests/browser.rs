//! A document that a browser made (tests/fixtures/README.md says how), and what is derived from it.

#![expect(clippy::unwrap_used, reason = "helpers of tests: a test that cannot go on fails")]

use base64::{Engine, engine::general_purpose::STANDARD};
use document::Derived;
use serde_json::{Value, json};

fn browser() -> Vec<u8> {
    let text: String = include_str!("fixtures/every-node.base64").split_whitespace().collect();
    STANDARD.decode(text).unwrap()
}

fn derived() -> Derived {
    document::derive_update(&browser()).unwrap()
}

#[test]
fn the_title_and_the_counts_are_right() {
    let derived = derived();
    assert_eq!(derived.title, "Launch 🚀 <plan>");
    assert_eq!((derived.words, derived.characters), (25, 133));
}

#[test]
fn the_html_has_every_node_and_nothing_unsafe() {
    let expected = concat!(
        "<h2>Café 🚀 plan</h2>",
        "<p>plain <strong>bold</strong> <em>italic</em> <u>under</u> <s>strike</s> <code>code()</code> <strong><em>both</em></strong> ",
        "<a href=\"https://example.org/?a=1&amp;b=2\" rel=\"noopener noreferrer nofollow\">site</a><br>next line</p>",
        "<ul><li><p>one</p><ol start=\"3\"><li><p>three</p></li><li><p>four</p></li></ol></li><li><p>two</p></li></ul>",
        "<ul data-type=\"taskList\">",
        "<li data-type=\"taskItem\" data-checked=\"true\"><label><input type=\"checkbox\" disabled checked><span></span></label><div><p>done</p></div></li>",
        "<li data-type=\"taskItem\" data-checked=\"false\"><label><input type=\"checkbox\" disabled><span></span></label><div><p>open</p></div></li>",
        "</ul>",
        "<blockquote><p>quoted</p><p></p></blockquote>",
        "<pre><code class=\"language-rust\">fn main() {\n    &quot;&lt;&amp;&gt;&quot;;\n}</code></pre>",
        "<pre><code></code></pre><hr>",
        "<p>bad</p><p>A film</p><p><strong>marked</strong></p>",
    );
    assert_eq!(derived().html, expected);
}

#[test]
fn the_markdown_has_every_node() {
    let expected = "\
## Café 🚀 plan

plain **bold** _italic_ <u>under</u> ~~strike~~ `code()` **_both_** [site](https://example.org/?a=1\\&b=2)\\
next line

- one

  3. three
  4. four

- two

* [x] done
* [ ] open

> quoted

```rust
fn main() {
    \"<&>\";
}
```

```
```

---

bad

A film

**marked**
";
    assert_eq!(derived().markdown, expected);
}

#[test]
fn the_text_has_a_line_for_each_item() {
    let expected = "Café 🚀 plan\n\nplain bold italic under strike code() both site\nnext line\n\n- one\n  3. three\n  4. four\n- two\n\n\
        [x] done\n[ ] open\n\nquoted\n\nfn main() {\n    \"<&>\";\n}\n\nbad\n\nA film\n\nmarked";
    assert_eq!(derived().text, expected);
}

#[test]
fn the_json_is_what_the_editor_reads() {
    let doc: Value = serde_json::from_str(&derived().json).unwrap();
    let content = doc["content"].as_array().unwrap();
    assert_eq!(doc["type"], "doc");
    assert_eq!(content[0], json!({"type": "heading", "attrs": {"level": 2}, "content": [{"type": "text", "text": "Café 🚀 plan"}]}));
    assert_eq!(content[1]["content"][11]["marks"], json!([{"type": "bold"}, {"type": "italic"}]));
    assert_eq!(content[1]["content"][13]["marks"], json!([{"type": "link", "attrs": {"href": "https://example.org/?a=1&b=2"}}]));
    assert_eq!(content[1]["content"][14], json!({"type": "hardBreak"}));
    assert_eq!(content[2]["content"][0]["content"][1]["attrs"], json!({"start": 3}));
    assert_eq!(content[3]["content"][0]["attrs"], json!({"checked": true}));
    assert_eq!(content[5]["attrs"], json!({"language": "rust"}));
    assert_eq!(content[6], json!({"type": "codeBlock", "attrs": {"language": null}}));
    assert_eq!(content[7], json!({"type": "horizontalRule"}));
    assert_eq!(content[8], json!({"type": "paragraph", "content": [{"type": "text", "text": "bad"}]}));
}

#[test]
fn markdown_from_the_stored_json_is_the_same() {
    let derived = derived();
    assert_eq!(document::markdown_of(&derived.json), derived.markdown);
    assert_eq!(document::markdown_of("not json"), "");
}

#[test]
fn a_copy_has_the_same_body_and_another_title() {
    let copy = document::derive_update(&document::copy(&browser(), "Copy").unwrap()).unwrap();
    assert_eq!(copy, Derived { title: "Copy".to_owned(), ..derived() });
}

#[test]
fn bytes_that_are_no_update_are_refused() {
    for bad in [&b"hello"[..], &[0xff; 9], &browser()[..200]] {
        assert!(document::derive_update(bad).is_err());
    }
}
