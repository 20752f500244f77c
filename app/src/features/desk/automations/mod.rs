//! Messages that go out by themselves: written, switched on and off, foreseen, seen while they wait.

pub mod api;
mod form;
mod list;
mod one;
mod rows;
mod texts;

pub use list::AutomationsPage;
pub use one::AutomationPage;
