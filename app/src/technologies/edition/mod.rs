//! Editions of the map: coordinators draft changes, see how the map will differ, and publish them as a whole.

mod api;
mod changes;
#[cfg(feature = "ssr")]
mod draft;
mod editor;
mod history;
#[cfg(feature = "ssr")]
mod mails;
#[cfg(feature = "ssr")]
mod store;
#[cfg(all(test, feature = "ssr"))]
mod tests;

pub use editor::MapEditorPage;
pub use history::EditionsPage;
#[cfg(feature = "ssr")]
pub use store::{is_drafted, load_base, lock, publish, retired, successor};
