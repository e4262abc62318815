//! The design system: the parts every page is built from. It knows no word of the domain.

mod badge;
mod fields;
mod form;
mod icon;
mod load;
mod markdown;
mod page;
mod pager;
mod said;

pub use badge::{Badge, Notice, Tone};
pub use fields::{Choice, Choices, Hidden, Kind, SelectField, TextArea, TextField};
pub use form::{ActButton, Form, Submit, typed};
pub use icon::Icon;
#[cfg(feature = "hydrate")]
use load::posted;
pub use load::{ErrorView, Posts, load, loaded};
pub use markdown::MarkdownField;
pub use page::{Crumb, Empty, Head, Page, Section};
pub use pager::{PAGE_ROWS, Pager};
pub use said::{Day, Prose, Said};
