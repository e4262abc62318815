//! A firm's way into the alliance: a list of steps, each of which the firm can come back to and the secretariat can ask for
//! again, leave out with a reason, or accept.

mod api;
mod model;
mod page;
#[cfg(feature = "ssr")]
mod store;
#[cfg(all(test, feature = "ssr"))]
mod tests;

pub use page::OnboardingPage;
#[cfg(feature = "ssr")]
pub use {
    api::{LARGEST_DOCUMENT, document, send_document},
    model::{Mark, RepresentativeForm, Step},
    store::{add_document, agree, mark as mark_step, set_representative},
};
