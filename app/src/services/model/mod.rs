//! What a service is, and how long its certifications take and hold.

mod forms;

pub use forms::{CertificateDraft, CertificateForm, ListingDraft, ListingForm, MOST_CHOSEN, ServiceDraft, ServiceForm};

use crate::{
    label::Label,
    technologies::MapArea,
    text::{Key, Text2, keys::services as words},
    time::{DAY_MS, UnixMillis, days_left},
    ui::{Edit, Tone},
};
use serde::{Deserialize, Serialize};

/// How long before its end a firm is told of a certificate, as the page shows it too.
pub const WARNING_MS: i64 = 60 * DAY_MS;

/// The kinds of digital services.
pub const KINDS: [(&str, Key); 3] =
    [("cloud", words::KIND_CLOUD), ("support", words::KIND_SUPPORT), ("convergence", words::KIND_CONVERGENCE)];

/// Where a certificate stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// Applied for so many days ago.
    Running(i64),
    Holds,
    /// It ends in so many days.
    EndsIn(i64),
    Ended,
}

impl Standing {
    /// Where a certificate stands.
    pub fn of(
        applied: Option<UnixMillis>,
        issued: Option<UnixMillis>,
        expires: Option<UnixMillis>,
        now: UnixMillis,
    ) -> Self {
        match (issued, expires) {
            (None, _) => Self::Running(applied.map_or(0, |at| days_left(at, now))),
            (Some(_), Some(end)) if end <= now => Self::Ended,
            (Some(_), Some(end)) if end - now <= WARNING_MS => Self::EndsIn(days_left(now, end)),
            (Some(_), _) => Self::Holds,
        }
    }

    /// Its colour; a certification that takes longer than it should stands out.
    pub fn tone(self, target: Option<i64>) -> Tone {
        match self {
            Self::Running(days) if target.is_some_and(|target| days > target) => Tone::Waiting,
            Self::Running(_) => Tone::Neutral,
            Self::Holds => Tone::Done,
            Self::EndsIn(_) => Tone::Waiting,
            Self::Ended => Tone::Closed,
        }
    }
}

/// A certificate of a service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    pub reference: String,
    pub scheme: Text2,
    pub standing: Standing,
    /// How many days the certification should take.
    pub target: Option<i64>,
    pub issued: Option<UnixMillis>,
    pub expires: Option<UnixMillis>,
    /// What stands in its form.
    pub form: CertificateForm,
}

/// Where a listing stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Listed {
    /// Applied for so many days ago.
    Applied(i64),
    /// After so many days, where that is known.
    Since(UnixMillis, Option<i64>),
    Ended,
}

impl Listed {
    /// Where a listing stands.
    pub fn of(
        applied: Option<UnixMillis>,
        listed: Option<UnixMillis>,
        ended: Option<UnixMillis>,
        now: UnixMillis,
    ) -> Self {
        match (applied, listed, ended) {
            (_, _, Some(_)) => Self::Ended,
            (_, Some(at), None) => Self::Since(at, applied.map(|applied| days_left(applied, at))),
            (_, None, None) => Self::Applied(applied.map_or(0, |at| days_left(at, now))),
        }
    }
}

/// A listing of a service in a registry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listing {
    pub reference: String,
    pub registry: Text2,
    pub listed: Listed,
    /// What stands in its form.
    pub form: ListingForm,
}

/// A service of a firm, made for one viewer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Service {
    pub reference: String,
    pub kind: String,
    pub name: Text2,
    pub about: Text2,
    pub url: String,
    pub platforms: Vec<Label>,
    pub sectors: Vec<Label>,
    pub technologies: Vec<Label>,
    /// Empty for whoever may not read it.
    pub price: Text2,
    pub voucher: bool,
    pub certificates: Vec<Certificate>,
    pub listings: Vec<Listing>,
}

/// The services of a firm, as its page shows them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirmServices {
    pub firm: Label,
    pub services: Vec<Service>,
    pub may_edit: bool,
}

/// What the desk of a firm's services shows: the services, and what certificates and listings can be of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceDesk {
    pub of: FirmServices,
    pub schemes: Vec<Label>,
    pub registries: Vec<Label>,
}

/// What the editor of a service starts from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceEditing {
    pub firm: Label,
    pub edit: Edit,
    pub form: ServiceForm,
    pub platforms: Vec<Label>,
    pub sectors: Vec<Label>,
    /// The technologies that can be chosen, by area.
    pub map: Vec<MapArea>,
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::time::DAY_MS;

    const NOW: UnixMillis = UnixMillis(1_790_000_000_000);

    #[test]
    fn a_certificate_runs_holds_ends_soon_and_ends() {
        let day = |days: i64| Some(NOW + days * DAY_MS);
        for (applied, issued, expires, standing) in [
            (day(-32), None, None, Standing::Running(32)),
            (day(-32), day(-2), None, Standing::Holds),
            (None, day(-2), day(61), Standing::Holds),
            (None, day(-2), day(60), Standing::EndsIn(60)),
            (None, day(-2), day(0), Standing::Ended),
        ] {
            assert_eq!(Standing::of(applied, issued, expires, NOW), standing);
        }
    }
}
