//! Icons: one stroke of 24 by 24 each, drawn in the colour of the text around them.

use leptos::prelude::*;

macro_rules! glyphs {
    ($($(#[$doc:meta])* $name:ident $path:literal;)+) => {
        /// The pictures that [`Icon`] can draw.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Glyph { $($(#[$doc])* $name,)+ }

        impl Glyph {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The `d` of its path.
            pub fn path(self) -> &'static str { match self { $(Self::$name => $path,)+ } }
        }
    };
}

glyphs! {
    /// A box with its lid on.
    Archive "M4 4h16a1 1 0 0 1 1 1v3a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1ZM5 9v10a1 1 0 0 0 1 1h12a1 1 0 0 0 1-1V9M10 13h4";
    /// A bell, for what is new.
    Bell "M6 16.5V11a6 6 0 1 1 12 0v5.5l1.5 2h-15l1.5-2ZM10 21.5h4";
    /// Bold.
    Bold "M7 5h6a3.5 3.5 0 0 1 0 7H7V5ZM7 12h7a3.5 3.5 0 0 1 0 7H7v-7Z";
    /// A camera, for pictures.
    Camera "M4 7h3.5L9 4.5h6L16.5 7H20a1 1 0 0 1 1 1v10.5a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V8a1 1 0 0 1 1-1ZM15.5 13a3.5 3.5 0 1 1-7 0 3.5 3.5 0 0 1 7 0Z";
    /// Done, chosen.
    Check "M5 12.5 9.5 17 19 7";
    /// Opens downwards.
    ChevronDown "m6 9 6 6 6-6";
    /// Back.
    ChevronLeft "m15 6-6 6 6 6";
    /// Onwards.
    ChevronRight "m9 6 6 6-6 6";
    /// Opens upwards.
    ChevronUp "m6 15 6-6 6 6";
    /// Time.
    Clock "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0ZM12 7v5l3.5 2";
    /// A cross that closes or removes.
    Close "m6 6 12 12M18 6 6 18";
    /// The server.
    Cloud "M7 19a4.5 4.5 0 0 1-.6-8.96 6 6 0 0 1 11.5 1.02A4 4 0 0 1 17.5 19H7Z";
    /// Kept on the server.
    CloudCheck "M7 19a4.5 4.5 0 0 1-.6-8.96 6 6 0 0 1 11.5 1.02A4 4 0 0 1 17.5 19H7ZM9.2 14l2 2 3.6-3.6";
    /// The server can't be reached.
    CloudOff "m3.5 3.5 17 17M9.3 5.6A6 6 0 0 1 17.9 11.06a4 4 0 0 1 3 5.5M17 19H7A4.5 4.5 0 0 1 6.4 10.04q.1-.6.3-1.2";
    /// Code within a line.
    Code "m8.5 7-5 5 5 5M15.5 7l5 5-5 5";
    /// A block of code.
    CodeBlock "M4 4h16a1 1 0 0 1 1 1v14a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1ZM9.5 9l-3 3 3 3M14.5 9l3 3-3 3";
    /// A comment.
    Comment "M5 5h14a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-7l-4 4v-4H5a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1ZM8.5 9h7M8.5 12h4.5";
    /// Copy, duplicate.
    Copy "M10 8h10a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1H10a1 1 0 0 1-1-1V9a1 1 0 0 1 1-1ZM5.5 16H4a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1h10a1 1 0 0 1 1 1v1.5";
    /// Download, export.
    Download "M12 4v11M7 10.5l5 5 5-5M4 20h16";
    /// A face, for the emoji picker.
    Emoji "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0ZM8 14.2c.9 1.6 2.3 2.4 4 2.4s3.1-.8 4-2.4M9 9.5h.01M15 9.5h.01";
    /// Show.
    Eye "M2.5 12C4.7 7.8 8 5.7 12 5.7s7.3 2.1 9.5 6.3c-2.2 4.2-5.5 6.3-9.5 6.3S4.7 16.2 2.5 12ZM15 12a3 3 0 1 1-6 0 3 3 0 0 1 6 0Z";
    /// Hide.
    EyeOff "m4 4 16 16M9.7 5.9c.7-.1 1.5-.2 2.3-.2 4 0 7.3 2.1 9.5 6.3-.7 1.3-1.5 2.4-2.4 3.3M15.5 17.5c-1.1.5-2.3.8-3.5.8-4 0-7.3-2.1-9.5-6.3 1-1.9 2.2-3.4 3.7-4.5M14.1 14.1a3 3 0 0 1-4.2-4.2";
    /// A language.
    Globe "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0ZM3 12h18M12 3c5 5.5 5 12.5 0 18-5-5.5-5-12.5 0-18Z";
    /// Heading of the first level.
    Heading1 "M4 6v12M12 6v12M4 12h8M16.5 10l3-2v10";
    /// Heading of the second level.
    Heading2 "M4 6v12M12 6v12M4 12h8M16 10.2a2.3 2.3 0 1 1 4.2 1.4L16 18h5";
    /// Heading of the third level.
    Heading3 "M4 6v12M12 6v12M4 12h8M16 8h4.5l-2.7 3.8a3.1 3.1 0 1 1-2.2 5";
    /// More is known.
    Info "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0ZM12 11v5.5M12 7.7h.01";
    /// Italic.
    Italic "M10 5h8M6 19h8M14 5l-4 14";
    /// A key, for tokens and passwords.
    Key "M12 16a4 4 0 1 1-8 0 4 4 0 0 1 8 0ZM11 13l9-9M16.5 7.5l3 3";
    /// The keyboard and its shortcuts.
    Keyboard "M3 6h18a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1ZM6 10h.01M10 10h.01M14 10h.01M18 10h.01M8 14h8";
    /// A link.
    Link "M10 14a4.2 4.2 0 0 0 6 0l3.8-3.8a4.2 4.2 0 0 0-6-6L12 6M14 10a4.2 4.2 0 0 0-6 0l-3.8 3.8a4.2 4.2 0 0 0 6 6L12 18";
    /// A list.
    List "M9 6h12M9 12h12M9 18h12M4.5 6h.01M4.5 12h.01M4.5 18h.01";
    /// Leaves.
    Logout "M10 4H5a1 1 0 0 0-1 1v14a1 1 0 0 0 1 1h5M15.5 7.5 20 12l-4.5 4.5M20 12H9.5";
    /// Mail.
    Mail "M4 5h16a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1ZM3.5 6.5 12 13l8.5-6.5";
    /// As the device says.
    Monitor "M4 4h16a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1ZM8 20.5h8M12 16v4.5";
    /// Dark.
    Moon "M20 14.5A8.5 8.5 0 1 1 9.5 4 7 7 0 0 0 20 14.5Z";
    /// Three dots: more that can be done.
    More "M5.7 12a.7.7 0 1 1-1.4 0 .7.7 0 0 1 1.4 0ZM12.7 12a.7.7 0 1 1-1.4 0 .7.7 0 0 1 1.4 0ZM19.7 12a.7.7 0 1 1-1.4 0 .7.7 0 0 1 1.4 0Z";
    /// A numbered list.
    Ordered "M10 6h11M10 12h11M10 18h11M3.5 5 5 4v5M3.4 15.3A1.5 1.5 0 0 1 6.3 16c0 1.4-1.6 2.3-2.9 4h3";
    /// Rename, edit.
    Pencil "m4 20 1-4.5L16.3 4.2a1.5 1.5 0 0 1 2.1 0l1.4 1.4a1.5 1.5 0 0 1 0 2.1L8.5 19 4 20ZM14 6.5 17.5 10";
    /// Adds something.
    Plus "M12 5v14M5 12h14";
    /// A post.
    Post "M6 3h8l5 5v12a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1ZM14 3v5h5M9 13h6M9 17h6";
    /// A quotation.
    Quote "M5 17c2.8-1 4.5-3.3 4.5-6.5V7H4v5.5h3M15.5 17c2.8-1 4.5-3.3 4.5-6.5V7h-5.5v5.5h3";
    /// Does again.
    Redo "m16 5 4 4-4 4M20 9H10a5.5 5.5 0 0 0 0 11h4";
    /// Brings back.
    Restore "M4 9.5a8.5 8.5 0 1 1-.4 4.5M4 4.5v5h5";
    /// A line across.
    Rule "M3 12h18M8 6h8M8 18h8";
    /// Finds.
    Search "M16.2 16.2 21 21M18 11a7 7 0 1 1-14 0 7 7 0 0 1 14 0Z";
    /// The machine.
    Server "M4 4h16a1 1 0 0 1 1 1v5a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1ZM4 13h16a1 1 0 0 1 1 1v5a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1v-5a1 1 0 0 1 1-1ZM7 7.5h.01M7 16.5h.01M11 7.5h6M11 16.5h6";
    /// What can be set.
    Settings "M4 7h9M17 7h3M4 17h3M11 17h9M17 7a2 2 0 1 1-4 0 2 2 0 0 1 4 0ZM11 17a2 2 0 1 1-4 0 2 2 0 0 1 4 0Z";
    /// Shares.
    Share "m8.6 10.5 6.8-4M8.6 13.5l6.8 4M9 12a3 3 0 1 1-6 0 3 3 0 0 1 6 0ZM21 5a3 3 0 1 1-6 0 3 3 0 0 1 6 0ZM21 19a3 3 0 1 1-6 0 3 3 0 0 1 6 0Z";
    /// Administration, safety.
    Shield "m12 3 7.5 3v5.5c0 4.5-3 7.8-7.5 9.5-4.5-1.7-7.5-5-7.5-9.5V6L12 3Z";
    /// Struck through.
    Strike "M4 12h16M16.5 7.5c-.5-1.8-2.2-3-4.5-3-2.7 0-4.6 1.4-4.6 3.6 0 1.6 1 2.6 2.6 3.2M7.2 16.2c.5 2 2.3 3.3 4.9 3.3 2.8 0 4.8-1.4 4.8-3.8 0-.7-.2-1.4-.5-1.9";
    /// Light.
    Sun "M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0ZM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4";
    /// A list of tasks.
    Tasks "M11 6h10M11 12h10M11 18h10M3 6l1.5 1.5 3-3M3 17.5 4.5 19l3-3";
    /// The trash.
    Trash "M4 7h16M9.5 7V4.5a1 1 0 0 1 1-1h3a1 1 0 0 1 1 1V7M6.5 7l.8 12.6a1 1 0 0 0 1 .9h7.4a1 1 0 0 0 1-.9L17.5 7M10 11v6M14 11v6";
    /// Underlined.
    Underline "M7 4v7a5 5 0 0 0 10 0V4M5 20h14";
    /// Takes back.
    Undo "M8 5 4 9l4 4M4 9h10a5.5 5.5 0 0 1 0 11h-4";
    /// A person.
    User "M16 8a4 4 0 1 1-8 0 4 4 0 0 1 8 0ZM4.5 20.5a7.5 7.5 0 0 1 15 0";
    /// People.
    Users "M13 8a4 4 0 1 1-8 0 4 4 0 0 1 8 0ZM2 20.5a7 7 0 0 1 14 0M16 4.2a4 4 0 0 1 0 7.6M18.5 14.5a7 7 0 0 1 3.5 6";
    /// Take care.
    Warning "M12 4 2.5 20h19L12 4ZM12 10v4.5M12 17.3h.01";
}

/// One icon. It says nothing to a screen reader: the button or the text beside it does.
#[component]
pub fn Icon(
    /// Which one.
    glyph: Glyph,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false">
            <path d=glyph.path()></path>
        </svg>
    }
    .into_any()
}
