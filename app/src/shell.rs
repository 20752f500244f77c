//! The HTML document around every page.

use crate::{App, visitor::Visitor};
use leptos::{nonce::use_nonce, prelude::*};
use leptos_meta::{HashedStylesheet, MetaTags};
use model::{Language, Theme};

/// Module loading by address, which WebAssembly can't do by itself.
const IMPORT: &str = "window.importModule = (address) => import(address);";

/// The document. Language and theme are in it from the first byte: no flash.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let (language, theme) = use_context::<Visitor>().map_or((Language::En, Theme::System), |visitor| (visitor.language, visitor.theme));
    view! {
        <!DOCTYPE html>
        <html lang=language.code() data-theme=theme.code()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
                <meta name="color-scheme" content=match theme {
                    Theme::System => "light dark",
                    Theme::Light => "light",
                    Theme::Dark => "dark",
                } />
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <link rel="manifest" href="/manifest.webmanifest" />
                <HashedStylesheet options=options.clone() id="leptos" />
                <script nonce=use_nonce()>{IMPORT}</script>
                <HydrationScripts options=options />
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}
