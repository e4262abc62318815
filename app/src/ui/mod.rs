//! The design system: the parts every page is built from. It knows no word of the domain.

mod badge;
mod choices;
mod dialog;
mod edit;
#[cfg(feature = "hydrate")]
mod fetch;
mod fields;
mod filters;
mod form;
mod group;
mod icon;
mod lazy;
mod linked;
mod load;
mod markdown;
mod page;
mod pager;
mod print;
mod raw_text;
mod row;
mod said;
mod still;
mod table;
mod tabs;
mod toast;

pub use badge::{Badge, Notice, Tone};
pub use choices::{Choice, Choices, SelectField};
pub use dialog::{CloseDialog, Dialog, FormDialog};
pub use edit::{Edit, EditForm, EditTarget};
pub use fields::{FileField, Hidden, Kind, TextArea, TextField};
pub use filters::{FilterGroup, FilterValue, Filters, address, asked_page, page_parameter, whole_path};
pub use form::{ActButton, Form, Submit, typed, typed_flat};
pub use group::Group;
pub use icon::{Icon, icon};
pub use lazy::{Chunked, Coming, LazyPage, lazy_page};
pub use linked::LinkedData;
#[cfg(feature = "hydrate")]
use load::posted;
pub use load::{ErrorView, Loaded, Posts, Skeleton, load, loaded, once_there};
pub use markdown::MarkdownField;
pub use page::{Crumb, Empty, Head, Page, Section};
pub use pager::{PAGE_ROWS, Pager, rows_before};
pub use print::PrintButton;
use raw_text::raw_text;
pub use row::RowTitle;
pub use said::{Altered, Day, Prose, Said};
pub use still::{escaped, still};
pub use table::{Column, Table};
pub use tabs::{Tab, Tabs};
pub use toast::{Toast, told};
