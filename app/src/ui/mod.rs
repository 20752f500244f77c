//! The design system: small components that every page is made of.
//!
//! They hold no texts of their own (pages hand them in, translated), set no inline styles
//! (the Content-Security-Policy forbids them) and look as the classes of `style/` say.

mod avatar;
mod badge;
mod banner;
mod button;
mod changing;
mod checkbox;
mod dialog;
mod empty;
mod field;
mod form;
mod icon;
mod input;
mod logo;
mod menu;
mod menu_keys;
mod meter;
mod pagination;
mod password;
mod select;
mod skeleton;
mod table;
mod tabs;
mod textarea;
mod toast;
mod tooltip;

pub use avatar::{Avatar, AvatarSize, AvatarStack, Face};
pub use badge::{Badge, Tone};
pub use banner::Banner;
pub use button::{Button, ButtonKind, ButtonSize, IconButton, LinkButton};
pub use checkbox::Checkbox;
pub use dialog::{Dialog, DialogActions};
pub use empty::EmptyState;
pub use field::FieldFrame;
pub use form::focus_first_error;
pub use icon::{Glyph, Icon};
pub use input::Field;
pub use logo::{Logo, LogoMark};
pub use menu::{Align, Menu, MenuHeading, MenuItem, MenuSeparator};
pub use meter::Meter;
pub use pagination::Pagination;
pub use password::PasswordField;
pub use select::Select;
pub use skeleton::{Skeleton, SkeletonShape};
pub use table::{Cell, Table};
pub use tabs::{TabLink, TabLinks, TabPanel, Tabs};
pub use textarea::Textarea;
pub use toast::{ToastProvider, Toasts, use_toasts};
pub use tooltip::Tooltip;
