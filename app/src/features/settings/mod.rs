//! One's own settings: profile, account, where one is signed in, tokens.

mod account;
pub mod api;
pub(super) mod layout;
mod notifications;
mod profile;
mod sessions;
mod texts;
mod tokens;
mod verify_banner;
#[cfg(feature = "ssr")]
mod zones;

pub use account::AccountPage;
pub use notifications::NotificationSettingsPage;
pub use profile::ProfilePage;
pub use sessions::SessionsPage;
pub use tokens::TokensPage;
pub use verify_banner::VerifyBanner;
