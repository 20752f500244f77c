//! Signing up and in, verification, recovery.

pub mod api;
mod card;
mod failed;
mod forgot;
mod reset;
mod sign_in;
mod sign_up;
mod texts;
mod verify;

pub use card::{AuthCard, LanguageSwitch};
pub use failed::form_failure;
pub use forgot::ForgotPage;
pub use reset::ResetPage;
pub use sign_in::SignInPage;
pub use sign_up::{SignUpPage, StrengthMeter};
pub use verify::VerifyPage;
