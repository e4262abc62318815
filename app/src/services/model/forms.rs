//! What firms type about services, certificates and listings.

use super::KINDS;
use crate::{
    error::{FieldErrors, Problem, check},
    text::{Text2, keys::services as words},
    time::UnixMillis,
};
use serde::{Deserialize, Serialize};

/// Longest name of a service, in characters.
const LONGEST_NAME: usize = 80;
/// Longest description in one language, in characters.
const LONGEST_ABOUT: usize = 400;
/// Longest line of other things, in characters.
const LONGEST_LINE: usize = 60;
/// Values of one kind that a service may name at most.
pub const MOST_CHOSEN: usize = 10;

/// What a firm types about a service.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ServiceForm {
    /// The firm whose new service it is.
    pub firm: String,
    pub kind: String,
    pub name_ko: String,
    pub name_en: String,
    pub about_ko: String,
    pub about_en: String,
    pub url: String,
    pub platforms: Vec<String>,
    pub sectors: Vec<String>,
    pub technologies: Vec<String>,
    pub price_ko: String,
    pub price_en: String,
    pub price_open: String,
    pub voucher: String,
}

/// A checked service. Its technologies are as typed: by name or slug.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServiceDraft {
    pub kind: String,
    pub name: Text2,
    pub about: Text2,
    pub url: String,
    pub platforms: Vec<String>,
    pub sectors: Vec<String>,
    pub technologies: Vec<String>,
    pub price: Text2,
    pub price_open: bool,
    pub voucher: bool,
}

impl ServiceForm {
    /// The draft, or every field problem at once.
    pub fn check(&self) -> Result<ServiceDraft, FieldErrors> {
        let mut wrong = FieldErrors::default();
        if !KINDS.iter().any(|(code, _)| *code == self.kind) {
            wrong.add("form[kind]", Problem::Required);
        }
        let name_ko = wrong.take("form[name_ko]", check::optional_line(&self.name_ko, LONGEST_NAME));
        let name_en = wrong.take("form[name_en]", check::optional_line(&self.name_en, LONGEST_NAME));
        if name_ko.is_empty() && name_en.is_empty() {
            wrong.add("form[name_ko]", Problem::Rule(words::NAME_NEEDED));
        }
        let about_ko = wrong.take("form[about_ko]", check::text(&self.about_ko, LONGEST_ABOUT));
        let about_en = wrong.take("form[about_en]", check::text(&self.about_en, LONGEST_ABOUT));
        if about_ko.is_empty() && about_en.is_empty() {
            wrong.add("form[about_ko]", Problem::Rule(words::ABOUT_NEEDED));
        }
        let url = wrong.take("form[url]", check::web_address(&self.url));
        let platforms = wrong.take("form[platforms][]", few(&self.platforms));
        let sectors = wrong.take("form[sectors][]", few(&self.sectors));
        let technologies = wrong.take("form[technologies][]", few(&self.technologies));
        let price_ko = wrong.take("form[price_ko]", check::optional_line(&self.price_ko, LONGEST_NAME));
        let price_en = wrong.take("form[price_en]", check::optional_line(&self.price_en, LONGEST_NAME));
        wrong.or(ServiceDraft {
            kind: self.kind.clone(),
            name: Text2::new(name_ko, name_en),
            about: Text2::new(about_ko, about_en),
            url,
            platforms,
            sectors,
            technologies,
            price: Text2::new(price_ko, price_en),
            price_open: !self.price_open.is_empty(),
            voucher: !self.voucher.is_empty(),
        })
    }
}

/// What is chosen of a kind, without empty rows, each once and in the order it was chosen.
fn few(chosen: &[String]) -> Result<Vec<String>, Problem> {
    let mut values: Vec<String> = Vec::new();
    for typed in chosen {
        let value = check::optional_line(typed, LONGEST_NAME)?;
        if !value.is_empty() && !values.contains(&value) {
            values.push(value);
        }
    }
    if values.len() > MOST_CHOSEN { Err(Problem::Rule(words::TOO_MANY)) } else { Ok(values) }
}

/// What a firm types about a certificate of a service: one that runs or one that was issued.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CertificateForm {
    pub service: String,
    /// The certificate that is changed, and its version; empty for a new one.
    pub certificate: String,
    pub version: String,
    pub scheme: String,
    pub r#type: String,
    pub grade: String,
    pub number: String,
    pub applied: String,
    pub issued: String,
    pub expires: String,
}

/// A checked certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificateDraft {
    pub scheme: String,
    pub r#type: String,
    pub grade: String,
    pub number: String,
    pub applied: Option<UnixMillis>,
    pub issued: Option<UnixMillis>,
    pub expires: Option<UnixMillis>,
}

impl CertificateForm {
    /// The certificate, or every problem at once. `now` keeps what happened in the past.
    pub fn check(&self, now: UnixMillis) -> Result<CertificateDraft, FieldErrors> {
        let mut wrong = FieldErrors::default();
        let scheme = wrong.take("form[scheme]", check::line(&self.scheme, LONGEST_LINE));
        let r#type = wrong.take("form[type]", check::optional_line(&self.r#type, LONGEST_LINE));
        let grade = wrong.take("form[grade]", check::optional_line(&self.grade, LONGEST_LINE));
        let number = wrong.take("form[number]", check::optional_line(&self.number, LONGEST_LINE));
        let applied = past_day(&mut wrong, "form[applied]", &self.applied, now);
        let issued = past_day(&mut wrong, "form[issued]", &self.issued, now);
        let expires = wrong.take("form[expires]", optional_day(&self.expires));
        if self.applied.trim().is_empty() && self.issued.trim().is_empty() {
            wrong.add("form[applied]", Problem::Rule(words::DAY_NEEDED));
        }
        if later(applied, issued) {
            wrong.add("form[issued]", Problem::Rule(words::ISSUED_BEFORE));
        }
        if expires.is_some() && self.issued.trim().is_empty() {
            wrong.add("form[expires]", Problem::Rule(words::EXPIRES_UNISSUED));
        } else if later(issued, expires) || expires.is_some() && expires == issued {
            wrong.add("form[expires]", Problem::Rule(words::EXPIRES_EARLY));
        }
        wrong.or(CertificateDraft { scheme, r#type, grade, number, applied, issued, expires })
    }
}

/// What a firm types about a listing of a service.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListingForm {
    pub service: String,
    /// The listing that is changed, and its version; empty for a new one.
    pub listing: String,
    pub version: String,
    pub registry: String,
    pub number: String,
    pub url: String,
    pub contract: String,
    pub applied: String,
    pub listed: String,
    pub ended: String,
}

/// A checked listing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListingDraft {
    pub registry: String,
    pub number: String,
    pub url: String,
    pub contract: String,
    pub applied: Option<UnixMillis>,
    pub listed: Option<UnixMillis>,
    pub ended: Option<UnixMillis>,
}

impl ListingForm {
    /// The listing, or every problem at once.
    pub fn check(&self, now: UnixMillis) -> Result<ListingDraft, FieldErrors> {
        let mut wrong = FieldErrors::default();
        let registry = wrong.take("form[registry]", check::line(&self.registry, LONGEST_LINE));
        let number = wrong.take("form[number]", check::optional_line(&self.number, LONGEST_LINE));
        let url = wrong.take("form[url]", check::web_address(&self.url));
        let contract = wrong.take("form[contract]", check::optional_line(&self.contract, LONGEST_LINE));
        let applied = past_day(&mut wrong, "form[applied]", &self.applied, now);
        let listed = past_day(&mut wrong, "form[listed]", &self.listed, now);
        let ended = past_day(&mut wrong, "form[ended]", &self.ended, now);
        if self.applied.trim().is_empty() && self.listed.trim().is_empty() {
            wrong.add("form[applied]", Problem::Rule(words::LISTING_DAY_NEEDED));
        }
        if later(applied, listed) {
            wrong.add("form[listed]", Problem::Rule(words::LISTED_BEFORE));
        }
        if later(listed.or(applied), ended) {
            wrong.add("form[ended]", Problem::Rule(words::ENDED_BEFORE));
        }
        wrong.or(ListingDraft { registry, number, url, contract, applied, listed, ended })
    }
}

fn optional_day(typed: &str) -> Result<Option<UnixMillis>, Problem> {
    if typed.trim().is_empty() { Ok(None) } else { check::day(typed).map(Some) }
}

fn past_day(wrong: &mut FieldErrors, name: &'static str, typed: &str, now: UnixMillis) -> Option<UnixMillis> {
    let day = wrong.take(name, optional_day(typed));
    if day.is_some_and(|day| day > now) {
        wrong.add(name, Problem::Rule(words::LATER));
    }
    day
}

/// Whether something happened after what should come after it.
fn later(first: Option<UnixMillis>, second: Option<UnixMillis>) -> bool {
    first.zip(second).is_some_and(|(first, second)| first > second)
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    const NOW: UnixMillis = UnixMillis(1_790_000_000_000);

    #[test]
    fn an_empty_service_tells_what_is_missing() {
        let wrong = ServiceForm::default().check().expect_err("nothing is filled in").0;
        assert_eq!(wrong.keys().collect::<Vec<_>>(), ["form[about_ko]", "form[kind]", "form[name_ko]"]);
        let eleven = ServiceForm { platforms: (0..11).map(|n| n.to_string()).collect(), ..ServiceForm::default() };
        assert!(eleven.check().expect_err("too many").0.contains_key("form[platforms][]"));
    }

    #[test]
    fn the_days_of_a_certificate_follow_each_other() {
        let form = |applied: &str, issued: &str, expires: &str| CertificateForm {
            scheme: "csap".into(),
            applied: applied.into(),
            issued: issued.into(),
            expires: expires.into(),
            ..CertificateForm::default()
        };
        for (form, wrong) in [
            (form("2026-01-05", "", ""), None),
            (form("", "2026-01-05", "2031-01-04"), None),
            (form("", "", ""), Some("form[applied]")),
            (form("2099-01-01", "", ""), Some("form[applied]")),
            (form("2026-02-01", "2026-01-05", ""), Some("form[issued]")),
            (form("2026-01-05", "", "2031-01-04"), Some("form[expires]")),
            (form("", "2026-01-05", "2026-01-05"), Some("form[expires]")),
        ] {
            let got = form.check(NOW).err().map(|e| e.0.into_keys().collect::<Vec<_>>());
            assert_eq!(got, wrong.map(|name| vec![name.to_owned()]), "{form:?}");
        }
    }
}
