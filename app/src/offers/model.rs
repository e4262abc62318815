//! An offer: what is typed, what is checked, and what is shown.

use crate::{
    companies::FirmCard,
    error::{FieldErrors, Problem, check},
    label::{Facet, Label},
    text::{Text2, keys},
    time::{DAY_MS, UnixMillis},
    ui::Edit,
};
use serde::{Deserialize, Serialize};

/// An offer ends by itself after so long, at most.
pub const LONGEST_MS: i64 = 60 * DAY_MS;
/// Technologies of an offer, at most.
pub const MOST_TECHNOLOGIES: usize = 10;
/// Longest text, in characters.
const LONGEST_TEXT: usize = 2_000;

/// An offer as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OfferForm {
    pub company: String,
    pub sector: String,
    #[serde(rename = "type")]
    pub firm_type: String,
    /// Slugs of technologies that the firm claims.
    pub technologies: Vec<String>,
    pub text_ko: String,
    pub text_en: String,
    /// The last day, `2027-01-31`.
    pub until: String,
}

/// An offer that can be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferDraft {
    pub sector: String,
    pub firm_type: String,
    pub technologies: Vec<String>,
    pub text: Text2,
    /// The end of its last day.
    pub until: UnixMillis,
}

impl OfferForm {
    /// The draft, or every problem at once.
    pub fn check(&self, now: UnixMillis) -> Result<OfferDraft, FieldErrors> {
        let mut wrong = FieldErrors::default();
        let sector = wrong.take("form[sector]", check::line(&self.sector, 60));
        let firm_type = wrong.take("form[type]", check::line(&self.firm_type, 60));
        if self.technologies.is_empty() {
            wrong.add("form[technologies][]", Problem::Required);
        } else if self.technologies.len() > MOST_TECHNOLOGIES {
            wrong.add("form[technologies][]", Problem::Rule(keys::offers::TOO_MANY));
        }
        let text = Text2::new(
            wrong.take("form[text_ko]", check::text(&self.text_ko, LONGEST_TEXT)),
            wrong.take("form[text_en]", check::text(&self.text_en, LONGEST_TEXT)),
        );
        if text.is_empty() {
            wrong.add("form[text_ko]", Problem::Required);
        }
        let until = check::day(&self.until).map(UnixMillis::next_seoul_midnight).and_then(|until| {
            // The last of sixty days counts whole.
            let late = until - now > LONGEST_MS + DAY_MS;
            if until <= now || late { Err(Problem::Rule(keys::offers::UNTIL_WRONG)) } else { Ok(until) }
        });
        let until = wrong.take("form[until]", until);
        wrong.or(OfferDraft { sector, firm_type, technologies: self.technologies.clone(), text, until })
    }
}

/// Which offers are asked for; every part stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OfferQuery {
    pub sector: String,
    #[serde(rename = "type")]
    pub firm_type: String,
    pub technology: String,
    pub page: i64,
}

/// An offer in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferRow {
    pub reference: String,
    pub firm: FirmCard,
    pub sector: Label,
    pub role: Label,
    pub technologies: Vec<Label>,
    pub about: Text2,
    pub until: UnixMillis,
}

/// A page of offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferList {
    pub rows: Vec<OfferRow>,
    pub total: i64,
    pub sectors: Vec<Facet>,
    pub types: Vec<Facet>,
    /// The technology that the list is narrowed to.
    pub technology: Option<Label>,
    pub now: UnixMillis,
}

/// An offer, made for one viewer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferView {
    pub row: OfferRow,
    pub text: Text2,
    pub version: i64,
    /// Whether it is over.
    pub over: bool,
    /// Why the secretariat hides it; empty: it is shown.
    pub hidden: String,
    pub may_edit: bool,
    /// The secretariat may hide it.
    pub may_hide: bool,
    /// The viewer's own firms that could write to this one.
    pub from: Vec<Label>,
    pub now: UnixMillis,
}

/// What the editor of an offer starts from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferEditing {
    pub edit: Edit,
    pub form: OfferForm,
    /// The firms that the person speaks for; none of them: there is nothing to offer.
    pub firms: Vec<Label>,
    pub sectors: Vec<Label>,
    pub types: Vec<Label>,
    /// What the firm claims.
    pub technologies: Vec<Label>,
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: UnixMillis = UnixMillis(1_795_000_000_000);

    fn form() -> OfferForm {
        OfferForm {
            company: "narae".into(),
            sector: "healthcare".into(),
            firm_type: "saas".into(),
            technologies: vec!["gpu-cloud".into()],
            text_ko: "GPU를 나눠 드립니다.".into(),
            until: (NOW + LONGEST_MS).iso_day(),
            ..OfferForm::default()
        }
    }

    #[test]
    fn an_offer_ends_within_sixty_days() {
        assert!(form().check(NOW).is_ok());
        for until in ["", (NOW + -DAY_MS).iso_day().as_str(), (NOW + LONGEST_MS + 2 * DAY_MS).iso_day().as_str()] {
            let wrong = OfferForm { until: until.into(), ..form() }.check(NOW).expect_err("wrong");
            assert_eq!(wrong.0.into_keys().collect::<Vec<_>>(), ["form[until]"], "{until}");
        }
    }

    #[test]
    fn every_problem_is_named() {
        let wrong = OfferForm::default().check(NOW).expect_err("wrong");
        let named: Vec<String> = wrong.0.into_keys().collect();
        assert_eq!(named, ["form[sector]", "form[technologies][]", "form[text_ko]", "form[type]", "form[until]"]);
        let many = OfferForm { technologies: vec!["x".into(); MOST_TECHNOLOGIES + 1], ..form() };
        assert!(many.check(NOW).expect_err("too many").0.contains_key("form[technologies][]"));
    }
}
