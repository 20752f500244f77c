//! Text in elements whose children Leptos writes into the page as they are.

/// What a `<textarea>` or the `<title>` holds at first. A browser reads character references there, and the end of the
/// element: without this, somebody's words could go on as markup.
pub fn raw_text(text: String) -> String {
    if cfg!(feature = "ssr") { text.replace('&', "&amp;").replace('<', "&lt;") } else { text }
}
